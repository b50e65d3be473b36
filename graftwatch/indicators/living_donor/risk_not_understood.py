"""LD-25: a donor who, when asked, could not say what the operation takes and what it leaves behind."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator, share
from graftwatch.law import cite

GROWS_BACK = ("liver",)
"""Organs of which the part that remains does grow, so that one half of the key item is asked wrongly."""


@indicator(
    code="LD-25",
    title="Donor does not know what is taken, or that one may stop",
    about="donor",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("uk2023", "the hospital's doubts"),
        cite("nepal", "what sellers were told"),
        cite("newsweek", "opening pages"),
        cite("sg-2020", "para 29"),
    ],
    benign=[
        "Little schooling, or nobody has explained it in plain words yet",
        "The check was written in a language, or for a culture, that is not the donor's",
        "Fear or tiredness on a long day of tests",
        "The check was repeated and passed, and only the first was typed in",
    ],
    blind_to=[
        "Donors who were taught what to answer",
        "Centres that check nobody's understanding",
        "Liver donors who fail only the key item, since a liver does grow back",
        "Checks on a day without the interpreter whom the donor needs: they show nothing",
    ],
    ask_first=[
        "The team: explain it once more, with pictures and an interpreter, and ask again. Until then, no consent",
        "The donor, alone: who told you first what the operation is?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="limited understanding helped to stop the London operation; sellers were told that kidneys grow back",
    ),
    depends_on="donor",
    p_ordinary=Range(
        0.02, 0.12, on="2026-11", basis="design", source="no published rate; understanding varies with schooling"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "person": "that the donor needs an interpreter",
        "interpreter_session": "that an interpreter was there on the day of the check",
        "transplant": "that the operation was done on another day",
    },
    may_be_empty=[
        *("donor_evaluation.score", "donor_evaluation.key_item_failed", "person.interpreter_needed"),
        "living_donor_assessment.surgery_planned_on",
    ],
)  # fmt: skip
def risk_not_understood(
    surgery_day: ir.Table,
    donor_evaluation: ir.Table,
    person: ir.Table | None = None,
    interpreter_session: ir.Table | None = None,
    *,
    min_score: float = share(0.6, basis="design", within=(0.5, 0.75), source="indicators LD-25"),
    teaching_days: int = days(
        14, basis="design", within=(7, 28), source="a first check shows what to teach; the second comes after that"
    ),
    interpreter_days: int = days(1, basis="design", within=(0, 3), source="an interview of that day or the next"),
    today: dt.date,
) -> ir.Table:
    """Does a donor's last check of understanding fall short, with no better one in the weeks that followed?

    It does where the score is below `min_score`, or where the donor did not know that the organ does not grow back or
    that one may stop. The size is the share of the score that is lacking; one where the key item failed.
    """
    file = surgery_day.filter(surgery_day.donor.notnull(), surgery_day.stage != "ended")
    check = donor_evaluation.filter(donor_evaluation.kind == "understanding").select(
        "score", "key_item_failed", "made_on", of_file="assessment", evaluation="id", told_on="recorded_on"
    )
    check = file.select("assessment", "donor", "organ", "surgery_on", "opened_told").join(
        check, [("assessment", "of_file")]
    )
    check = check.filter(check.score.notnull() | check.key_item_failed.isin(("yes", "no")))
    check = check.filter(check.surgery_on.isnull() | (check.made_on <= check.surgery_on))
    check = _in_a_language_of_theirs(check, person, interpreter_session, interpreter_days)
    order = ibis.row_number().over(
        group_by=check.assessment, order_by=[ibis.desc(check.made_on), ibis.desc(check.evaluation)]
    )
    last = check.mutate(order=order)
    last = last.filter(last.order == 0)
    key = (last.key_item_failed == "yes").fill_null(False) & last.organ.notin(GROWS_BACK).fill_null(True)
    short = ibis.greatest((min_score - last.score) / ibis.literal(float(min_score)).nullif(0), 0.0).fill_null(0.0)
    last = last.mutate(size=key.ifelse(1.0, short))
    late = (last.made_on + ibis.interval(days=teaching_days)).cast("date") <= ibis.literal(today)
    asked = last.filter(late, last.size > 0)
    return asked.select(
        "size",
        subject="donor",
        known_on=ibis.greatest(asked.told_on, asked.opened_told),
        share_score="score",
        living_donor_assessment="assessment",
        donor_evaluation="evaluation",
    )


def _in_a_language_of_theirs(
    check: ir.Table, person: ir.Table | None, session: ir.Table | None, interpreter_days: int
) -> ir.Table:
    """Without checks of donors who need an interpreter, on days on which none was there."""
    if person is None or session is None:
        return check
    needs = person.filter(person.interpreter_needed == "yes").select(who="id")
    mute = check.semi_join(needs, [("donor", "who")]).select("assessment", "evaluation", "made_on")
    held = mute.join(session.select("held_on", of_file="assessment"), [("assessment", "of_file")])
    held = held.filter(held.held_on.delta(held.made_on, unit="day").cast("int64").abs() <= interpreter_days)
    mute = mute.anti_join(held.select(heard="evaluation").distinct(), [("evaluation", "heard")])
    return check.anti_join(mute.select(mute="evaluation"), [("evaluation", "mute")])
