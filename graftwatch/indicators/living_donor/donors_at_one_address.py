"""LD-30: living donors of unrelated transplants stand in the register of persons with one address or telephone."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

PLACES_TO_STAY = (*codes.LODGING_KIND.in_group("official"), "hotel", "guest_house")


@indicator(
    code="LD-30",
    title="Unrelated living donors at one address or number",
    about="thing",
    family="network",
    cause="one contact in unrelated files",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("kenya2025", "inquiry findings, next of kin of foreign patients"),
        cite("design", "engineering inference: what a State sees that keeps a list and a registry and no more"),
    ],
    benign=[
        "A tall building, a village or a street whose houses bear no numbers",
        "A shelter, a barracks, a convent or a students' house",
        "Relatives or neighbours who gave to members of one family whose tie no record shows",
        "One household, of which two members gave to different people for love",
        "A landlord's, an employer's or a clerk's number that stands in many records",
    ],
    blind_to=[
        "Donors who are not in the register of persons, or whose address there was never brought up to date",
        "A first operation: two donors must have given before anything is shared",
        "Houses that more people share than the parameter allows",
    ],
    ask_first=[
        "The register: how many people live there, and since when have these two?",
        "The centre: how did each donor come to know the recipient?",
        "Each donor, alone, at the next follow-up visit: who helped you, and with whom did you live then?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="donors were housed together in the Kenyan, Medicus and Cairo cases; registers seldom learnt of it",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="no published rate; two donors of one large house"
    ),
    may_be_victim=True,
    without={
        "lodging": "an address where patients stay",
        "living_donor_assessment": "donors whom files of their assessment tie to each other",
        "kinship_claim": "donors who are said to be kin of each other",
    },
    may_be_empty=["person.phone", "person.address", "lodging.address"],
)  # fmt: skip
def donors_at_one_address(
    transplant: ir.Table,
    person: ir.Table,
    giving_circle: ir.Table,
    lodging: ir.Table | None = None,
    *,
    min_donors: int = count(2, within=(2, 3), basis="design", source="as for contacts in unrelated files"),
    window_months: int = months(36, within=(12, 48), basis="design", source="as for contacts in unrelated files"),
    max_people: int = count(
        12,
        within=(6, 40),
        basis="design",
        source="more people than a household are a house or a street",
    ),
) -> ir.Table:
    """Do living donors of recipients who have nothing to do with each other share a registered address or telephone?

    The subject is the shared thing with its kind in front; its size is the number of unrelated donors.
    """
    home = _homes(person, lodging, max_people)
    gave = transplant.filter(transplant.donor.notnull(), transplant.recipient.notnull())
    gave = gave.select("donor", "performed_on", transplant="id", told_on="recorded_on")
    gave = gave.filter(gave.performed_on.notnull())
    gave = gave.join(giving_circle.select("circle", whose="person"), [("donor", "whose")])
    at = gave.join(home, [("donor", "lives")])
    asked = in_fullest_window(
        at, key="thing", member="circle", on="performed_on", months=window_months, at_least=min_donors, name="n_donors"
    )
    return asked.select(
        "transplant",
        "n_donors",
        person="donor",
        subject="thing",
        known_on=ibis.greatest(asked.told_on, asked.home_told),
        size=asked.n_donors.cast("float64"),
    )


def _homes(person: ir.Table, lodging: ir.Table | None, max_people: int) -> ir.Table:
    """Each person's address and telephone, but for those of houses, streets and places where patients stay."""
    kinds = [
        person.select(lives="id", home_told="recorded_on", thing=ibis.literal(f"{kind}:") + person[kind])
        for kind in ("address", "phone")
    ]
    every = ibis.union(*kinds)
    every = every.filter(every.thing.notnull())
    crowd = every.group_by("thing").agg(n_people=every.count())
    private = every.anti_join(crowd.filter(crowd.n_people > max_people), "thing")
    if lodging is None:
        return private
    stay = lodging.filter(lodging.kind.isin(PLACES_TO_STAY), lodging.address.notnull())
    return private.anti_join(stay.select(thing=ibis.literal("address:") + stay.address).distinct(), "thing")
