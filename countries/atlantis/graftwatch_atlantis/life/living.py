"""Living donors: who offers a kidney to whom, how the file goes, and the operations that follow."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.people import draw_people, send_abroad
from graftwatch_atlantis.state import BEGINS, ENDS, YEARS, Region

BLOOD = ("parent", "child", "sibling", "half_sibling", "cousin", "other_blood_relative", "identical_twin")
HOUSEHOLD = ("spouse", "partner")
STRANGERS = ("friend", "colleague", "other_directed")
PROGRAMMES = ("paired_exchange", "non_directed")
SAME_NAME = {"parent": 0.8, "child": 0.8, "sibling": 0.85, "identical_twin": 1.0, "spouse": 0.55, "cousin": 0.35}
OFFSET_YEARS = {"parent": 29, "child": -29, "cousin": 0, "other_blood_relative": 5}
NEVER = np.datetime64("NaT")


def draw_living(region: Region) -> None:
    """Files of candidates: those who gave, those who did not, and those still open on the last day."""
    given = _given(region)
    tried = _tried(region)
    for each in (given, tried):
        _routes(region, each)
    _operations(region, given)


def _given(region: Region) -> Array:
    """A file for every place on the list that ended with a living donor."""
    rng = region.rng("living", "given")
    entry = region["waiting_list_entry"]
    rows = np.flatnonzero(entry["_reason"] == "living_donor_transplant")
    n = len(rows)
    surgery = entry["_leaves_on"][rows]
    relationship = _relationships(region, rng, entry["person"][rows])
    opened = surgery - days(rng, 60, 420, n)
    donor = _donors(region, rng, entry["person"][rows], relationship, opened)
    return _files(region, rng, rows, donor, relationship, opened, surgery, surgery, np.full(n, "donated", dtype=object))


def _tried(region: Region) -> Array:
    """Candidates who did not give: several for some recipients, above all in families with inherited disease."""
    rng = region.rng("living", "tried")
    entry = region["waiting_list_entry"]
    wanted = int(rng.poisson(region.rates.number("candidates_not_donating") * YEARS * region.size))
    last = either(np.isnat(entry["_leaves_on"]), ENDS, entry["_leaves_on"])
    can = np.flatnonzero(
        np.isin(entry["organ"], ["kidney", "liver"])
        & ((last - np.maximum(entry["listed_on"], BEGINS)).astype(int) > 60)
    )
    weight = either(entry["_reason"][can] == "living_donor_transplant", 7.0, 1.0)
    weight *= either(entry["diagnosis"][can] == "Q61.2", region.dials["families.several_candidates"], 1.0)
    rows = rng.choice(can, size=wanted, p=weight / weight.sum())
    first = np.maximum(entry["listed_on"][rows], BEGINS)
    opened = first + (rng.random(wanted) * (last[rows] - first).astype(int)).astype(np.int64).astype("timedelta64[D]")
    relationship = _relationships(region, rng, entry["person"][rows])
    donor = _donors(region, rng, entry["person"][rows], relationship, opened)
    closed = opened + days(rng, 20, 260, wanted)
    outcome = choose(rng, region.rates.shares("candidate_outcomes"), wanted)
    outcome[closed > ENDS] = "open"
    planned = either((outcome == "open") & some(rng, wanted, 0.45), ENDS + days(rng, 4, 75, wanted), NEVER)
    closed = either(outcome == "open", NEVER, closed)
    return _files(region, rng, rows, donor, relationship, opened, closed, planned, outcome)


def _relationships(region: Region, rng: np.random.Generator, recipient: Array) -> Array:
    found = choose(rng, region.rates.shares("relationships"), len(recipient))
    age = (ENDS - region["person"]["birth_date"][recipient]).astype(int) / 365.25
    found[(found == "child") & (age < 52)] = "sibling"
    found[(found == "parent") & (age > 52)] = "spouse"
    return found


def _donors(region: Region, rng: np.random.Generator, recipient: Array, relationship: Array, opened: Array) -> Array:
    """A person for each file: of the age, name, town and household that the tie brings with it."""
    person, n = region["person"], len(recipient)
    offset = np.array([OFFSET_YEARS.get(each, 0) for each in relationship]) * 365
    wobble = either(
        np.isin(relationship, STRANGERS + PROGRAMMES), 4000, either(np.isin(relationship, HOUSEHOLD), 1500, 1200)
    )
    born = person["birth_date"][recipient] - (offset + rng.normal(0, 1, n) * wobble).astype(np.int64).astype(
        "timedelta64[D]"
    )
    born = np.clip(born, opened - np.timedelta64(72 * 365, "D"), opened - np.timedelta64(19 * 365, "D"))
    twin = relationship == "identical_twin"
    born[twin] = person["birth_date"][recipient[twin]]
    other = either(person["sex"][recipient] == "male", "female", "male")
    sex = either(np.isin(relationship, HOUSEHOLD), other, choose(rng, {"female": 0.58, "male": 0.42}, n)).astype(object)
    sex[twin] = person["sex"][recipient[twin]]
    same = some(rng, n, np.array([SAME_NAME.get(each, 0.0) for each in relationship]))
    near = some(rng, n, either(np.isin(relationship, PROGRAMMES), 0.02, 0.7))
    anywhere = rng.choice(region["municipality"].n, size=n, p=_crowd(region))
    kin = ~np.isin(relationship, STRANGERS + PROGRAMMES)
    own = person["_community"][recipient]
    stranger = choose(rng, region.rates.shares("communities"), n)
    donor = draw_people(
        region,
        region.rng("living", "people", str(n)),
        n,
        sex=sex,
        birth_date=born,
        town=either(near, person["_town"][recipient], anywhere),
        community=either(kin | some(rng, n, 0.5), own, stranger).astype(object),
        family_name=either(same, person["family_name"][recipient], None),
    )
    shares_home = np.isin(relationship, HOUSEHOLD) & some(rng, n, 0.92) | kin & near & some(rng, n, 0.12)
    for column in ("address", "municipality", "_town"):
        region["person"][column][donor[shares_home]] = region["person"][column][recipient[shares_home]]
    fits = twin | some(rng, n, 0.62)
    region["person"]["blood_group"][donor[fits]] = region["person"]["blood_group"][recipient[fits]]
    return donor


def _crowd(region: Region) -> Array:
    population = region["municipality"]["population"]
    share: Array = population / population.sum()
    return share


def _files(
    region: Region,
    rng: np.random.Generator,
    rows: Array,
    donor: Array,
    relationship: Array,
    opened: Array,
    closed: Array,
    planned: Array,
    outcome: Array,
) -> Array:
    entry, n = region["waiting_list_entry"], len(rows)
    programme = either(relationship == "paired_exchange", "paired", "directed").astype(object)
    programme[relationship == "non_directed"] = "non_directed"
    unmet = (relationship == "non_directed") & (outcome != "donated")
    safeguard = either(some(rng, n, 0.45), "voluntariness", "relationship")
    reason = {"donated": "none", "declined_medical": "medical", "withdrew": "other", "declined_psychosocial": "other"}
    why = np.array([reason.get(each) for each in outcome], dtype=object)
    why = either((outcome == "withdrew") & some(rng, n, 0.12), safeguard, why)
    return region["living_donor_assessment"].add(
        n,
        donor=donor,
        recipient=either(unmet, NOBODY, entry["person"][rows]),
        organ=entry["organ"][rows],
        facility=entry["facility"][rows],
        opened_on=opened,
        closed_on=closed,
        programme=programme,
        relationship=relationship,
        surgery_planned_on=planned,
        crossmatch_valid_until=planned + days(rng, 1, 24, n),
        payer=choose(rng, region.rates.shares("work_up_payers"), n),
        outcome=outcome,
        outcome_reason=why,
        first_contact_route=None,
        relationship_proof=None,
        seen_alone=None,
        assessor_independent=None,
        _entry=rows,
    )


def _routes(region: Region, files: Array) -> None:
    """How candidates came, what is proven, and how they were seen; residents of other countries among them."""
    rng = region.rng("living", "routes", str(len(files)))
    file, n = region["living_donor_assessment"], len(files)
    relationship = file["relationship"][files]
    stranger = np.isin(relationship, STRANGERS)
    kin_route = choose(rng, {"recipient": 0.4, "family": 0.35, "self": 0.15, "clinician": 0.1}, n)
    stranger_route = choose(rng, region.rates.shares("stranger_routes"), n)
    proof = choose(rng, {"proven": 0.8, "claimed": 0.2}, n)
    file["first_contact_route"][files] = either(stranger, stranger_route, kin_route)
    unclaimed = np.isin(relationship, STRANGERS + PROGRAMMES)
    file["relationship_proof"][files] = either(unclaimed, "none_claimed", proof)
    file["seen_alone"][files] = yes_no(some(rng, n, 0.95))
    file["assessor_independent"][files] = yes_no(some(rng, n, 0.96))
    abroad = np.flatnonzero(some(rng, n, region.rates.number("non_resident_donors")))
    send_abroad(region, rng, file["donor"][files[abroad]])
    both = files[abroad[some(rng, len(abroad), region.dials["abroad.recipient_too"])]]
    both = both[file["recipient"][both] != NOBODY]
    send_abroad(region, rng, file["recipient"][both])
    region["waiting_list_entry"]["residency_at_listing"][file["_entry"][both]] = "non_resident_for_transplant"
    file["payer"][both] = pick(rng, ["self", "foreign_state", "private_insurance"], len(both))


def _operations(region: Region, files: Array) -> None:
    """An organ and a transplant for each file that ended in a gift."""
    file = region["living_donor_assessment"]
    on = file["surgery_planned_on"][files]
    organ = region["organ"].add(
        len(files),
        kind=file["organ"][files],
        living_donor=file["donor"][files],
        facility=file["facility"][files],
        recovered_on=on,
        disposition="transplanted",
    )
    region["transplant"].add(
        len(files),
        recipient=file["recipient"][files],
        organ=organ,
        organ_kind=file["organ"][files],
        donor_type="living",
        donor=file["donor"][files],
        relationship=file["relationship"][files],
        assessment=files,
        facility=file["facility"][files],
        performed_on=on,
        payer=file["payer"][files],
        _entry=file["_entry"][files],
    )
