"""Afterwards: follow-up visits, dialysis sessions and dispensings, as the insurer and the centres keep them."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some, waits, yes_no
from graftwatch_atlantis.frame import NOBODY, Array, at
from graftwatch_atlantis.life.people import draw_people
from graftwatch_atlantis.life.places import of_kind
from graftwatch_atlantis.state import BEGINS, ENDS, Region

TACROLIMUS, MYCOPHENOLATE, AZATHIOPRINE = "L04AD02", "L04AA06", "L04AX01"


def draw_aftercare(region: Region) -> None:
    """Visits first, then what the insurer paid for within the years it keeps."""
    _grafts(region)
    _visits_of_recipients(region)
    _visits_of_donors(region)
    _autoimmune(region)
    _sessions(region)
    _dispensings(region)


def _grafts(region: Region) -> None:
    """Every working graft: since when, until when, where it is looked after. Truth, not a record."""
    rng = region.rng("aftercare", "grafts")
    transplant, entry = region["transplant"], region["waiting_list_entry"]
    rows = np.flatnonzero(transplant["performed_on"] >= BEGINS)
    own = transplant["_entry"][rows]
    died = either(own != NOBODY, entry["_died_on"][own], np.datetime64("NaT"))
    fails = transplant["performed_on"][rows] + waits(rng, 25 * 365, len(rows))
    until = either(died < fails, died, fails)
    region["_graft"].add(
        len(rows),
        person=transplant["recipient"][rows],
        since=transplant["performed_on"][rows],
        until=until,
        facility=transplant["facility"][rows],
        kidney=either(transplant["organ_kind"][rows] == "kidney", 1, 0),
    )
    away = np.flatnonzero(np.isin(entry["_fate"], ["transplanted_abroad", "family_abroad"]))
    since = entry["_leaves_on"][away] + days(rng, 0, 60, len(away))
    region["_graft"].add(
        len(away),
        person=entry["person"][away],
        since=since,
        until=since + waits(rng, 18 * 365, len(away)),
        facility=entry["facility"][away],
        kidney=1,
    )


def _visits_of_recipients(region: Region) -> None:
    """At 3, 6 and 12 months and then yearly, while the graft works and the patient comes."""
    rng = region.rng("aftercare", "recipients")
    graft = region["_graft"]
    for months in (3, 6, *range(12, 132, 12)):
        due = (
            np.maximum(graft["since"], BEGINS - 200)
            + np.timedelta64(round(months * 30.44), "D")
            + days(rng, -20, 40, graft.n)
        )
        rows = np.flatnonzero(
            (due >= BEGINS)
            & (due <= ENDS)
            & (due < graft["until"])
            & some(rng, graft.n, region.rates.number("recipient_follow_up"))
        )
        region["follow_up"].add(
            len(rows),
            person=graft["person"][rows],
            role="recipient",
            facility=graft["facility"][rows],
            visited_on=due[rows],
            vital_status="alive",
            graft_status="functioning",
            creatinine=np.clip(rng.normal(128, 38, len(rows)), 55, 480).round(),
        )


def _visits_of_donors(region: Region) -> None:
    rng = region.rng("aftercare", "donors")
    transplant = region["transplant"]
    living = np.flatnonzero((transplant["assessment"] != NOBODY) & (transplant["performed_on"] >= BEGINS))
    for months, share in region.rates.values("donor_follow_up").items():
        due = (
            transplant["performed_on"][living]
            + np.timedelta64(round(int(months) * 30.44), "D")
            + days(rng, -45, 45, len(living))
        )
        kept = np.flatnonzero((due <= ENDS) & some(rng, len(living), share))
        rows = living[kept]
        region["follow_up"].add(
            len(rows),
            person=transplant["donor"][rows],
            role="living_donor",
            facility=transplant["facility"][rows],
            visited_on=due[kept],
            vital_status="alive",
            creatinine=np.clip(rng.normal(98, 15, len(rows)), 60, 190).round(),
        )


def _autoimmune(region: Region) -> None:
    """People who take the same medicines for another illness; for a few nobody coded it."""
    rng = region.rng("aftercare", "autoimmune")
    n = region.sized(region.rates.number("autoimmune_on_both"))
    who = draw_people(region, rng, n, age=(18, 78))
    since = ENDS - days(rng, 90, 2600, n)
    coded = np.flatnonzero(~some(rng, n, region.dials["medicines.autoimmune_not_coded"]))
    region["diagnosis"].add(
        len(coded),
        person=who[coded],
        code=choose(
            rng, {"M32.1": 0.4, "N04.9": 0.2, "G70.0": 0.1, "L20.9": 0.1, "D61.9": 0.05, "K75.4": 0.15}, len(coded)
        ),
        diagnosed_on=since[coded] - days(rng, 20, 400, len(coded)),
    )
    region["_graft"].add(
        n,
        person=who,
        since=since,
        until=since + waits(rng, 900, n),
        facility=pick(rng, of_kind(region, "hospital"), n),
        kidney=0,
    )


def insured_from(region: Region) -> np.datetime64:
    """The first day of what the insurer still keeps."""
    first: np.datetime64 = ENDS - np.timedelta64(round(365.25 * float(region.dials["insurer.keeps_years"])), "D")
    return first


def _sessions(region: Region) -> None:
    """Three sessions a week of every listed patient in a unit, until graft, death, recovery or another treatment."""
    rng = region.rng("aftercare", "sessions")
    entry = region["waiting_list_entry"]
    rows = np.flatnonzero(~np.isnat(entry["dialysis_started_on"]) & (entry["organ"] == "kidney"))
    rows = rows[~some(rng, len(rows), region.rates.number("peritoneal"))]
    begin = np.maximum(entry["dialysis_started_on"][rows], insured_from(region))
    end = np.minimum(either(np.isnat(entry["_off_dialysis_on"][rows]), ENDS, entry["_off_dialysis_on"][rows]), ENDS)
    died = entry["_died_on"][rows]
    end = either(died < end, died, end)
    # who left and is neither grafted nor gone may go on for years: dialysis goes on with them
    weeks = np.maximum((end - begin).astype(np.int64) // 7, 0)
    unit = _units_of(region, region["person"]["_town"][entry["person"][rows]])
    home = some(rng, len(rows), region.rates.number("home_haemodialysis"))
    _three_a_week(region, rng, entry["person"][rows], unit, home, begin, weeks)


def _units_of(region: Region, town: Array) -> Array:
    units = of_kind(region, "dialysis_unit")
    return at(units, (town * 7) % len(units))


def _three_a_week(
    region: Region, rng: np.random.Generator, person: Array, unit: Array, home: Array, begin: Array, weeks: Array
) -> None:
    each = np.repeat(np.arange(len(person)), weeks * 3)
    first = np.concatenate([[0], np.cumsum(weeks * 3)[:-1]])
    step = np.arange(len(each)) - np.repeat(first, weeks * 3)
    on = begin[each] + (step // 3 * 7 + step % 3 * 2).astype("timedelta64[D]")
    kept = ~some(rng, len(each), 0.03) & ~_on_holiday(region, rng, begin, weeks, each, on)
    each, on = each[kept], on[kept]
    region["dialysis_session"].add(
        len(each), person=person[each], facility=unit[each], held_on=on, at_home=yes_no(home)[each]
    )


def _on_holiday(region: Region, rng: np.random.Generator, begin: Array, weeks: Array, each: Array, on: Array) -> Array:
    """Some patients spend weeks elsewhere and are dialysed there: nobody here pays for those sessions."""
    n = len(begin)
    goes = some(rng, n, region.dials["dialysis.long_holiday"])
    start = begin + (rng.random(n) * np.maximum(weeks * 7 - 60, 0)).astype(np.int64).astype("timedelta64[D]")
    stop = start + days(rng, 14, 56, n)
    away: Array = goes[each] & (on >= start[each]) & (on < stop[each])
    return away


def _dispensings(region: Region) -> None:
    """Two medicines a month for every graft, and for those who take them for another illness."""
    rng = region.rng("aftercare", "dispensings")
    graft = region["_graft"]
    begin = np.maximum(graft["since"] + 5, insured_from(region))
    end = np.minimum(graft["until"], ENDS)
    months = np.maximum((end - begin).astype(np.int64) // 30, 0)
    each = np.repeat(np.arange(graft.n), months)
    first = np.concatenate([[0], np.cumsum(months)[:-1]])
    step = np.arange(len(each)) - np.repeat(first, months)
    on = begin[each] + (step * 30).astype("timedelta64[D]") + days(rng, -3, 4, len(each))
    pharmacies = of_kind(region, "pharmacy")
    shop = pharmacies[(region["person"]["_town"][graft["person"]] * 11) % len(pharmacies)]
    second = either(some(rng, graft.n, 0.85), MYCOPHENOLATE, AZATHIOPRINE)
    for medicine in (np.full(graft.n, TACROLIMUS, dtype=object), second.astype(object)):
        kept = np.flatnonzero(some(rng, len(each), 0.96) & (on <= ENDS))
        region["dispensing"].add(
            len(kept),
            person=graft["person"][each[kept]],
            facility=shop[each[kept]],
            medicine=medicine[each[kept]],
            dispensed_on=on[kept],
            days_supplied=30.0,
        )
