"""What comes back from abroad: details of journeys, files, claims, foreign lists of hospitals, and copies asked for."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.state import ABROAD, CURRENCY, ENDS, Region

NEVER = np.datetime64("NaT")
PARTS = (
    "hospital_named",
    "donor_type_given",
    "operation_note",
    "donor_serology",
    "tissue_typing",
    "induction",
    "maintenance",
)
PROGRAMME_HOSPITAL = "University Hospital XF1"
PUBLISHES_NOTHING = "XD"


def draw_returned(region: Region) -> None:
    """Emergencies of emigrants first: they are journeys too."""
    _emergencies(region)
    _journeys(region)
    _visas(region)
    _files(region)
    _claims(region)
    _requests(region)
    if region.number == 0:
        _foreign_licences(region)


def _emergencies(region: Region) -> None:
    """A few who moved away fell ill there, were transplanted without anybody here knowing, and came back."""
    rng = region.rng("returned", "emergencies")
    entry = region["waiting_list_entry"]
    moved = np.flatnonzero((entry["_fate"] == "moved_abroad") & some(rng, entry.n, region.dials["abroad.emergencies"]))
    left = entry["_leaves_on"][moved]
    done = left + days(rng, 20, 500, len(moved))
    back = done + days(rng, 20, 200, len(moved))
    kept = np.flatnonzero(back + 60 <= ENDS)
    country = pick(rng, ABROAD, len(moved))
    hospital = [f"General Hospital {each}{k}" for each, k in zip(country, rng.integers(1, 40, len(moved)), strict=True)]
    region["travel_registration"].add(
        len(kept),
        direction="outgoing_recipient",
        person=entry["person"][moved[kept]],
        organ=entry["organ"][moved[kept]],
        registered_on=back[kept] + days(rng, 3, 60, len(kept)),
        transplanted_on=done[kept],
        departed_on=left[kept],
        returned_on=back[kept],
        country=country[kept],
        facility_as_stated=np.array(hospital, dtype=object)[kept],
        donor_type="deceased",
        referral="none",
        payer="public_insurance",
        _emergency=True,
    )


def _journeys(region: Region) -> None:
    """Donor, booking and notice, as patients tell them on return."""
    rng = region.rng("returned", "journeys")
    travel = region["travel_registration"]
    n, donor, referral = travel.n, travel["donor_type"], travel["referral"]
    emergency = travel["_emergency"]
    related = choose(rng, {"sibling": 0.4, "child": 0.18, "cousin": 0.18, "spouse": 0.14, "parent": 0.1}, n)
    unrelated = choose(rng, {"friend": 0.5, "other_directed": 0.5}, n)
    travel["donor_relation"] = either(
        donor == "living_related", related, either(donor == "living_unrelated", unrelated, None)
    )
    known = {"living_related": 0.96, "living_unrelated": 0.6, "deceased": 0.02, "told_nothing": 0.05}
    travel["donor_name_known"] = yes_no(some(rng, n, np.array([known.get(each, 0.5) for each in donor])))
    living = np.isin(donor, ["living_related", "living_unrelated"])
    visit = ~living & ~emergency & some(rng, n, region.dials["abroad.booked_an_examination"])
    booked = (living & some(rng, n, 0.8)) | visit
    travel["booked_on"] = either(booked, travel["departed_on"] - days(rng, 15, 120, n), NEVER)
    meant = either(visit, travel["departed_on"] + days(rng, 1, 10, n), travel["transplanted_on"] - days(rng, -2, 6, n))
    travel["booked_for"] = either(booked, meant, NEVER)
    told = some(rng, n, either(referral == "none", region.dials["abroad.told_without_referral"], 0.92))
    travel["notified_before"] = yes_no(told & ~emergency)


def _visas(region: Region) -> None:
    """Hosts sponsor guests, recipients sponsor donors who are their kin; who pays follows."""
    rng = region.rng("returned", "visas")
    visa, file = region["visa_application"], region["living_donor_assessment"]
    n, medical = visa.n, np.isin(visa["person"], file["donor"])
    sponsored = some(rng, n, either(medical, region.dials["abroad.recipient_sponsors"], 0.55))
    visa["sponsor_person"] = either(sponsored, visa["other_person"], NOBODY)
    paid = choose(rng, {"donor_side": 0.78, "recipient_side": 0.16, "charity": 0.03, "embassy": 0.03}, n)
    visa["paid_by"] = either(sponsored & some(rng, n, 0.35), "recipient_side", paid)
    surgery = np.full(region["person"].n, NEVER, dtype="datetime64[D]")
    surgery[file["donor"]] = file["surgery_planned_on"]
    until = visa["applied_on"] + days(rng, 30, 180, n)
    leave = surgery[visa["person"]] + days(rng, 25, 200, n)
    visa["stay_until"] = either(medical & ~np.isnat(leave), np.maximum(until, leave), until)


def _files(region: Region) -> None:
    """Good hospitals send most of a file and forget a part; others send a letter."""
    rng = region.rng("returned", "files")
    travel, entry = region["travel_registration"], region["waiting_list_entry"]
    registered = np.flatnonzero(
        (travel["person"] != NOBODY) & some(rng, travel.n, region.rates.number("files_brought_back"))
    )
    named = travel["person"][travel["person"] != NOBODY]
    away = np.isin(entry["_fate"], ["transplanted_abroad", "family_abroad"]) & ~np.isin(entry["person"], named)
    unregistered = np.flatnonzero(away & some(rng, entry.n, 0.5))
    who = np.concatenate([travel["person"][registered], entry["person"][unregistered]])
    done = np.concatenate(
        [travel["transplanted_on"][registered], entry["_leaves_on"][unregistered] + days(rng, 5, 60, len(unregistered))]
    )
    centre = np.full(region["person"].n, region.places("facility", kind="transplant_centre")[0])
    centre[entry["person"]] = entry["facility"]
    received = done + days(rng, 20, 150, len(who))
    kept = np.flatnonzero(received <= ENDS)
    n = len(kept)
    full = some(
        rng, n, either(_from_programme(region, registered, len(who))[kept], 0.97, region.dials["abroad.good_files"])
    )
    given = {part: yes_no(some(rng, n, either(full, 0.92, 0.4))) for part in PARTS}
    region["abroad_file"].add(
        n,
        person=who[kept],
        facility=centre[who[kept]],
        travel_registration=np.concatenate([registered, np.full(len(unregistered), NOBODY)])[kept],
        transplanted_on=done[kept],
        received_on=received[kept],
        donor_relation_given=yes_no(some(rng, n, either(full, 0.72, 0.3))),
        **given,
    )


def _from_programme(region: Region, registered: Array, n: int) -> Array:
    found = np.zeros(n, dtype=bool)
    found[: len(registered)] = region["travel_registration"]["referral"][registered] == "bilateral_agreement"
    return found


def _claims(region: Region) -> None:
    """Some ask their insurer for the money back; the programme's invoices come complete."""
    rng = region.rng("returned", "claims")
    travel = region["travel_registration"]
    agreed = np.isin(travel["referral"], ["bilateral_agreement", "authority", "insurer"])
    rows = np.flatnonzero((travel["person"] != NOBODY) & some(rng, travel.n, either(agreed, 0.9, 0.3)))
    on = travel["returned_on"][rows] + days(rng, 10, 200, len(rows))
    rows, on = rows[on <= ENDS], on[on <= ENDS]
    n, ours = len(rows), agreed[rows]
    fee = some(rng, n, either(travel["agency"][rows] == NOBODY, 0.04, 0.5))
    region["reimbursement_claim"].add(
        n,
        person=travel["person"][rows],
        claimed_on=on,
        transplanted_on=travel["transplanted_on"][rows],
        hospital=travel["facility_as_stated"][rows],
        prior_authorisation=yes_no(some(rng, n, either(ours, 0.95, 0.25))),
        licence_given=yes_no(some(rng, n, either(ours, 0.9, 0.6))),
        approval_given=yes_no(some(rng, n, either(ours, 0.8, 0.5))),
        donor_type_given=yes_no(some(rng, n, either(ours, 0.95, 0.7))),
        coordination_fee=yes_no(fee),
        amount=rng.lognormal(np.log(6_500_000), 0.5, n).round(-4),
        currency=CURRENCY,
    )


def _requests(region: Region) -> None:
    """Those who move ask for everything; others want a summary for a second opinion or an insurer."""
    rng = region.rng("returned", "requests")
    entry = region["waiting_list_entry"]
    leaving = np.isin(entry["_fate"], ["moved_abroad", "family_abroad", "transplanted_abroad"])
    moving = leaving | (entry["_reason"] == "transferred") | (entry["_reason"] == "transplanted_other_centre")
    last = either(np.isnat(entry["_leaves_on"]), ENDS, entry["_leaves_on"])
    share = either(leaving, 0.6, either(moving, 0.35, region.rates.number("records_asked_for")))
    rows = np.flatnonzero(some(rng, entry.n, share))
    n, gone = len(rows), moving[rows]
    on = np.maximum(last[rows] - either(gone, days(rng, 5, 120, n), days(rng, 5, 900, n)), entry["listed_on"][rows])
    whole = {
        "complete_with_typing": 0.55,
        "summary": 0.25,
        "typing_only": 0.08,
        "cardiac_clearance": 0.07,
        "other": 0.05,
    }
    little = {
        "summary": 0.7,
        "other": 0.14,
        "complete_with_typing": 0.1,
        "cardiac_clearance": 0.04,
        "typing_only": 0.02,
    }
    abroad = [
        f"General Hospital {each}{k}" for each, k in zip(pick(rng, ABROAD, n), rng.integers(1, 40, n), strict=True)
    ]
    place = either(
        leaving[rows],
        abroad,
        pick(rng, region["facility"]["name"][region.places("facility", kind="transplant_centre")], n),
    )
    named = some(rng, n, either(gone, region.dials["abroad.hospital_named_when_asking"], 0.3))
    region["records_request"].add(
        n,
        person=entry["person"][rows],
        facility=entry["facility"][rows],
        requested_on=on,
        items=either(gone, choose(rng, whole, n), choose(rng, little, n)),
        for_hospital=either(named, place, None),
        referral=choose(rng, {"clinician": 0.5, "none": 0.45, "insurer": 0.05}, n),
    )


def _foreign_licences(region: Region) -> None:
    """What other States publish: most hospitals, some spelt otherwise, few suspended; one State publishes nothing."""
    rng = region.rng("returned", "licences")
    names = [(c, f"General Hospital {c}{k}") for c in ABROAD if c != PUBLISHES_NOTHING for k in range(1, 40)]
    names.append(("XF", PROGRAMME_HOSPITAL))
    country, name = (np.array(each, dtype=object) for each in zip(*names, strict=True))
    n, ours = len(names), name == PROGRAMME_HOSPITAL
    listed = ours | some(rng, n, region.rates.number("foreign_hospitals_listed"))
    otherwise = ~ours & some(rng, n, region.dials["abroad.listed_under_another_spelling"])
    spelt = either(otherwise, np.char.replace(name.astype(str), "General", "Gen.").astype(object), name)
    since = np.datetime64("2003-01-01") + days(rng, 0, 4000, n)
    ends = ~ours & some(rng, n, region.rates.number("foreign_hospitals_suspended"))
    until = np.datetime64("2017-01-01") + days(rng, 0, 3300, n)
    add = region["foreign_licence"].add
    rows = np.flatnonzero(listed)
    add(
        len(rows),
        country=country[rows],
        hospital=spelt[rows],
        status="licensed",
        valid_from=since[rows],
        valid_to=either(ends, until - 1, NEVER)[rows],
    )
    rows = np.flatnonzero(listed & ends)
    add(
        len(rows),
        country=country[rows],
        hospital=spelt[rows],
        status=choose(rng, {"suspended": 0.45, "withdrawn": 0.3, "under_inquiry": 0.25}, len(rows)),
        valid_from=until[rows],
        valid_to=either(some(rng, len(rows), 0.3), until[rows] + days(rng, 90, 500, len(rows)), NEVER),
    )
