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
    """How a text column `t` becomes a value, in three steps that the engine computes one after the other.

    `plain` brings the text to one form (over `t`), `read` reads that form (over `t` and `p`), `value` refuses what no
    part of the house can hold (over `p` and `v`). `value_class` (over `t`) says what stood there where nothing came
    of it. Steps, not one expression: repeated inside itself it would take the engine longer to plan than to run.
    """

    plain: str
    read: str
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


def cast(column: Column, name: str, manner: Manner, answer: FieldAnswer, longest: int | None) -> Cast:
    """The steps for one column, whose text is `t_NAME`, plain form `p_NAME` and value as read `v_NAME`."""
    t, p, v = (f'"{step}_{name}"' for step in "tpv")
    match column.kind:
        case "date":
            return Cast(plain_day(t), day(p, manner), _within_calendar(v, "DATE"), DAY_CLASS.format(t=t))
        case "instant":
            return Cast(plain_day(t), instant(t, p, manner), _within_calendar(v, "TIMESTAMP"), DAY_CLASS.format(t=t))
        case "integer":
            return Cast(plain_number(t), whole(p, manner), v, NUMBER_CLASS.format(t=t, what="a whole number"))
        case "number":
            finite = f"CASE WHEN isfinite({v}) THEN {v} END"
            return Cast(plain_number(t), number(p, manner), finite, NUMBER_CLASS.format(t=t, what="a number"))
        case "money":
            read = money(p, manner, answer.minor_digits)
            return Cast(plain_money(t), read, v, NUMBER_CLASS.format(t=t, what="an amount"))
        case "code":
            return Cast(f"lower({t})", code(column, p, answer), v, CODE_CLASS.format(t=t))
        case "reference" | "text":
            fitting = v if longest is None else f"CASE WHEN length({v}) <= {longest} THEN {v} END"
            return Cast("NULL", t, fitting, f"'more than {longest} characters'")


def _digits(t: str) -> str:
    return f"translate({t}, '{EASTERN}', '{WESTERN}')"


def _within_calendar(v: str, engine_type: str) -> str:
    """Days that every part of the house can hold; the engine knows years before 1 and after 9999."""
    return f"CASE WHEN {v} BETWEEN {engine_type} '0001-01-01' AND {engine_type} '9999-12-31' THEN {v} END"


def plain_day(t: str) -> str:
    """ISO days as they are; others without clock time, with western digits, and hyphens between the parts."""
    return (
        f"CASE WHEN regexp_full_match({t}, '\\d{{4}}-\\d{{2}}-\\d{{2}}') THEN {t} ELSE "
        f"regexp_replace(regexp_replace({_digits(t)}, '[T ]\\d{{1,2}}:.*$', ''), '[./ -]+', '-', 'g') END"
    )


def day(p: str, manner: Manner) -> str:
    """A calendar day from ISO text, from day/month/year in the file's order, from month names, or an Excel number."""
    long_year, short_year = ("%m-%d-%Y", "%m-%d-%y") if manner.dates == "month first" else ("%d-%m-%Y", "%d-%m-%y")
    two_digits = f"TRY_STRPTIME({p}, '{short_year}')"
    century = f"{two_digits} - to_years(CASE WHEN year({two_digits}) > {manner.today.year + 5} THEN 100 ELSE 0 END)"
    names = "['%d-%b-%Y', '%d-%B-%Y', '%b-%d-%Y', '%B-%d-%Y', '%Y-%b-%d']"
    return (
        f"CASE WHEN regexp_full_match({p}, '\\d{{4}}-\\d{{1,2}}-\\d{{1,2}}') THEN TRY_CAST({p} AS DATE) "
        f"WHEN regexp_full_match({p}, '\\d{{1,2}}-\\d{{1,2}}-\\d{{4}}') "
        f"THEN CAST(TRY_STRPTIME({p}, '{long_year}') AS DATE) "
        f"WHEN regexp_full_match({p}, '\\d{{1,2}}-\\d{{1,2}}-\\d{{2}}') THEN CAST({century} AS DATE) "
        f"WHEN regexp_full_match({p}, '(19|20)\\d{{6}}') THEN CAST(TRY_STRPTIME({p}, '%Y%m%d') AS DATE) "
        # Excel's count of days, with or without a time of day
        f"WHEN regexp_full_match({p}, '[1-7]\\d{{4}}(-\\d+)?') "
        f"THEN DATE '1899-12-30' + CAST(split_part({p}, '-', 1) AS INTEGER) "
        # only with a number in it: the engine reads words like "infinity" as days
        f"WHEN regexp_matches({p}, '\\d') THEN CAST(TRY_STRPTIME({p}, {names}) AS DATE) END"
    )


def instant(t: str, p: str, manner: Manner) -> str:
    """A moment, UTC: ISO with or without offset, else a day with an optional time."""
    clock = f"TRY_CAST(nullif(regexp_extract({t}, '[T ](\\d{{1,2}}:\\d{{2}}(:\\d{{2}})?)$', 1), '') AS TIME)"
    return (
        f"CASE WHEN regexp_full_match({t}, '\\d{{4}}-\\d{{2}}-\\d{{2}}[T ]\\d{{2}}:\\d{{2}}.*') "
        f"THEN timezone('UTC', TRY_CAST({t} AS TIMESTAMPTZ)) "
        f"ELSE {day(p, manner)} + coalesce({clock}, TIME '00:00:00') END"
    )


def plain_number(t: str) -> str:
    """Western digits, without the spaces and apostrophes that group thousands."""
    return f"regexp_replace({_digits(t)}, '[\\s''’\u00a0\u202f]', '', 'g')"


def plain_money(t: str) -> str:
    """The same, and without the currency that offices write beside an amount."""
    return plain_number(f"regexp_replace({t}, '(?i)^[a-z]{{3}}\\s*|\\s*[a-z]{{3}}$|[€$£¥₺₹﷼]', '', 'g')")


def _pointed(p: str, manner: Manner) -> str:
    """A number with a decimal point and nothing else, or NULL."""
    if manner.decimal == ",":
        # a lone point groups thousands only where three digits follow, and never in a workbook's own numbers
        thousands = "false" if manner.from_workbook else f"regexp_full_match({p}, '[+-]?\\d{{1,3}}(\\.\\d{{3}})+')"
        comma = f"replace(replace({p}, '.', ''), ',', '.')"
        point = f"CASE WHEN contains({p}, ',') OR {thousands} THEN {comma} ELSE {p} END"
    else:
        grouped = f"regexp_full_match({p}, '[+-]?\\d{{1,3}}(,\\d{{3}})+(\\.\\d*)?')"
        point = f"CASE WHEN {grouped} THEN replace({p}, ',', '') ELSE {p} END"
    return f"nullif(regexp_extract({point}, '^[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?$', 0), '')"


def number(p: str, manner: Manner) -> str:
    return f"TRY_CAST({_pointed(p, manner)} AS DOUBLE)"


def whole(p: str, manner: Manner) -> str:
    """A whole number; 12.0 is one, 12.5 is not."""
    digits = f"regexp_extract({_pointed(p, manner)}, '^([+-]?\\d+)(\\.0*)?$', 1)"
    return f"TRY_CAST(nullif({digits}, '') AS BIGINT)"


def money(p: str, manner: Manner, minor_digits: int) -> str:
    """Whole minor units; `minor_digits` 2 reads 12,50 as 1250."""
    if not minor_digits:
        return whole(p, manner)
    read = f"TRY_CAST({_pointed(p, manner)} AS DECIMAL(28, 6))"
    return f"TRY_CAST(round({read} * {10**minor_digits}) AS BIGINT)"


def code(column: Column, p: str, answer: FieldAnswer) -> str:
    """Ours for theirs: the answers first, then our own codes and their labels, all without regard to case."""
    beside = {theirs.strip().lower(): ours for theirs, ours in answer.codes.items()}
    for one in column.codes.codes if column.codes else ():
        beside.setdefault(one.value.lower(), one.value)
        beside.setdefault(one.label.lower(), one.value)
    if column.codes and {"yes", "no"} <= set(column.codes.values):
        beside = {"true": "yes", "false": "no"} | beside
    if not beside:
        return p
    cases = " ".join(f"WHEN {quoted(theirs)} THEN {quoted(ours)}" for theirs, ours in beside.items())
    return f"CASE {p} {cases} END"


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
