"""How a FHIR value becomes a value of a column, by the kind that the mapping names or the column has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from graftwatch.wire.fhir.bindings import codings

Value = str | int | float | dt.date | dt.datetime | None
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NOT_A_DAY = "only a month or a year is given, and this column holds a day"


class UnfitError(Exception):
    """A value that its column cannot hold; the words say what kind of value it is, never which."""


def day(values: Sequence[Any]) -> dt.date | None:
    """The day of a date, a dateTime or an instant, as it is written there. Raises UnfitError for a month or a year."""
    text = _first_text(values)
    if text is None:
        return None
    if _DAY.match(text) is None:
        raise UnfitError(_NOT_A_DAY)
    return _date(text[:10])


def partial_day(values: Sequence[Any]) -> dt.date | None:
    """The first day of a date, a month or a year; a `precision` column beside it says which of them it was."""
    text = _first_text(values)
    return None if text is None else _date((text + "-01-01")[:10])


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UnfitError("a date that does not exist") from None


def precision(values: Sequence[Any]) -> str | None:
    text = _first_text(values)
    return None if text is None else {4: "year", 7: "month"}.get(len(text), "day")


def instant(values: Sequence[Any]) -> dt.datetime | None:
    text = _first_text(values)
    if text is None:
        return None
    if "T" not in text:
        raise UnfitError("a day is given where a moment is needed")
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise UnfitError("a moment that does not exist") from None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).replace(tzinfo=None)


def words(values: Sequence[Any]) -> str | None:
    """All of them, with a space between: given names, lines of an address."""
    return " ".join(str(one).strip() for one in values if str(one).strip()) or None


def text(values: Sequence[Any]) -> str | None:
    return next((str(one).strip() for one in values if not isinstance(one, dict) and str(one).strip()), None)


def label(values: Sequence[Any]) -> str | None:
    """The words of a concept, or its display, or its code."""
    for value in values:
        if isinstance(value, str):
            return value.strip() or None
        if isinstance(value, dict):
            inner = [one for one in value.get("coding") or [value] if isinstance(one, dict)]
            said = [value.get("text"), *(one.get("display") for one in inner), *(one.get("code") for one in inner)]
            found = next((str(one).strip() for one in said if one), None)
            if found:
                return found
    return None


def country(values: Sequence[Any]) -> str | None:
    """A two-letter code. Raises UnfitError for the name of a country: FHIR allows words, this column does not."""
    codes = [code for value in values for system, code in codings(value) if system != "text"]
    if not codes:
        return None
    found = next((code for code in codes if _COUNTRY.fullmatch(code)), None)
    if found is None:
        raise UnfitError("a country is named otherwise than by its two letters of ISO 3166-1")
    return found


def whole(values: Sequence[Any]) -> int | None:
    found = number(values)
    if found is None:
        return None
    if found != int(found):
        raise UnfitError("a broken number is given where a whole one is needed")
    return int(found)


def number(values: Sequence[Any]) -> float | None:
    return next((float(one) for one in values if isinstance(one, int | float) and not isinstance(one, bool)), None)


def code_system(values: Sequence[Any]) -> str | None:
    """Which system a diagnosis is coded in, where ICD-10 itself is not among its codes."""
    named = {system for value in values for system, _ in codings(value)}
    return None if "ICD-10" in named else next((one for one in ("ICD-10-CM", "SNOMED CT") if one in named), None)


def code_of(values: Sequence[Any], system: str) -> str | None:
    """The code that these concepts hold in one system, by our short name of it."""
    return next((code for value in values for named, code in codings(value) if named == system), None)


def _first_text(values: Sequence[Any]) -> str | None:
    return next((one for one in values if isinstance(one, str)), None)


READERS: dict[str, Callable[[Sequence[Any]], Value]] = {
    "day": day,
    "date": day,
    "partial day": partial_day,
    "precision": precision,
    "instant": instant,
    "words": words,
    "text": text,
    "label": label,
    "country": country,
    "code system": code_system,
    "integer": whole,
    "number": number,
}
