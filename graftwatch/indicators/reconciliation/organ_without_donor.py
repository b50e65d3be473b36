"""Organs that no donor is on file for."""

from __future__ import annotations

import ibis

from graftwatch.indicators import disagreement
from graftwatch.law import cite


@disagreement(
    title="An organ with no donor on file",
    mends="procuring centre",
    do="Enter the donation number of the deceased donor, or the living donor of this organ.",
    phrases={
        "donor_not_named": "No donor is named for this organ",
        "donor_not_found": "The donor named for this organ is not in the registry",
    },
    cites=[cite("who-gp", "principle 10")],
    may_be_empty=["organ.deceased_donor", "organ.living_donor"],
)
def organ_without_donor(
    organ: ibis.Table, deceased_donor: ibis.Table | None = None, person: ibis.Table | None = None
) -> ibis.Table:
    """An organ was recovered, and the registry does not know from whom."""
    named = organ.select("id", "file_number", "facility", "recorded_on", "deceased_donor", "living_donor")
    nobody = named.deceased_donor.isnull() & named.living_donor.isnull()
    found = [named.filter(nobody).mutate(what=ibis.literal("donor_not_named"))]
    if deceased_donor is not None:
        known = deceased_donor.select(key="id")
        stray = named.filter(named.deceased_donor.notnull()).anti_join(known, named.deceased_donor == known.key)
        found.append(stray.mutate(what=ibis.literal("donor_not_found")))
    if person is not None:
        people = person.select(key="id")
        living = named.filter(named.living_donor.notnull(), named.deceased_donor.isnull())
        found.append(
            living.anti_join(people, living.living_donor == people.key).mutate(what=ibis.literal("donor_not_found"))
        )
    every = ibis.union(*found) if len(found) > 1 else found[0]
    return every.select(
        row_table=ibis.literal("organ"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what="what",
    )
