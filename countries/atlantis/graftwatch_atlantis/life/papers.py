"""Papers and contacts in living-donor files: proof of kinship, identity documents, whom to call, who came along."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array, at
from graftwatch_atlantis.life.board import pick_names
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD, PROGRAMMES
from graftwatch_atlantis.life.people import phones
from graftwatch_atlantis.state import ENDS, HOME, Region

LIAISONS = ("embassy", "charity", "social_service", "ward")


def draw_papers(region: Region) -> None:
    """All papers, contacts and companions of living-donor files."""
    _evidence(region)
    _documents(region)
    _contacts(region)
    _companions(region)


def _evidence(region: Region) -> None:
    """One to three proofs for each claimed tie, from the offices that serve the town the family comes from."""
    rng = region.rng("papers", "evidence")
    file = region["living_donor_assessment"]
    claim = region["kinship_claim"]
    claim_of = np.full(file.n, NOBODY)
    first = np.flatnonzero(claim["submission"] == 1)
    claim_of[claim["assessment"][first]] = first
    tied = (file["recipient"] != NOBODY) & ~np.isin(file["relationship"], PROGRAMMES)
    kin = np.isin(file["relationship"], [*BLOOD, *HOUSEHOLD, "in_law"])
    blood = np.isin(file["relationship"], BLOOD)
    for rows, kinds in (
        (np.flatnonzero(tied & kin), {"civil_record": 0.82, "notarial_statement": 0.12, "consular_letter": 0.06}),
        (np.flatnonzero(blood & some(rng, file.n, 0.45)), {"hla_haplotype": 0.8, "dna": 0.2}),
        (np.flatnonzero(tied & kin & ~blood & some(rng, file.n, 0.6)), {"cohabitation": 0.6, "photographs": 0.4}),
        (np.flatnonzero(tied & ~kin), region.rates.shares("stranger_evidence")),
        (np.flatnonzero(tied & ~kin & some(rng, file.n, 0.5)), {"photographs": 0.4, "communications": 0.6}),
    ):
        _lay_in(region, rng, rows, choose(rng, kinds, len(rows)), claim_of)


def _lay_in(region: Region, rng: np.random.Generator, rows: Array, kind: Array, claim_of: Array) -> None:
    file, person, n = region["living_donor_assessment"], region["person"], len(rows)
    home = either(some(rng, n, 0.8), person["_town"][file["donor"][rows]], person["_town"][file["recipient"][rows]])
    notary = _notaries(region, rng, home, file["facility"][rows])
    certified = (kind == "notarial_statement") | np.isin(kind, ["witness_statement", "civil_record"]) & some(
        rng, n, 0.15
    )
    laboratory = np.isin(kind, ["dna", "hla_haplotype"])
    foreign = person["residency"][file["donor"][rows]] != "resident"
    issuer = either(
        laboratory, _laboratories(region, rng, n), np.array([f"Civil office {each:04d}" for each in home], dtype=object)
    )
    issuer = either(
        foreign, [f"Consular section {each}" for each in person["nationality"][file["donor"][rows]]], issuer
    )
    stamp = either(certified, [f"{each}-{k}" for each, k in zip(notary, rng.integers(1, 3, n), strict=True)], None)
    issued = file["opened_on"][rows] - days(rng, -40, 500, n)
    issued = either(laboratory, file["opened_on"][rows] + days(rng, 10, 50, n), issued)
    asked = some(rng, n, either(laboratory, 0.95, region.dials["kinship.issuer_asked"]))
    result = choose(rng, {"confirmed": 0.93, "not_verifiable": 0.055, "inconsistent": 0.015}, n)
    own_words = np.isin(kind, ["photographs", "communications", "witness_statement", "cohabitation"])
    region["kinship_evidence"].add(
        n,
        assessment=rows,
        claim=claim_of[rows],
        kind=kind,
        issuer=either(own_words, None, issuer),
        notary=either(certified, notary, None),
        witness=either(kind == "witness_statement", pick_names(region, rng, file["recipient"][rows]), None),
        stamp_serial=stamp,
        layout=either(
            own_words,
            None,
            [f"L{_digits(f'{k}-{int(f)}-{v}'):07d}" for k, f, v in zip(kind, foreign, _forms(rng, n), strict=True)],
        ),
        issuing_country=either(foreign, person["nationality"][file["donor"][rows]], HOME),
        issued_on=np.minimum(issued, ENDS - 1),
        verified_by=either(asked & ~own_words, choose(rng, {"centre": 0.8, "state": 0.2}, n), None),
        verified_on=either(
            asked & ~own_words, np.minimum(file["opened_on"][rows] + days(rng, 15, 70, n), ENDS), np.datetime64("NaT")
        ),
        accredited=either(own_words, None, yes_no(laboratory | some(rng, n, 0.3))),
        result=either(asked & ~own_words, result, "seen"),
        _noted=np.minimum(np.maximum(issued, file["opened_on"][rows] + days(rng, 1, 20, n)), ENDS),
    )


def _forms(rng: np.random.Generator, n: int) -> Array:
    """Which printed form a paper uses: one of three, or an old one that few offices still have."""
    return either(some(rng, n, 0.12), rng.integers(4, 400, n), rng.integers(1, 4, n))


def _notaries(region: Region, rng: np.random.Generator, town: Array, centre: Array) -> Array:
    """One notary in a small place, many in a city, and the office next to the hospital for whoever is in a hurry."""
    population = region["municipality"]["population"][town]
    own = (rng.random(len(town)) * np.maximum(population // 9000, 1)).astype(np.int64)
    near = some(rng, len(town), region.dials["kinship.notary_next_to_hospital"])
    beside = [f"Notary at {each}" for each in region["facility"]["_letter"][centre]]
    return either(near, beside, [f"Notary {t:04d}-{k}" for t, k in zip(town, own, strict=True)]).astype(object)


def _laboratories(region: Region, rng: np.random.Generator, n: int) -> Array:
    names = region["facility"]["name"][region.places("facility", kind="laboratory")]
    return pick(rng, names[: max(2, len(names) // 3)], n)


def _documents(region: Region) -> None:
    rng = region.rng("papers", "documents")
    file, person = region["living_donor_assessment"], region["person"]
    both = np.concatenate([file["donor"], file["recipient"][file["recipient"] != NOBODY]])
    who = np.unique(both)
    n = len(who)
    foreign = person["residency"][who] != "resident"
    kind = choose(rng, {"identity_card": 0.75, "passport": 0.15, "residence_permit": 0.05, "birth_record": 0.05}, n)
    issued = ENDS - days(rng, 400, 4200, n)
    country = either(foreign, person["nationality"][who], HOME)
    region["identity_document"].add(
        n,
        person=who,
        kind=either(foreign, "passport", kind),
        number=np.array(
            [f"{c}{each:08d}" for c, each in zip(country, rng.integers(0, 10**8, n), strict=True)], dtype=object
        ),
        issuing_country=country,
        _noted=_first_file(region, who),
        issuing_office=np.array([f"Office {each:03d}" for each in rng.integers(1, 120, n)], dtype=object),
        issued_on=issued,
        expires_on=issued + 3652,
    )


def _first_file(region: Region, who: Array) -> Array:
    """The day the first donor file of each of these people was opened."""
    file = region["living_donor_assessment"]
    first = np.full(region["person"].n, ENDS.astype("datetime64[D]"))
    for column in ("donor", "recipient"):
        rows = np.flatnonzero(file[column] != NOBODY)
        np.minimum.at(first, file[column][rows], file["opened_on"][rows])
    return at(first, who)


def _contacts(region: Region) -> None:
    """Whom the ward may call: the donor, kin, and for those who came from far an office that helps."""
    rng = region.rng("papers", "contacts")
    file, person = region["living_donor_assessment"], region["person"]
    every = np.arange(file.n)
    noted = np.minimum(file["opened_on"] + days(rng, 0, 5, file.n), ENDS)
    donor = person["phone"][file["donor"]]
    add = region["contact_point"].add
    own = person["given_name"][file["donor"]] + " " + person["family_name"][file["donor"]]
    add(
        file.n,
        assessment=every,
        person=file["donor"],
        role="donor_self",
        capacity="private",
        name=own,
        phone=donor,
        email=_emails(rng, file["donor"]),
        address=person["address"][file["donor"]],
        noted_on=noted,
    )
    _recipients(region, rng, noted)
    kin = np.flatnonzero(some(rng, file.n, 0.85))
    tied = ~np.isin(file["relationship"][kin], PROGRAMMES) & (file["recipient"][kin] != NOBODY)
    by_recipient = tied & np.isin(file["relationship"][kin], [*BLOOD, *HOUSEHOLD]) & some(rng, len(kin), 0.35)
    relative = pick_names(region, rng, file["donor"][kin])
    named = person["given_name"][file["recipient"][kin]] + " " + person["family_name"][file["recipient"][kin]]
    fresh = phones(rng, len(kin), region.number)
    phone = either(by_recipient, person["phone"][file["recipient"][kin]], fresh)
    add(
        len(kin),
        assessment=kin,
        person=file["donor"][kin],
        role=choose(rng, {"next_of_kin": 0.7, "emergency": 0.3}, len(kin)),
        capacity="private",
        name=either(by_recipient, named, relative),
        phone=phone,
        address=person["address"][file["donor"][kin]],
        noted_on=noted[kin],
    )
    _offices(region, rng, noted)


def _recipients(region: Region, rng: np.random.Generator, noted: Array) -> None:
    """The recipient's own telephone in the donor's file, in about half of them."""
    file, person = region["living_donor_assessment"], region["person"]
    rows = np.flatnonzero((file["recipient"] != NOBODY) & some(rng, file.n, 0.5))
    own = file["recipient"][rows]
    region["contact_point"].add(
        len(rows),
        assessment=rows,
        person=own,
        role="recipient_self",
        capacity="private",
        name=person["given_name"][own] + " " + person["family_name"][own],
        phone=person["phone"][own],
        email=_emails(rng, own),
        address=person["address"][own],
        noted_on=noted[rows],
    )


def _emails(rng: np.random.Generator, people: Array) -> Array:
    """An address of their own for half of these people, always the same one."""
    has = some(rng, len(people), 0.5)
    return either(has, [f"u{each * 7919 % 10_000_019:08d}@post.example" for each in people], None)


def _offices(region: Region, rng: np.random.Generator, noted: Array) -> None:
    """Embassies, charities and wards in files: some marked as such, some not, some on the list of liaison offices."""
    file, person = region["living_donor_assessment"], region["person"]
    foreign = np.isin(person["_community"][file["donor"]], ["diaspora", "far", "refugees", "rare"])
    share = either(
        person["residency"][file["donor"]] != "resident",
        0.75,
        either(foreign, region.dials["contacts.office_for_incomers"], region.dials["contacts.office_for_others"]),
    )
    rows = np.flatnonzero(some(rng, file.n, share))
    n = len(rows)
    capacity = either(
        foreign[rows],
        choose(rng, {"embassy": 0.45, "charity": 0.4, "social_service": 0.15}, n),
        choose(rng, {"ward": 0.7, "social_service": 0.3}, n),
    )
    country = person["nationality"][file["donor"][rows]]
    letter = region["facility"]["_letter"][file["facility"][rows]]
    seat = either(
        capacity == "embassy",
        country,
        either(capacity == "charity", rng.integers(1, 5, n).astype(str).astype(object), letter),
    )
    name = np.array([f"{c.replace('_', ' ').title()} {s}" for c, s in zip(capacity, seat, strict=True)], dtype=object)
    number = np.array([f"+999 20{region.number:02d} {_digits(each):07d}" for each in name], dtype=object)
    marked = some(rng, n, region.dials["contacts.office_marked"])
    region["contact_point"].add(
        n,
        assessment=rows,
        person=file["donor"][rows],
        role=choose(rng, {"emergency": 0.5, "next_of_kin": 0.3, "interpreter": 0.2}, n),
        capacity=either(marked, capacity, None),
        registered_liaison=either(marked & some(rng, n, 0.6), "yes", None),
        name=name,
        phone=number,
        noted_on=noted[rows],
    )


def _digits(text: str) -> int:
    """Seven digits that always stand for the same text."""
    found = 7
    for letter in text:
        found = (found * 131 + ord(letter)) % 10_000_000
    return found


def _companions(region: Region) -> None:
    """Who came along to the hospital: mostly family."""
    rng = region.rng("papers", "companions")
    file = region["living_donor_assessment"]
    rows = np.flatnonzero(some(rng, file.n, region.dials["companions.noted"]))
    n = len(rows)
    known = _others_of_the_family(region, rng, rows)
    person = region["person"]
    own = person["given_name"][known] + " " + person["family_name"][known]
    region["companion"].add(
        n,
        assessment=rows,
        journey=NOBODY,
        person=known,
        name=either(known == NOBODY, pick_names(region, rng, file["donor"][rows]), own),
        phone=either(known == NOBODY, phones(rng, n, region.number), person["phone"][known]),
        role=choose(rng, {"relative": 0.85, "friend": 0.12, "other": 0.03}, n),
        noted_on=np.minimum(file["opened_on"][rows] + days(rng, 0, 20, n), ENDS),
    )


def _others_of_the_family(region: Region, rng: np.random.Generator, rows: Array) -> Array:
    """Another candidate of the same recipient, or the recipient, where they are known to have come along."""
    file = region["living_donor_assessment"]
    recipient = file["recipient"][rows]
    order = np.argsort(file["recipient"], kind="stable")
    beside = order[np.minimum(np.searchsorted(file["recipient"][order], recipient), file.n - 1)]
    other = file["donor"][beside]
    came = some(rng, len(rows), region.dials["companions.known_as_persons"]) & (recipient != NOBODY)
    found = either(other == file["donor"][rows], recipient, other)
    return either(came, found, NOBODY)
