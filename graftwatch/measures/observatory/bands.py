"""Age bands and sexes as the observatory prints them, and the days of a year."""

from __future__ import annotations

import datetime as dt

import ibis

CHILD, ADULT, OLDER, NOT_KNOWN = "under 15", "15 to 59", "60 and over", "not known"


def first_day(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def last_day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def who(people: ibis.Table, person: ibis.Table | None, on: str) -> ibis.Table:
    """The rows of `people` (column person) with age_band on the day in the column `on`, and sex."""
    if person is None:
        return people.mutate(age_band=ibis.literal(NOT_KNOWN), sex=ibis.literal(NOT_KNOWN))
    known = person.select("birth_date", key="id", told_sex="sex")
    both = people.left_join(known, people.person == known.key)
    return both.mutate(age_band=_band(both.birth_date, both[on]), sex=_sex(both.told_sex)).drop(
        "key", "birth_date", "told_sex"
    )


def _band(birth_date: ibis.Column, day: ibis.Column) -> ibis.Column:
    """Whole years: fifteen from the fifteenth birthday on."""
    return ibis.cases(
        (birth_date.isnull() | day.isnull(), NOT_KNOWN),
        (birth_date + ibis.interval(years=15) > day, CHILD),
        (birth_date + ibis.interval(years=60) > day, ADULT),
        else_=OLDER,
    )


def _sex(told: ibis.Column) -> ibis.Column:
    return ibis.ifelse(told.isin(("female", "male", "other")), told, NOT_KNOWN)
