"""What the cells of one of their columns look like: counted, never kept; shown only as masked forms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graftwatch.desk.loading.casting import EASTERN, NOTHING, WESTERN
from graftwatch.wire.tabular import Sheet

ROWS_LOOKED_AT = 20_000
MOST_CODES = 40
N_SAMPLES = 3

_ISO = re.compile(r"^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$")
_DAY = re.compile(r"^(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4}|\d{2})([T ].*)?$")
_NAMED = re.compile(r"^\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}$")
_NUMBER = re.compile(r"^[+-]?\d[\d\s.,'’\u00a0\u202f]*$")
_DEFAULT_DAY = re.compile(
    r"^(0?1[./-]0?1[./-](1800|1900|1901|1970|1111|0001)|(1800|1900|1901|1970|1111|0001)-01-01"
    r"|31[./-]12[./-](9999|2999|2099|1899)|(9999|2999|2099|1899)-12-31)$"
)
_FILLED = re.compile(r"^(\S)\1{2,}$")
_TO_WESTERN = str.maketrans(EASTERN, WESTERN)


@dataclass(frozen=True)
class ColumnProfile:
    """Shares are of the filled cells. `values` are counted cells, for comparing; they must not be shown."""

    heading: str
    n_rows: int
    values: Counter[str]
    share_days: float
    share_numbers: float
    n_day_first: int
    n_month_first: int
    n_iso: int
    n_comma: int
    n_point: int

    @property
    def n_filled(self) -> int:
        return self.values.total()

    @property
    def is_numbering(self) -> bool:
        """Every row has its own."""
        return self.n_filled == self.n_rows == len(self.values) and self.n_rows > 0

    @property
    def few_values(self) -> tuple[str, ...]:
        """The values, commonest first, where they are few enough to be codes; else nothing."""
        few = len(self.values) <= MOST_CODES and (self.n_filled >= 2 * len(self.values) or len(self.values) <= 3)
        return tuple(value for value, _ in self.values.most_common()) if few else ()

    @property
    def samples(self) -> tuple[str, ...]:
        """A few forms of its cells, masked."""
        return tuple(dict.fromkeys(masked(value) for value in list(self.values)[:60]))[:N_SAMPLES]


def masked(value: str) -> str:
    """The form of a value and nothing of its content: letters as a, digits as 9."""
    form = "".join(
        "9" if sign.isdigit() else ("A" if sign.isupper() else "a") if sign.isalpha() else sign for sign in value
    )
    return form if len(form) <= 24 else f"{form[:23]}…"


def profiles(sheet: Sheet) -> list[ColumnProfile]:
    """Every column of a sheet, from its first rows."""
    counts: list[Counter[str]] = [Counter() for _ in sheet.columns]
    n_rows = 0
    for batch in sheet.batches():
        taken = batch.rows.slice(0, ROWS_LOOKED_AT - n_rows)
        for number, counter in enumerate(counts):
            counter.update(_filled(taken[f"c{number}"].to_pylist()))
        n_rows += taken.num_rows
        if n_rows >= ROWS_LOOKED_AT:
            break
    return [_profile(heading, n_rows, counter) for heading, counter in zip(sheet.columns, counts, strict=True)]


def _filled(cells: Iterable[str | None]) -> Iterable[str]:
    return (cell.strip() for cell in cells if cell and cell.strip() and cell.strip().lower() not in NOTHING)


def _profile(heading: str, n_rows: int, values: Counter[str]) -> ColumnProfile:
    days = numbers = day_first = month_first = iso = comma = point = 0
    for value, n in values.items():
        text = value.translate(_TO_WESTERN)
        if _ISO.match(text):
            iso, days = iso + n, days + n
        elif found := _DAY.match(text):
            days += n
            day_first += n * (int(found[1]) > 12 >= int(found[2]))
            month_first += n * (int(found[2]) > 12 >= int(found[1]))
        elif _NAMED.match(text):
            days += n
        elif _NUMBER.match(text):
            numbers += n
            comma += n * bool(re.search(r",\d{1,2}$|,\d{4,}$|\.\d{3},", text))
            point += n * bool(re.search(r"\.\d{1,2}$|\.\d{4,}$|,\d{3}\.", text))
    whole = values.total() or 1
    return ColumnProfile(
        heading, n_rows, values, days / whole, numbers / whole, day_first, month_first, iso, comma, point
    )


def unknown_words(profile: ColumnProfile, kind: str, *, is_phone: bool = False) -> tuple[str, ...]:
    """Values that seem to mean unknown: default days, filled-up numbers, and a telephone that is everybody's."""
    found = []
    for value in profile.values:
        default_day = kind == "date" and _DEFAULT_DAY.match(value.translate(_TO_WESTERN))
        filled_up = kind != "code" and _FILLED.match(value) and not (kind in ("number", "money") and len(value) < 3)
        if default_day or (filled_up and profile.values[value] > 1):
            found.append(value)
    return tuple(found) + (_everybodys(profile) if is_phone else ())


def _everybodys(profile: ColumnProfile) -> tuple[str, ...]:
    """The hospital's own switchboard: five rows or more, and five times as many as the next number has."""
    common = profile.values.most_common(2)
    if not common or common[0][1] < 5:
        return ()
    next_most = common[1][1] if len(common) > 1 else 1
    return (common[0][0],) if common[0][1] >= 5 * next_most else ()
