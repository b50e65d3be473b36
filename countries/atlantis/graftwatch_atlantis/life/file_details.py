"""What a donor file says beside its parties: who sent the pair, languages, papers, urgency, custody, contracts."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, either, pick, some, waits, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.living import BLOOD, HOUSEHOLD
from graftwatch_atlantis.life.places import of_kind
from graftwatch_atlantis.state import NEW_SOFTWARE_ON, Region

NEVER = np.datetime64("NaT")
STATE_LANGUAGE = "qaa"


def draw_file_details(region: Region) -> None:
    """Columns of files, consents and teams that later software added; household telephones before they are noted."""
    _siblings_apart(region)
    _household_telephones(region)
    _senders(region)
    _days_and_urgency(region)
    _donors_own(region)
    _consents(region)
    _contracts(region)


def _siblings_apart(region: Region) -> None:
    """Brothers and sisters who are no twins are born ten months apart or more."""
    rng = region.rng("details", "siblings")
    file, person = region["living_donor_assessment"], region["person"]
    rows = np.flatnonzero((file["relationship"] == "sibling") & (file["recipient"] != NOBODY))
    donor, born = file["donor"][rows], person["birth_date"]
    apart = (born[donor] - born[file["recipient"][rows]]).astype(np.int64)
    near = np.abs(apart) < 300
    away = either(apart < 0, -1, 1) * rng.integers(310, 1400, len(rows))
    adult = np.minimum(born[file["recipient"][rows]] + away, file["opened_on"][rows] - 19 * 365)
    born[donor[near]] = adult[near]


def _household_telephones(region: Region) -> None:
    """Some who share a home share one telephone: donor and recipient then name the same number."""
    rng = region.rng("details", "telephones")
    file, person, contact = region["living_donor_assessment"], region["person"], region["contact_point"]
    paired = np.flatnonzero(file["recipient"] != NOBODY)
    donor, recipient = file["donor"][paired], file["recipient"][paired]
    home = person["address"][donor] == person["address"][recipient]
    shared = home & some(rng, len(paired), region.dials["households.one_telephone"])
    person["phone"][donor[shared]] = person["phone"][recipient[shared]]
    own = np.flatnonzero((contact["role"] == "donor_self") & np.isin(contact["assessment"], paired[shared]))
    contact["phone"][own] = person["phone"][file["donor"][contact["assessment"][own]]]


def _senders(region: Region) -> None:
    """The dialysis unit of the recipient's town sends most pairs, the ward some, a family doctor the others."""
    rng = region.rng("details", "senders")
    file, person, n = region["living_donor_assessment"], region["person"], region["living_donor_assessment"].n
    units = of_kind(region, "dialysis_unit")
    town = person["_town"][either(file["recipient"] == NOBODY, file["donor"], file["recipient"])]
    unit = region["facility"]["name"][units[(town * 7) % len(units)]]
    doctor = [f"Dr {name}" for name in pick(rng, person["family_name"][:200], n)]
    ward = "Transplant ward " + region["facility"]["_letter"][file["facility"]]
    kind = choose(rng, region.rates.shares("who_sends_pairs"), n)
    file["referrer"] = either(kind == "dialysis_unit", unit, either(kind == "ward", ward, None))
    file["referrer"] = either(kind == "doctor", doctor, file["referrer"])
    foreign = person["residency"][file["donor"]] != "resident"
    medical = np.flatnonzero(region["agency"]["_medical"] & (region["agency"]["licensed"] == "yes"))
    through = some(rng, n, either(foreign, region.dials["abroad.pairs_through_an_agency"], 0.002))
    file["agency"] = either(through, pick(rng, medical, n), NOBODY) if len(medical) else NOBODY
    number = [f"CB-{k:06d}" for k in rng.permutation(900_000)[:n]]
    file["cross_border_authorisation"] = either(foreign & some(rng, n, 0.93), number, None)


def _days_and_urgency(region: Region) -> None:
    rng = region.rng("details", "days")
    file, entry = region["living_donor_assessment"], region["waiting_list_entry"]
    listed = either(file["recipient"] == NOBODY, NEVER, entry["listed_on"][file["_entry"]])
    file["recipient_workup_started_on"] = np.minimum(listed - waits(rng, 110, file.n), file["opened_on"])
    hurried = (file["surgery_planned_on"] - file["opened_on"]).astype(float) < 75
    urgent = some(rng, file.n, either(hurried, 0.2, 0.015))
    said = ~np.isnat(file["surgery_planned_on"])
    file["urgency_certified"] = either(said, yes_no(urgent), None)


def _donors_own(region: Region) -> None:
    """Languages read, who keeps the papers, and whether the donor is at liberty."""
    rng = region.rng("details", "own")
    file, person, n = region["living_donor_assessment"], region["person"], region["living_donor_assessment"].n
    own = person["language"][file["donor"]]
    needs = person["interpreter_needed"][file["donor"]] == "yes"
    reads_own = ~(needs & some(rng, n, region.rates.number("donors_who_read_nothing")))
    reads_state = ~needs | some(rng, n, 0.1)
    file["donor_reads"] = [
        " ".join(dict.fromkeys(([mine] if a else []) + ([STATE_LANGUAGE] if b else []))) or None
        for mine, a, b in zip(own, reads_own, reads_state, strict=True)
    ]
    keeper = choose(rng, region.rates.shares("who_keeps_papers"), n)
    home = np.isin(file["relationship"], HOUSEHOLD)
    keeper[home & some(rng, n, region.dials["households.partner_keeps_papers"])] = "recipient_side"
    file["papers_held_by"] = keeper
    held = some(rng, n, region.rates.number("candidates_in_custody")) & np.isin(file["relationship"], BLOOD)
    state = either(held, choose(rng, {"detained": 0.3, "sentenced": 0.6, "closed_institution": 0.1}, n), "free")
    file["custody"] = state
    reviewed = either(some(rng, n, 0.93), "reviewed", "not_reviewed")
    asked = file["opened_on"] >= NEW_SOFTWARE_ON
    file["court_review"] = either(held, reviewed, either(asked, "not_applicable", None))


def _consents(region: Region) -> None:
    """The language of the paper, who read it out, and the interpreted interview in which it was given."""
    rng = region.rng("details", "consents")
    consent, file, person = region["consent"], region["living_donor_assessment"], region["person"]
    n, donor = consent.n, file["donor"][consent["assessment"]]
    needs = person["interpreter_needed"][donor] == "yes"
    translated = some(rng, n, region.dials["consents.translated"]) & (person["language"][donor] != "qaz")
    consent["document_language"] = either(needs & translated, person["language"][donor], STATE_LANGUAGE)
    held = _interview_of(region)[consent["assessment"]]
    consent["interpreter_session"] = either(some(rng, n, region.dials["consents.session_named"]), held, NOBODY)
    consent["read_aloud"] = yes_no(some(rng, n, either(needs, 0.92, 0.55)))
    consent["copy_given"] = yes_no(some(rng, n, either(consent["given_on"] < NEW_SOFTWARE_ON, 0.86, 0.96)))


def _interview_of(region: Region) -> Array:
    """For each file its last interpreted interview."""
    session = region["interpreter_session"]
    found = np.full(region["living_donor_assessment"].n, NOBODY)
    found[session["assessment"]] = np.arange(session.n)
    return found


def _contracts(region: Region) -> None:
    """On what terms each professional works where: most are employed, some visit."""
    rng = region.rng("details", "contracts")
    team, staff = region["team_member"], region["practitioner"]
    terms = choose(rng, region.rates.shares("contracts"), staff.n)
    team["contract"] = terms[team["practitioner"]]
