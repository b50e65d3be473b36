"""LD-08: an operation so soon after the first visit, or after consent, that nobody could think again."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite


@indicator(
    code="LD-08",
    title="No time left to think again",
    about="donor",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("noida2021", "papers gathered within 19 days"),
        cite("dw2025", "kidneys promised within weeks"),
        cite("sg-2020", "para 29"),
        cite("mem", "time for reflection after consent, as many programmes keep it"),
    ],
    benign=[
        "An acute failure of the liver, or another true emergency that nobody certified in writing",
        "The donor was evaluated before, elsewhere, and only the last steps were done here",
        "A place in the theatre came free and the pair, long ready, was asked to come sooner",
        "The file was opened in the system late, weeks after the first visit",
        "The paper was signed again shortly before surgery, and only the last signature was entered",
    ],
    blind_to=[
        "Files without a planned day until the operation is done",
        "Donors who were kept waiting, and watched, in a lodging",
        "An emergency that was certified without being one",
    ],
    ask_first=[
        "The donor, alone: do you wish to go on, and would you like more time?",
        "The coordinator: why this day, and when did the donor first come?",
    ],
    p_ring=Range(
        0.2, 0.5, on="2026-11", basis="design",
        source="routes are advertised as a matter of weeks and one file was ready in 19 days; others took months",
    ),
    depends_on="donor",
    p_ordinary=Range(
        0.02, 0.15, on="2026-11", basis="design", source="no published rate; work-ups mostly last months"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "transplant": "that the operation was later than planned",
        "consent": "that consent was given only days before",
    },
    may_be_empty=["consent.given_on"],
)  # fmt: skip
def hurried_to_surgery(
    surgery_day: ir.Table,
    consent: ir.Table | None = None,
    *,
    min_total_days: int = days(
        30,
        basis="design",
        within=(21, 42),
        source="indicators LD-08; in one file of a ring everything was ready in 19 days",
    ),
    min_reflection_days: int = days(
        14, basis="memory", within=(7, 21), source="indicators LD-08; a time for reflection is common practice"
    ),
) -> ir.Table:
    """Is a living donor operated on too soon after the first visit, or after the first consent, to think again?

    The first visit is that of the pair's earliest file anywhere. Certified emergencies are left out, and days that
    contradict each other. The size is the number of days that are lacking, the larger of the two.
    """
    first = surgery_day.filter(surgery_day.opened_on.notnull()).group_by("donor", "recipient")
    first = first.agg(first_on=surgery_day.opened_on.min()).rename(giver="donor", taker="recipient")
    file = surgery_day.filter(
        surgery_day.donor.notnull(),
        surgery_day.surgery_on >= surgery_day.opened_on,
        surgery_day.urgency_certified.isnull() | (surgery_day.urgency_certified != "yes"),
    )
    file = file.left_join(first, [("donor", "giver"), ("recipient", "taker")])
    file = file.mutate(since=ibis.coalesce(file.first_on, file.opened_on))
    file = _with_consent(file, consent)
    short = (min_total_days - file.surgery_on.delta(file.since, unit="day")).cast("float64")
    thought = file.surgery_on.delta(file.given_on, unit="day")
    rushed = (min_reflection_days - thought).cast("float64").fill_null(0.0)
    asked = file.mutate(size=ibis.greatest(short, rushed), short=short, rushed=rushed)
    asked = asked.filter(asked.size > 0)
    return asked.select(
        "transplant", "size",
        subject="donor",
        known_on=ibis.greatest(asked.opened_told, asked.done_told, asked.consent_told),
        living_donor_assessment="assessment",
        consent=(asked.rushed > 0).ifelse(asked.consent, ibis.null("string")),
        days_to_surgery=asked.surgery_on.delta(asked.since, unit="day").cast("int64"),
        days_to_think=asked.surgery_on.delta(asked.given_on, unit="day").cast("int64"),
    )  # fmt: skip


def _with_consent(file: ir.Table, consent: ir.Table | None) -> ir.Table:
    """With the first consent before the operation, where one is on file: consent, given_on, consent_told."""
    if consent is None:
        return file.mutate(consent=ibis.null("string"), given_on=ibis.null("date"), consent_told=ibis.null("date"))
    given = consent.select("given_on", consent="id", of_file="assessment", consent_told="recorded_on")
    given = given.join(file.select("surgery_on", which="assessment"), [("of_file", "which")])
    given = given.filter(given.given_on <= given.surgery_on).drop("surgery_on", "which")
    order = ibis.row_number().over(group_by=given.of_file, order_by=[given.given_on, given.consent])
    given = given.mutate(order=order)
    return file.left_join(given.filter(given.order == 0).drop("order"), [("assessment", "of_file")])
