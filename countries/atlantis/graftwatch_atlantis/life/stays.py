"""Stays in hospital, and notes that clinicians wrote: mostly about health, now and then about money."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.draw import choose, days, either, pick, some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.places import centres
from graftwatch_atlantis.life.words import one_each
from graftwatch_atlantis.state import BEGINS, ENDS, Region

NEVER = np.datetime64("NaT")


def draw_stays(region: Region) -> None:
    """Stays around transplants and gifts, other stays of patients on the list, then notes of visits."""
    _around_transplants(region)
    _of_patients(region)
    _notes(region)


def _stay(region: Region, who: Array, on: Array, nights: Array, after: Array, **values: object) -> None:
    out = on + nights.astype("timedelta64[D]")
    kept = np.flatnonzero(on <= ENDS)
    region["hospital_stay"].add(
        len(kept),
        person=who[kept],
        admitted_on=on[kept],
        discharged_on=either(out <= ENDS, out, NEVER)[kept],
        follow_up_planned_on=either(out <= ENDS, out + after, NEVER)[kept],
        **{name: each[kept] if isinstance(each, np.ndarray) else each for name, each in values.items()},
    )


def _around_transplants(region: Region) -> None:
    """Recipients one to three weeks; donors some days, fewer where keyhole surgery is good."""
    rng = region.rng("stays", "transplants")
    transplant = region["transplant"]
    rows = np.flatnonzero((transplant["performed_on"] >= BEGINS) & (transplant["facility"] != NOBODY))
    on, where, n = transplant["performed_on"][rows], transplant["facility"][rows], len(rows)
    nights = np.clip(rng.lognormal(np.log(10), 0.4, n), 4, 70).astype(np.int64)
    file = transplant["assessment"][rows]
    _stay(
        region,
        transplant["recipient"][rows],
        on - days(rng, 0, 1, n),
        nights,
        days(rng, 4, 20, n),
        facility=where,
        assessment=file,
        role="recipient",
    )
    mine = np.flatnonzero(file != NOBODY)
    early = some(rng, region["facility"].n, region.dials["stays.centres_that_send_home_early"])[where[mine]]
    short = either(early, 2, 3) + rng.poisson(either(early, 0.7, 1.6), len(mine)) + 1
    visit = either(some(rng, len(mine), 0.93), days(rng, 7, 50, len(mine)), np.timedelta64("NaT"))
    _stay(
        region,
        transplant["donor"][rows[mine]],
        on[mine] - 1,
        short,
        visit,
        facility=where[mine],
        assessment=file[mine],
        role="living_donor",
    )


def _of_patients(region: Region) -> None:
    rng = region.rng("stays", "patients")
    entry = region["waiting_list_entry"]
    n = region.sized(region.rates.number("other_stays"), least=20)
    rows = rng.integers(0, entry.n, n)
    last = either(np.isnat(entry["_leaves_on"][rows]), ENDS, entry["_leaves_on"][rows])
    first = np.maximum(entry["listed_on"][rows], BEGINS)
    on = first + (rng.random(n) * np.maximum((last - first).astype(np.int64), 1)).astype("timedelta64[D]")
    where = either(some(rng, n, 0.6), entry["facility"][rows], pick(rng, centres(region), n))
    _stay(
        region,
        entry["person"][rows],
        on,
        rng.poisson(4, n) + 1,
        days(rng, 10, 90, n),
        facility=where,
        assessment=NOBODY,
    )


def _notes(region: Region) -> None:
    """A sample of visits has a note; in few of them somebody speaks of money, and means a taxi or a bill."""
    rng = region.rng("stays", "notes")
    visit, stay = region["follow_up"], region["hospital_stay"]
    seen = np.flatnonzero(some(rng, visit.n, region.rates.number("visits_with_a_note")))
    lain = np.flatnonzero(
        some(rng, stay.n, region.rates.number("stays_with_a_note")) & ~np.isnat(stay["discharged_on"])
    )
    n = len(seen) + len(lain)
    language = choose(rng, region.rates.shares("languages_of_notes"), n)
    money = some(rng, n, region.dials["notes.speak_of_money"])
    words = one_each(rng, "note", language)
    blank = either(language == "zh", "", " ")
    more = one_each(region.rng("stays", "more notes"), "note", language)
    words = either(some(rng, n, 0.5) & (more != words), words + blank + more, words)
    words = either(money, words + blank + one_each(rng, "note_of_money", language), words)
    read = some(rng, n, either(money, 0.35, 0.08))
    misread = money & some(rng, n, region.dials["notes.read_as_payment"])
    region["clinical_note"].add(
        n,
        person=np.concatenate([visit["person"][seen], stay["person"][lain]]),
        facility=np.concatenate([visit["facility"][seen], stay["facility"][lain]]),
        noted_on=np.concatenate([visit["visited_on"][seen], stay["discharged_on"][lain]]),
        language=language,
        words=words,
        payment_read=either(read, either(misread, "yes", "no"), None),
    )
