"""How a text becomes a value of each kind, as expressions of the engine: the value, or what stood there instead.

Every expression is total: what cannot be read gives NULL and a value class, never an error and never the value.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graftwatch.desk.loading.answers import DateOrder, FieldAnswer
from graftwatch.tables import Column

BLANKS = " \t\r\n\u00a0\u202f\ufeff\u200e\u200f"
NOTHING = ("", "-", "--", ".", "null", "none", "n/a", "#n/a", "nan", "#null!", "nat")
EASTERN = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
WESTERN = "01234567890123456789"
ENGINE = {
    "reference": "VARCHAR",
    "code": "VARCHAR",
    "text": "VARCHAR",
    "date": "DATE",
    "instant": "TIMESTAMP",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "money": "BIGINT",
}


@dataclass(frozen=True)
class Manner:
    """How a file writes days and numbers; `from_workbook` says that a lone point is always a decimal point there."""

    dates: DateOrder = "day first"
    decimal: str = "."
    from_workbook: bool = False
    today: dt.date = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Two expressions over the text `t`: the value, and, where that is NULL though `t` is not, the value class."""

    value: str
    value_class: str


def quoted(text: str) -> str:
    """A text as a literal of the engine."""
    return "'" + text.replace("'", "''") + "'"


def text_of(raw: str, raw_type: str = "VARCHAR") -> str:
    """A raw cell as trimmed text, NULL where nothing stands there."""
    cell = raw if raw_type == "VARCHAR" else f"CAST({raw} AS VARCHAR)"
    trimmed = f"trim({cell}, {quoted(BLANKS)})"
    nothing = ", ".join(quoted(word) for word in NOTHING)
    return f"CASE WHEN lower({trimmed}) IN ({nothing}) THEN NULL ELSE {trimmed} END"


def cast(column: Column, t: str, manner: Manner, answer: FieldAnswer, longest: int | None) -> Cast:
    """The expressions for one column. `t` is the name of a text column."""
    match column.kind:
        case "date":
            return Cast(day(t, manner), DAY_CLASS.format(t=t))
        case "instant":
            return Cast(instant(t, manner), DAY_CLASS.format(t=t))
        case "integer":
            return Cast(whole(t, manner), NUMBER_CLASS.format(t=t, what="a whole number"))
        case "number":
            return Cast(number(t, manner), NUMBER_CLASS.format(t=t, what="a number"))
        case "money":
            return Cast(money(t, manner, answer.minor_digits), NUMBER_CLASS.format(t=t, what="an amount"))
        case "code":
            return Cast(code(column, t, answer), CODE_CLASS.format(t=t))
        case "reference" | "text":
            return words(t, longest)


def words(t: str, longest: int | None) -> Cast:
    if longest is None:
        return Cast(t, "NULL")
    return Cast(f"CASE WHEN length({t}) <= {longest} THEN {t} END", f"'more than {longest} characters'")


def _digits(t: str) -> str:
    return f"translate({t}, '{EASTERN}', '{WESTERN}')"


def _within_calendar(expression: str) -> str:
    """Days that every part of the house can hold; the engine knows years before 1 and after 9999."""
    return f"CASE WHEN {expression} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {expression} END"


def day(t: str, manner: Manner) -> str:
    """A calendar day from ISO text, from day/month/year in the file's order, from month names, or an Excel number."""
    iso = f"CASE WHEN regexp_full_match({t}, '\\d{{4}}-\\d{{2}}-\\d{{2}}') THEN TRY_CAST({t} AS DATE) END"
    plain = f"regexp_replace(regexp_replace({_digits(t)}, '[T ]\\d{{1,2}}:.*$', ''), '[./ -]+', '-', 'g')"
    long_year, short_year = ("%m-%d-%Y", "%m-%d-%y") if manner.dates == "month first" else ("%d-%m-%Y", "%d-%m-%y")
    two_digits = f"TRY_STRPTIME({plain}, '{short_year}')"
    century = f"{two_digits} - to_years(CASE WHEN year({two_digits}) > {manner.today.year + 5} THEN 100 ELSE 0 END)"
    others = (
        f"CASE WHEN regexp_full_match({plain}, '\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}') THEN TRY_CAST({plain} AS DATE) "
        f"WHEN regexp_full_match({plain}, '\\d{{1,2}}-\\d{{1,2}}-\\d{{4}}') "
        f"THEN CAST(TRY_STRPTIME({plain}, '{long_year}') AS DATE) "
        f"WHEN regexp_full_match({plain}, '\\d{{1,2}}-\\d{{1,2}}-\\d{{2}}') THEN CAST({century} AS DATE) "
        f"WHEN regexp_full_match({plain}, '(19|20)\\d{{6}}') THEN CAST(TRY_STRPTIME({plain}, '%Y%m%d') AS DATE) "
        f"WHEN regexp_full_match({plain}, '[1-7]\\d{{4}}') THEN DATE '1899-12-30' + CAST({plain} AS INTEGER) "
        f"WHEN regexp_full_match({plain}, '[1-7]\\d{{4}}-\\d+') "
        f"THEN DATE '1899-12-30' + CAST(split_part({plain}, '-', 1) AS INTEGER) "
        f"ELSE CAST(TRY_STRPTIME({plain}, ['%d-%b-%Y', '%d-%B-%Y', '%b-%d-%Y', '%B-%d-%Y', '%Y-%b-%d']) AS DATE) END"
    )
    return _within_calendar(f"coalesce({iso}, {others})")


def instant(t: str, manner: Manner) -> str:
    """A moment, UTC: ISO with or without offset, else a day with an optional time."""
    iso = (
        f"CASE WHEN regexp_full_match({t}, '\\d{{4}}-\\d{{2}}-\\d{{2}}[T ]\\d{{2}}:\\d{{2}}.*') "
        f"THEN timezone('UTC', TRY_CAST({t} AS TIMESTAMPTZ)) END"
    )
    clock = f"TRY_CAST(nullif(regexp_extract({t}, '[T ](\\d{{1,2}}:\\d{{2}}(:\\d{{2}})?)$', 1), '') AS TIME)"
    other = f"{day(t, manner)} + coalesce({clock}, TIME '00:00:00')"
    both = f"coalesce({iso}, {other})"
    return f"CASE WHEN {both} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31' THEN {both} END"


def plain_number(t: str, manner: Manner) -> str:
    """The digits of a number with a decimal point and nothing else, or NULL."""
    bare = f"regexp_replace({_digits(t)}, '[\\s''’\u00a0\u202f]', '', 'g')"
    grouped = f"regexp_full_match({bare}, '[+-]?\\d{{1,3}}(,\\d{{3}})+(\\.\\d*)?')"
    point = f"CASE WHEN {grouped} THEN replace({bare}, ',', '') ELSE {bare} END"
    if manner.decimal == ",":
        # a lone point groups thousands only where it stands before three digits, and never in a workbook's own numbers
        thousands = "false" if manner.from_workbook else f"regexp_full_match({bare}, '[+-]?\\d{{1,3}}(\\.\\d{{3}})+')"
        comma = f"replace(replace({bare}, '.', ''), ',', '.')"
        point = f"CASE WHEN contains({bare}, ',') OR {thousands} THEN {comma} ELSE {bare} END"
    return f"nullif(regexp_extract({point}, '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$', 0), '')"


def number(t: str, manner: Manner) -> str:
    read = f"TRY_CAST({plain_number(t, manner)} AS DOUBLE)"
    return f"CASE WHEN isfinite({read}) THEN {read} END"


def whole(t: str, manner: Manner) -> str:
    """A whole number; 12.0 is one, 12.5 is not."""
    digits = f"regexp_extract({plain_number(t, manner)}, '^([+-]?\\d+)(\\.0*)?$', 1)"
    return f"TRY_CAST(nullif({digits}, '') AS BIGINT)"


def money(t: str, manner: Manner, minor_digits: int) -> str:
    """Whole minor units; `minor_digits` 2 reads 12,50 as 1250. A currency written beside the number is left out."""
    bare = f"regexp_replace({t}, '(?i)^[a-z]{{3}}\\s*|\\s*[a-z]{{3}}$|[€$£¥₺₹﷼]', '', 'g')"
    if not minor_digits:
        return whole(bare, manner)
    read = f"TRY_CAST({plain_number(bare, manner)} AS DECIMAL(28, 6))"
    return f"TRY_CAST(round({read} * {10**minor_digits}) AS BIGINT)"


def code(column: Column, t: str, answer: FieldAnswer) -> str:
    """Ours for theirs: the answers first, then our own codes and their labels, all without regard to case."""
    beside = {theirs.strip().lower(): ours for theirs, ours in answer.codes.items()}
    for one in column.codes.codes if column.codes else ():
        beside.setdefault(one.value.lower(), one.value)
        beside.setdefault(one.label.lower(), one.value)
    if column.codes and {"yes", "no"} <= set(column.codes.values):
        beside = {"true": "yes", "false": "no"} | beside
    if not beside:
        return t
    cases = " ".join(f"WHEN {quoted(theirs)} THEN {quoted(ours)}" for theirs, ours in beside.items())
    return f"CASE lower({t}) {cases} END"


DAY_CLASS = (
    "CASE WHEN regexp_full_match({t}, '\\d{{4}}') THEN 'a year alone' "
    "WHEN regexp_full_match({t}, '\\d{{1,2}}[./-]\\d{{4}}|\\d{{4}}[./-]\\d{{1,2}}') THEN 'a month alone' "
    "WHEN regexp_full_match({t}, '\\d{{1,4}}[./ -]+\\d{{1,2}}[./ -]+\\d{{1,4}}([T ].*)?') "
    "THEN 'a day that does not exist' "
    "WHEN regexp_full_match({t}, '\\d+') THEN length({t}) || ' digits where a day belongs' "
    "WHEN regexp_matches({t}, '\\pL') THEN 'words where a day belongs' "
    "ELSE 'signs where a day belongs' END"
)
NUMBER_CLASS = (
    "CASE WHEN regexp_full_match({t}, '[+-]?[\\d.,\\s]*\\d[\\d.,\\s]*') THEN "
    "CASE WHEN regexp_matches({t}, '[.,]') THEN 'a number with a fraction or grouping that is not {what}' "
    "ELSE length({t}) || ' digits, too long for {what}' END "
    "WHEN regexp_matches({t}, '\\pL') THEN 'letters where {what} belongs' "
    "ELSE 'signs where {what} belongs' END"
)
CODE_CLASS = (
    "CASE WHEN regexp_full_match({t}, '\\d+') THEN length({t}) || ' digits that are no code of the list' "
    "ELSE 'a word that is no code of the list' END"
)
