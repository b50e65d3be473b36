"""PT-05: a living person gave an organ abroad, and the recipient does not know who."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite

LIVING = ("living_related", "living_unrelated")
PROGRAMMES = codes.RELATIONSHIP.in_group("programme")


@indicator(
    code="PT-05",
    title="Living donor unknown to the recipient",
    about="recipient",
    family="behaviour",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority"],
    never_alone=True,
    cites=[
        cite("gill2008", "abstract"),
        cite("canales", "abstract"),
        cite("sherlock", "abstract"),
        cite("who-gp", "principle 3"),
    ],
    benign=[
        "A programme of anonymous gifts, or an exchange of donors, that the registration does not name",
        "The law of the other country keeps the names of donors from recipients",
        "The patient was very ill, and the family arranged everything",
        "The form was filled in by somebody who did not ask",
    ],
    blind_to=[
        "Patients who were given a name and a story to tell",
        "Patients who were told that the donor had died, or were told nothing",
        "Registrations that leave out the donor",
    ],
    ask_first=[
        "The patient, in care and without blame: what were you told about the donor? (nobody has to answer)",
        "The focal point of the country named: is there a programme of anonymous living gifts at this hospital?",
    ],
    p_ring=Range(
        0.3, 0.7, on="2026-11", basis="design",
        source="living unrelated donors were the usual source in two US series; some meet, some are told a story",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="anonymous programmes and careless forms; no published rate"
    ),
    depends_on="person",
    may_be_empty=[f"travel_registration.{name}" for name in ("donor_relation", "referral", "direction")],
)  # fmt: skip
def donor_unknown(travel_registration: ir.Table) -> ir.Table:
    """Did a patient receive a living person's organ abroad without knowing the donor's name, or how they were related?

    Asked where the patient said so: a blank, or a refusal to say, is no answer. Paired and non-directed gifts are left
    out, and patients whom an authority or an agreement sent. The size is one.
    """
    told = travel_registration
    nameless = (told.donor_name_known == "no").fill_null(False)
    unrelated = (told.donor_relation == "unknown").fill_null(False) & (told.donor_name_known != "yes").fill_null(True)
    asked = told.filter(
        told.direction.fill_null("outgoing_recipient") == "outgoing_recipient",
        told.person.notnull(),
        told.donor_type.isin(LIVING),
        nameless | unrelated,
        told.donor_relation.isnull() | told.donor_relation.notin(PROGRAMMES),
        told.referral.isnull() | told.referral.notin(BY_THE_STATE),
    )
    return asked.select(subject="person", known_on="recorded_on", size=ibis.literal(1.0), travel_registration="id")
