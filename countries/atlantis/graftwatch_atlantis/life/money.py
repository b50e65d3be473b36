"""Money around patients, donors and centres: accounts, and about a million payments in ten years."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import between, choose, days, either, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.people import draw_people
from graftwatch_atlantis.life.places import of_kind
from graftwatch_atlantis.state import BEGINS, CURRENCY, ENDS, Region

FIRMS = {
    "insurer": 6,
    "employer": 320,
    "charity": 40,
    "crowdfunding": 3,
    "travel_merchant": 60,
    "medical_travel_firm": 10,
    "state": 6,
    "merchant": 1600,
}
HELD_BY = {
    "transplant_centre": "hospital",
    "hospital": "hospital",
    "clinic": "hospital",
    "laboratory": "laboratory",
    "pharmacy": "pharmacy",
}
CHANNELS = {
    "wages": "transfer",
    "rent": "transfer",
    "purchase": "card",
    "hospital_bill": "transfer",
    "laboratory_bill": "card",
    "travel": "card",
    "insurance_claim": "transfer",
    "refund": "transfer",
}
FLOWS = {
    "wages": ("employer", "person"),
    "rent": ("person", "person"),
    "purchase": ("person", "merchant"),
    "family_support": ("person", "person"),
    "loan": ("person", "person"),
    "hospital_bill": ("patient", "hospital"),
    "laboratory_bill": ("patient", "laboratory"),
    "travel": ("person", "travel_seller"),
    "donation": ("person", "collector"),
    "refund": ("state", "donor"),
    "insurance_claim": ("insurer", "patient"),
    "other": ("person", "person"),
}
LARGE = {
    "other": "large_other",
    "loan": "large_loan",
    "family_support": "large_support",
    "hospital_bill": "large_bill",
    "purchase": "large_purchase",
}
"""Who pays whom, by purpose."""


def draw_accounts(region: Region) -> None:
    """Accounts of patients, donors and those they deal with; of facilities; of firms and offices."""
    rng = region.rng("money", "accounts")
    entry, file = region["waiting_list_entry"], region["living_donor_assessment"]
    neighbours = draw_people(region, region.rng("money", "neighbours"), region.sized(7000), age=(20, 80))
    region["person"]["_neighbour"] = np.isin(np.arange(region["person"].n), neighbours)
    guests = pick(rng, np.flatnonzero(region["person"]["residency"] != "resident"), region.sized(60))
    people = np.unique(np.concatenate([entry["person"], file["donor"], neighbours, guests]))
    _open(region, rng, len(people), "individual", person=people)
    for kind, holder in HELD_BY.items():
        places = of_kind(region, kind)
        _open(region, rng, len(places), holder, facility=places)
    for holder, at_one in FIRMS.items():
        _open(region, rng, region.sized(at_one, least=2), holder)


def _open(
    region: Region, rng: np.random.Generator, n: int, holder: str, person: object = NOBODY, facility: object = NOBODY
) -> None:
    licensed = {"medical_travel_firm": 0.8, "charity": 0.95, "individual": 0.0, "merchant": 0.9, "employer": 0.9}.get(
        holder, 1.0
    )
    region["account"].add(
        n,
        number=np.array([f"{CURRENCY}{region.number:02d}{k:010d}" for k in rng.integers(0, 10**10, n)], dtype=object),
        holder_kind=holder,
        person=person,
        facility=facility,
        licensed=None if holder == "individual" else yes_no(some(rng, n, licensed)),
        opened_on=BEGINS - days(rng, -1200, 6000, n),
    )


def draw_payments(region: Region) -> None:
    """Payments by purpose between accounts that know each other; bills of tests follow the orders."""
    rng = region.rng("money", "payments")
    total = region.sized(region.rates.number("payments"))
    groups = _groups(region)
    for purpose, share in region.rates.shares("payment_purposes").items():
        payer, payee = FLOWS[purpose]
        own = region.rng("money", "payments", purpose)
        _flow(region, own, round(total * share), purpose, groups[payer], groups[payee])
    _payouts(region, groups)
    _test_bills(region, rng, groups["laboratory"])
    _refunds_to_donors(region, rng, groups)


def _groups(region: Region) -> dict[str, Array]:
    account = region["account"]
    groups = {
        str(kind): np.flatnonzero(account["holder_kind"] == kind)
        for kind in np.unique(account["holder_kind"].astype(str))
    }
    entry, file = region["waiting_list_entry"], region["living_donor_assessment"]
    groups["person"] = groups["individual"]
    groups["patient"] = groups["individual"][np.isin(account["person"][groups["individual"]], entry["person"])]
    groups["donor"] = groups["individual"][np.isin(account["person"][groups["individual"]], file["donor"])]
    groups["collector"] = _mixed(region, groups["charity"], groups["crowdfunding"], "money.through_crowdfunding")
    groups["travel_seller"] = _mixed(
        region, groups["travel_merchant"], groups["medical_travel_firm"], "money.medical_travel_firms"
    )
    return groups


def _mixed(region: Region, many: Array, few: Array, dial: str) -> Array:
    """Payees of two kinds, the second with this share."""
    rng = region.rng("money", dial)
    return either(some(rng, 400, region.dials[dial]), pick(rng, few, 400), pick(rng, many, 400))


def _payouts(region: Region, groups: dict[str, Array]) -> None:
    """What crowdfunding platforms pay out to patients and their families."""
    rng = region.rng("money", "payouts")
    n = region.sized(region.rates.number("payments") * 0.0006)
    patient = pick(rng, groups["patient"], n)
    region["payment"].add(
        n,
        payer_account=pick(rng, groups["crowdfunding"], n),
        payee_account=patient,
        paid_on=between(rng, BEGINS, ENDS, n),
        amount=rng.lognormal(np.log(450_000), 0.7, n).round(-2),
        currency=CURRENCY,
        channel="transfer",
        purpose="donation",
        beneficiary=region["account"]["person"][patient],
    )


def _flow(region: Region, rng: np.random.Generator, n: int, purpose: str, payers: Array, payees: Array) -> None:
    """Everybody deals with the same few others all the time: the k-th partner of an account is always the same."""
    if purpose in ("wages", "insurance_claim", "refund"):
        to = pick(rng, payees, n)
        by = payers[(to * 31) % len(payers)]
    else:
        by = pick(rng, payers, n)
        partner = rng.integers(0, 2 if purpose == "rent" else 4, n)
        to = payees[(by * (17 + 6 * (purpose == "family_support")) + partner * 7919) % len(payees)]
    kept = by != to
    by, to = by[kept], to[kept]
    cared = purpose in ("hospital_bill", "laboratory_bill", "insurance_claim")
    patient = region["account"]["person"][to if purpose == "insurance_claim" else by]
    region["payment"].add(
        len(by),
        payer_account=by,
        payee_account=to,
        paid_on=between(rng, BEGINS, ENDS, len(by)),
        amount=_amounts(region, rng, purpose, len(by)),
        currency=CURRENCY,
        channel=either(
            some(rng, len(by), 0.85),
            CHANNELS.get(purpose, "transfer"),
            choose(rng, {"cash": 0.4, "mobile_money": 0.4, "transfer": 0.2}, len(by)),
        ),
        purpose=purpose,
        beneficiary=either(cared & some(rng, len(by), 0.6), patient, NOBODY),
    )


def _amounts(region: Region, rng: np.random.Generator, purpose: str, n: int) -> Array:
    """Daily amounts, and now and then a car, a plot of land or a stay in hospital."""
    typical = region.rates.values("payment_amounts")[purpose] * 100
    amount = rng.lognormal(np.log(typical), 0.55, n).round(-2)
    if purpose in LARGE:
        large = np.minimum(rng.lognormal(np.log(1_600_000), 0.9, n), 40_000_000).round(-5)
        amount = either(some(rng, n, region.dials[f"money.{LARGE[purpose]}"]), large, amount)
    return np.maximum(amount, 100.0)


def _test_bills(region: Region, rng: np.random.Generator, laboratories: Array) -> None:
    """Tests that the tested person, an employer, a charity or a study paid for leave a payment too."""
    order, account = region["laboratory_order"], region["account"]
    of_person = np.full(region["person"].n, NOBODY)
    own = np.flatnonzero(account["person"] != NOBODY)
    of_person[account["person"][own]] = own
    employers, charities = (np.flatnonzero(account["holder_kind"] == kind) for kind in ("employer", "charity"))
    payer = either(order["payer"] != NOBODY, of_person[order["payer"]], NOBODY)
    payer = either(order["payer_kind"] == "employer", employers[(order["person"] * 13) % len(employers)], payer)
    drive = order["_drive"] if "_drive" in order else np.full(order.n, NOBODY)
    payer = either(
        np.isin(order["payer_kind"], ["charity", "study"]),
        charities[(np.maximum(drive, 0) * 3) % len(charities)],
        payer,
    )
    order["payer_account"] = either(some(rng, order.n, 0.8), payer, NOBODY)
    rows = np.flatnonzero(order["payer_account"] != NOBODY)
    by_place = np.full(region["facility"].n, laboratories[0])
    by_place[account["facility"][laboratories]] = laboratories
    paid = order["ordered_on"][rows] + days(rng, 0, 25, len(rows))
    kept = paid <= ENDS
    rows, paid = rows[kept], paid[kept]
    region["payment"].add(
        len(rows),
        payer_account=order["payer_account"][rows],
        payee_account=by_place[order["laboratory"][rows]],
        paid_on=paid,
        amount=order["amount"][rows],
        currency=CURRENCY,
        channel="card",
        purpose="laboratory_bill",
        beneficiary=either(some(rng, len(rows), 0.85), order["person"][rows], NOBODY),
    )


def _refunds_to_donors(region: Region, rng: np.random.Generator, groups: dict[str, Array]) -> None:
    """The lawful refund of a donor's costs, from the State or from an employer who went on paying."""
    account, file = region["account"], region["living_donor_assessment"]
    of_person = np.full(region["person"].n, NOBODY)
    of_person[account["person"][groups["individual"]]] = groups["individual"]
    rows = np.flatnonzero((file["outcome"] == "donated") & some(rng, file.n, region.dials["money.donors_refunded"]))
    rows = rows[of_person[file["donor"][rows]] != NOBODY]
    paid = file["surgery_planned_on"][rows] + days(rng, 20, 160, len(rows))
    rows, paid = rows[paid <= ENDS], paid[paid <= ENDS]
    region["payment"].add(
        len(rows),
        payer_account=pick(rng, np.concatenate([groups["state"], groups["insurer"]]), len(rows)),
        payee_account=of_person[file["donor"][rows]],
        paid_on=paid,
        amount=rng.lognormal(np.log(240_000), 0.5, len(rows)).round(-2),
        currency=CURRENCY,
        channel="transfer",
        purpose="refund",
        beneficiary=file["donor"][rows],
    )
