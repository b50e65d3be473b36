"""LD-21: one donor candidate in the files of several recipients, outside exchange and gifts to nobody in particular."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
THROUGH_A_PROGRAMME = ("paired", "non_directed")


@indicator(
    code="LD-21",
    title="One donor offered to several recipients",
    about="donor",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["transplant authority"],
    cites=[
        cite("coe2015-11", "preamble"),
        cite("osce-2020", "session 2, agencies share data"),
        cite("design", "engineering inference"),
    ],
    benign=[
        "Paired or list exchange that one of the centres did not mark as such",
        "The first recipient died, recovered or was transplanted, and nobody closed the file",
        "A parent with two ill children, or a family with an inherited disease, whose papers nobody has checked yet",
        "A person who wants to give to whoever fits, at a centre without a programme for that",
        "One recipient under two numbers, or two candidates of one name and birth date who were linked by mistake",
    ],
    blind_to=[
        "Centres whose numbers for one person have not been linked",
        "A donor who comes under a new name each time; LD-17 asks about those",
        "Candidates tested without a donor file; HO-14 asks about those",
        "Offers abroad that no office here records",
    ],
    ask_first=[
        "The candidate, alone, with the number of a helpline: who brought you here, and to the other centre?",
        "Both centres: did you know of the other file, and who came with the candidate?",
    ],
    p_ring=Range(
        0.05, 0.25, on="2026-11", basis="design",
        source="no published case counts it; a seller who does not fit one buyer is of use to another",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="no published rate; families with several patients"
    ),
    may_be_victim=True,
    without={
        "proven_kin": "a family with several patients",
        "transplant": "that the first recipient had been transplanted before",
        "death": "that the first recipient had died before",
    },
    may_be_empty=[
        "living_donor_assessment.programme", "living_donor_assessment.relationship", "living_donor_assessment.facility",
        "living_donor_assessment.outcome", "living_donor_assessment.closed_on",
    ],
)  # fmt: skip
def offered_to_several(
    living_donor_assessment: ir.Table,
    proven_kin: ir.Table | None = None,
    transplant: ir.Table | None = None,
    death: ir.Table | None = None,
    *,
    min_recipients: int = count(2, basis="design", source="indicators LD-21", within=(2, 3)),
    window_months: int = months(24, basis="design", source="indicators LD-21", within=(12, 36)),
) -> ir.Table:
    """Was one person put forward as donor for several recipients within one window, at one centre or several?

    Left out are paired and non-directed gifts, recipients of whom it is proven that they are the donor's kin, and
    recipients who had died, or had been transplanted by another's organ, before the donor's next file was opened. The
    size is the number of recipients.
    """
    file = living_donor_assessment.filter(
        living_donor_assessment.programme.isnull() | living_donor_assessment.programme.notin(THROUGH_A_PROGRAMME),
        living_donor_assessment.relationship.isnull() | living_donor_assessment.relationship.notin(PROGRAMMES),
        living_donor_assessment.donor.notnull(), living_donor_assessment.recipient.notnull(),
    )  # fmt: skip
    if proven_kin is not None:
        file = file.anti_join(proven_kin, [("donor", "person"), ("recipient", "kin")])
    file = _still_needed(file, transplant, death)
    several = in_fullest_window(
        file, key="donor", member="recipient", on="opened_on", months=window_months, at_least=min_recipients,
        name="n_recipients",
    )  # fmt: skip
    centres = several.group_by("donor").agg(n_centres=several.facility.nunique())
    several = several.join(centres, "donor")
    return several.select(
        "living_donor_assessment",
        "n_recipients",
        "n_centres",
        subject="donor",
        known_on="recorded_on",
        size=several.n_recipients.cast("float64"),
    )


def _still_needed(file: ir.Table, transplant: ir.Table | None, death: ir.Table | None) -> ir.Table:
    """Files but those whose recipient no longer waited when the donor's file for another was opened."""
    met = (file.outcome == "recipient_transplanted").fill_null(False)
    file = file.select(
        "donor", "recipient", "facility", "opened_on", "recorded_on", living_donor_assessment="id",
        ended_on=met.ifelse(ibis.coalesce(file.closed_on, file.opened_on), ibis.null("date")),
    )  # fmt: skip
    later = file.select(giver="donor", another="recipient", later_on="opened_on")
    later = file.select("living_donor_assessment", "donor", "recipient", "opened_on").join(later, [("donor", "giver")])
    later = later.filter(later.another != later.recipient, later.later_on >= later.opened_on)
    later = later.group_by("living_donor_assessment").agg(later_on=later.later_on.min())
    file = file.left_join(later, "living_donor_assessment").drop("living_donor_assessment_right")
    over = file.filter(file.ended_on <= file.later_on).select("living_donor_assessment")
    file = file.anti_join(over, "living_donor_assessment")
    if transplant is not None:
        done = transplant.select(taker="recipient", giver="donor", performed_on="performed_on")
        done = file.join(done, [("recipient", "taker")])
        done = done.filter(done.performed_on <= done.later_on, done.giver.isnull() | (done.giver != done.donor))
        file = file.anti_join(done.select("living_donor_assessment").distinct(), "living_donor_assessment")
    if death is not None:
        died = file.join(death.select("died_on", who="person"), [("recipient", "who")])
        died = died.filter(died.died_on <= died.later_on)
        file = file.anti_join(died.select("living_donor_assessment").distinct(), "living_donor_assessment")
    return file
