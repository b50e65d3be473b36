"""HO-06: a healthy kidney is taken out under another name, and one is implanted next door within hours."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

TAKES = {"takes_kidney": "kidney_implant", "takes_liver": "liver_implant"}
TAKES_KIDNEY = codes.PROCEDURE.in_group("takes_kidney")
SAID = codes.PROCEDURE.in_group("said_donor")
MEDICAL = codes.OPERATION_INDICATION.in_group("medical")
DISEASE = ("C22", "C64", "C65", "C66", "C78.7", "C79.0", "D41", "N1", "N20", "N28", "Q61", "Q62", "S36.1", "S37.0")
"""ICD-10: tumours, injuries, infections, obstruction and cysts for which a kidney or part of a liver is taken out."""


@indicator(
    code="HO-06",
    title="A donation under another name",
    about="facility",
    family="falsity",
    strength="strong",
    phase="after surgery",
    holders=["hospital"],
    cites=[
        cite("mem", "to be verified: what a specimen and an implant beside it mean"),
        cite("hott-ind", "abstract, introduction and outline of the barrier model"),
        cite("design", "engineering inference"),
        cite("who-gp", "principle 10"),
    ],
    benign=[
        "A registered living donation whose operation was coded as another",
        "An organ sent to a laboratory outside, where nobody ticked the box for a specimen",
        "A deceased donor's organ implanted on the day on which another patient lost a kidney for illness",
        "An indication that was known to everybody and never coded",
    ],
    blind_to=[
        "Operations that stand on no theatre list, or without the hour at which they began",
        "A tumour or an injury written down where there was none",
        "Operations of which the list does not say whether a specimen was sent",
        "An implant beside which the list has a said donor too: one donor is taken to explain it",
        "Organs carried to another facility",
    ],
    ask_first=[
        "The pathologist and the theatre log: what became of the organ that was taken out?",
        "The patient, by somebody independent and first of all to help: why was the operation done?",
    ],
    p_ring=Range(
        0.05, 0.25, on="2026-11", basis="design",
        source="a ring inside a hospital must call the operation something; no published count",
    ),
    p_ordinary=Range(
        0.002, 0.03, on="2026-11", basis="design",
        source="missing indications and specimens on theatre lists by chance; no published rate",
    ),
    may_be_empty=["theatre_case.indication"],
    without={
        "transplant": "implants of deceased donors' organs, registered donors and patients who were transplanted",
        "diagnosis": "an illness that another record of the patient gives",
    },
)  # fmt: skip
def unsaid_donation(
    theatre_case: ir.Table,
    transplant: ir.Table | None = None,
    diagnosis: ir.Table | None = None,
    *,
    gap_h: int = count(6, basis="design", source="indicators HO-06, hours between the two beginnings", within=(3, 12)),
) -> ir.Table:
    """Was an organ taken out with no medical reason and no specimen, and one implanted in another patient of the same
    facility within hours, with no donor said to be there?

    Said donors are no matter of this question, nor who was ever registered as a donor or recipient. An implant is
    explained by a said donor of that organ in the same hours, and by a deceased donor in the registry. The size is
    the number of such operations.
    """
    case = _timed(theatre_case)
    taken = case.filter(case.takes.notnull())
    said = taken.filter(taken.said)
    unsaid = taken.filter(~taken.said, taken.no_specimen, ~taken.medical, taken.person.notnull())
    implant = case.filter(case.procedure.isin(tuple(TAKES.values())))
    implant = _near(implant, said, gap_h, explained=True)
    if transplant is not None:
        deceased = transplant.filter(transplant.donor_type == "deceased").select(gets="recipient", day="performed_on")
        implant = implant.anti_join(deceased, [("person", "gets"), ("performed_on", "day")])
        known = ibis.union(transplant.select(who="donor"), transplant.select(who="recipient"))
        unsaid = unsaid.anti_join(known.filter(known.who.notnull()).distinct(), [("person", "who")])
    if diagnosis is not None:
        ill = diagnosis.filter(*[_any_of(diagnosis.code)]).select(ill="person").distinct()
        unsaid = unsaid.anti_join(ill, [("person", "ill")])
    asked = _near(unsaid, implant, gap_h, explained=False)
    n = asked.group_by("facility").agg(n_operations=asked.theatre_case.nunique())
    asked = asked.join(n, "facility")
    return asked.select(
        "theatre_case",
        "n_operations",
        subject="facility",
        known_on=ibis.greatest(asked.told_on, asked.other_told),
        size=asked.n_operations.cast("float64"),
    )


def _any_of(code: ir.StringValue) -> ir.BooleanValue:
    found = code.startswith(DISEASE[0])
    for prefix in DISEASE[1:]:
        found = found | code.startswith(prefix)
    return found


def _timed(case: ir.Table) -> ir.Table:
    """Operations whose beginning is known, with it in minutes since a fixed day: engines agree on days and numbers."""
    case = case.filter(case.started_at.notnull(), case.facility.notnull())
    day = case.started_at.cast("date").delta(ibis.date("2000-01-01"), unit="day").cast("int64")
    minute = case.started_at.strftime("%H").cast("int64") * 60 + case.started_at.strftime("%M").cast("int64")
    takes = ibis.cases(
        *((case.procedure.isin(codes.PROCEDURE.in_group(group)), implant) for group, implant in TAKES.items()),
        else_=ibis.null("string"),
    )
    return case.select(
        "facility", "person", "procedure", "performed_on", theatre_case="id", told_on="recorded_on", takes=takes,
        at=day * 1440 + minute,
        said=case.procedure.isin(SAID).fill_null(False) | (case.indication == "donation").fill_null(False),
        medical=case.indication.isin(MEDICAL).fill_null(False),
        no_specimen=(case.specimen_sent == "no").fill_null(False),
    )  # fmt: skip


def _near(rows: ir.Table, others: ir.Table, hours: int, *, explained: bool) -> ir.Table:
    """Rows that have one of the `others` beside them within the hours; or, of implants, those without."""
    organ, other_organ = ("procedure", "takes") if explained else ("takes", "procedure")
    beside = others.select(
        there="facility", other=others.person, other_at="at", other_organ=other_organ, other_told="told_on"
    )
    both = rows.join(beside, [("facility", "there"), (organ, "other_organ")])
    apart = both.other.isnull() | both.person.isnull() | (both.other != both.person)
    both = both.filter(apart, (both.at - both.other_at).abs() <= hours * 60)
    if explained:
        return rows.anti_join(both.select(found="theatre_case").distinct(), [("theatre_case", "found")])
    first = both.group_by("theatre_case").agg(other_told=both.other_told.min())
    return rows.join(first, "theatre_case")
