"""Journeys: treatment abroad, visas, trips, those who came along, where they stayed and who arranged it."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.board import DRIFTS, pick_names
from graftwatch_atlantis.life.names import addresses, draw_family, draw_given, place_names
from graftwatch_atlantis.life.people import draw_people, phones
from graftwatch_atlantis.state import ABROAD, BEGINS, ENDS, HOME, Region

CITIES = {
    "XB": ["Qasra", "Maruun"],
    "XC": ["Hanpok", "Phrae Thong"],
    "XD": ["Ouldar"],
    "XE": ["Tenzig"],
    "XF": ["Lonvik", "Brunsted"],
    "XG": ["Santera"],
}


def draw_travel(region: Region) -> None:
    """Places to stay and firms first, then who travelled."""
    _lodgings(region)
    _agencies(region)
    _treated_abroad(region)
    _visas(region)
    _journeys(region)
    _groups(region)


def _lodgings(region: Region) -> None:
    rng = region.rng("travel", "lodgings")
    n = region.sized(160, least=20)
    towns = np.arange(n) % region["municipality"].n
    kind = choose(rng, {"hotel": 0.5, "guest_house": 0.35, "flat": 0.12, "hospital_hostel": 0.03}, n)
    abroad = some(rng, n, 0.6)
    region["lodging"].add(
        n,
        name=place_names(rng, n) + " " + np.array([each.replace("_", " ").title() for each in kind], dtype=object),
        kind=kind,
        address=addresses(rng, region["municipality"]["name"][towns]),
        municipality=either(abroad, None, region["municipality"]["code"][towns]),
        country=either(abroad, pick(rng, ABROAD, n), HOME),
    )


def _agencies(region: Region) -> None:
    rng = region.rng("travel", "agencies")
    n = region.sized(60, least=8)
    medical = np.arange(n) % 8 == 0
    words = either(medical, " Health Journeys", " Travel").astype(object)
    region["agency"].add(
        n,
        name=place_names(rng, n) + words,
        phone=np.array([f"+999 21{region.number:02d} {k:07d}" for k in rng.integers(0, 10**7, n)], dtype=object),
        licensed=either(medical, yes_no(some(rng, n, 0.85)), yes_no(some(rng, n, 0.1))),
        country=HOME,
        _medical=medical,
    )


def _treated_abroad(region: Region) -> None:
    """Transplants abroad that patients registered on return; and the lawful programme with a neighbour."""
    rng = region.rng("travel", "abroad")
    entry = region["waiting_list_entry"]
    known = np.isin(entry["_fate"], ["transplanted_abroad", "family_abroad"])
    rows = np.flatnonzero(known & some(rng, entry.n, region.rates.number("registered_on_return")))
    _registrations(region, rng, entry["person"][rows], entry["_leaves_on"][rows], entry["organ"][rows], programme=False)
    n = region.sized(region.dials["abroad.programme_patients"], least=1)
    who = draw_people(region, rng, n, age=(8, 70))
    _registrations(
        region, rng, who, between(rng, BEGINS, ENDS - 120, n), np.full(n, "lung", dtype=object), programme=True
    )


def _registrations(
    region: Region, rng: np.random.Generator, who: Array, left: Array, organ: Array, *, programme: bool
) -> None:
    n = len(who)
    country = np.full(n, "XF", dtype=object) if programme else pick(rng, ABROAD, n)
    done = left + days(rng, 5, 60, n)
    back = done + days(rng, 12, 60, n)
    told = back + days(rng, 3, 150, n)
    kept = np.flatnonzero(told <= ENDS)
    referral = (
        {"bilateral_agreement": 0.8, "authority": 0.2}
        if programme
        else {"none": 0.5, "clinician": 0.35, "insurer": 0.15}
    )
    donor = (
        {"deceased": 0.95, "living_related": 0.05}
        if programme
        else {"living_related": 0.55, "deceased": 0.25, "told_nothing": 0.08, "living_unrelated": 0.12}
    )
    region["travel_registration"].add(
        len(kept),
        direction="outgoing_recipient",
        person=either(some(rng, n, 0.75), who, NOBODY)[kept],
        organ=organ[kept],
        registered_on=told[kept],
        transplanted_on=done[kept],
        departed_on=left[kept],
        returned_on=back[kept],
        country=country[kept],
        city=_cities(rng, country[kept]),
        facility_as_stated=np.array(
            [
                f"{'University' if programme else 'General'} Hospital {each}{k}"
                for each, k in zip(country[kept], rng.integers(1, 2 if programme else 40, len(kept)), strict=True)
            ],
            dtype=object,
        ),
        surgeon_as_stated=either(
            some(rng, len(kept), 0.3), "Dr " + draw_family(rng, "far", len(kept), np.full(len(kept), -1)), None
        ),
        agency=either(some(rng, len(kept), 0.1), pick(rng, np.arange(region["agency"].n), len(kept)), NOBODY),
        lodging=either(some(rng, len(kept), 0.4), pick(rng, np.arange(region["lodging"].n), len(kept)), NOBODY),
        donor_type=choose(rng, donor, len(kept)),
        referral=choose(rng, referral, len(kept)),
        payer="public_insurance"
        if programme
        else choose(rng, {"self": 0.6, "family": 0.3, "private_insurance": 0.1}, len(kept)),
    )


def _cities(rng: np.random.Generator, country: Array) -> Array:
    return np.array(
        [CITIES[each][int(k * len(CITIES[each]))] for each, k in zip(country, rng.random(len(country)), strict=True)],
        dtype=object,
    )


def _visas(region: Region) -> None:
    """Applications of donors and recipients from abroad, and of visiting relatives; consulates hear kin words too."""
    rng = region.rng("travel", "visas")
    file, person = region["living_donor_assessment"], region["person"]
    foreign = (person["residency"][file["donor"]] != "resident") & (file["recipient"] != NOBODY)
    rows = np.flatnonzero(foreign & some(rng, file.n, 0.9))
    said = file["relationship"][rows]
    other = some(rng, len(rows), region.dials["kinship.consulate_hears_otherwise"])
    said = either(other, [DRIFTS.get(each, each) for each in said], said)
    _applications(
        region,
        rng,
        file["donor"][rows],
        file["recipient"][rows],
        said,
        np.maximum(file["opened_on"][rows] - days(rng, -30, 60, len(rows)), BEGINS),
        "medical_companion",
    )
    entry = region["waiting_list_entry"]
    hosts = np.flatnonzero(np.isin(person["_community"][entry["person"]], ["diaspora", "far", "refugees", "rare"]))
    hosts = entry["person"][hosts[some(rng, len(hosts), 0.25)]]
    guests = draw_people(
        region,
        rng,
        len(hosts),
        age=(18, 70),
        community=person["_community"][hosts],
        family_name=person["family_name"][hosts],
    )
    for column, value in (("residency", "non_resident_other"), ("municipality", None), ("residence_country", "XB")):
        person[column] = either(np.isin(np.arange(person.n), guests), value, person[column])
    tie = choose(rng, {"sibling": 0.3, "child": 0.2, "cousin": 0.2, "parent": 0.15, "friend": 0.15}, len(hosts))
    _applications(region, rng, guests, hosts, tie, between(rng, BEGINS, ENDS, len(hosts)), "family_visit")


def _applications(
    region: Region, rng: np.random.Generator, who: Array, other: Array, tie: Array, on: Array, purpose: str
) -> None:
    n = len(who)
    region["visa_application"].add(
        n,
        person=who,
        other_person=other,
        relationship=tie,
        purpose=either(some(rng, n, 0.85), purpose, "tourism"),
        applied_on=on,
        consulate=np.array([f"{each}-1" for each in region["person"]["nationality"][who]], dtype=object),
        sponsor=either(some(rng, n, 0.2), [f"S{k:06d}" for k in rng.integers(0, 10**6, n)], None),
    )


def _journeys(region: Region) -> None:
    """Holidays and family visits of patients, donors and their households, some with company."""
    rng = region.rng("travel", "journeys")
    person = region["person"]
    n = region.sized(region.rates.number("journeys"))
    who = rng.integers(0, person.n, n)
    visits = np.isin(person["_community"][who], ["diaspora", "far"])
    country = either(visits & some(rng, n, 0.7), person["nationality"][who], pick(rng, ABROAD, n))
    country = either(country == HOME, "XB", country)
    out = between(rng, BEGINS, ENDS - 20, n)
    back = out + days(rng, 2, 40, n)
    rows = region["journey"].add(
        n,
        person=who,
        origin_country=HOME,
        country=country,
        city=_cities(rng, country),
        departed_on=out,
        returned_on=either(back <= ENDS, back, np.datetime64("NaT")),
        purpose=choose(rng, {"tourism": 0.55, "family_visit": 0.3, "work": 0.1, "medical": 0.02, "study": 0.03}, n),
        agency=either(some(rng, n, 0.25), pick(rng, np.arange(region["agency"].n), n), NOBODY),
        lodging=either(some(rng, n, 0.5), pick(rng, np.arange(region["lodging"].n), n), NOBODY),
    )
    along = rows[some(rng, n, 0.3)]
    neighbour = rng.integers(0, person.n, len(along))
    known = some(rng, len(along), region.dials["travel.companions_known"])
    name = pick_names(region, rng, region["journey"]["person"][along])
    own = person["given_name"][neighbour] + " " + person["family_name"][neighbour]
    region["companion"].add(
        len(along),
        journey=along,
        assessment=NOBODY,
        person=either(known, neighbour, NOBODY),
        name=either(known, own, name),
        phone=either(known, person["phone"][neighbour], phones(rng, len(along), region.number)),
        role=choose(rng, {"relative": 0.8, "friend": 0.2}, len(along)),
        noted_on=region["journey"]["departed_on"][along],
        returned_on=region["journey"]["returned_on"][along],
    )


def _groups(region: Region) -> None:
    """Guides with their groups and nurses with their patients: the same companion with different people, many times."""
    rng = region.rng("travel", "groups")
    journey = region["journey"]
    for _ in range(region.sized(region.dials["travel.guides"], least=1)):
        nurse = rng.random() < 0.35
        sex = choose(rng, {"female": 0.5, "male": 0.5}, 1)
        guide = draw_people(region, rng, 1, age=(25, 60), sex=sex)
        name = (draw_given(rng, "coast", sex) + " " + draw_family(rng, "coast", 1, np.full(1, -1)))[0]
        city = pick(rng, [each for cities in CITIES.values() for each in cities], 1)[0]
        rows = pick(rng, np.arange(journey.n), int(rng.integers(3, 14)))
        journey["city"][rows] = city
        journey["country"][rows] = next(country for country, cities in CITIES.items() if city in cities)
        region["companion"].add(
            len(rows),
            journey=rows,
            assessment=NOBODY,
            person=guide[0],
            name=name,
            phone=region["person"]["phone"][guide[0]],
            role="nurse" if nurse else "guide",
            licensed="yes" if rng.random() < region.dials["travel.guides_licensed"] else None,
            noted_on=journey["departed_on"][rows],
            returned_on=journey["departed_on"][rows] + days(rng, 2, 14, len(rows)),
        )
