"""FA-02: transplants of a facility double in a year, or it does most of the country's, without the room for it."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.against_others import told
from graftwatch.indicators.exact import benjamini_hochberg, binomial_upper
from graftwatch.law import cite

ROOM = ("n_beds", "n_beds_before", "n_surgeons", "n_surgeons_before")
NUMBERS = ("size", "n_done", "n_year_before", "share_of_country", "share_of_room", "share_p")


def more_than_room(
    rows: pa.Table, *, min_growth: float, min_share: float, alpha: float, min_n: float, **_parameters: float
) -> pa.Table:
    """The last year's transplants of facilities that grew, or dominate, by more than beds and surgeons account for.

    Growth: a binomial tail of this year among both years, with the room of each as its share. Dominance: a binomial
    tail with twice the share of beds. The lesser of the two, twice; over all facilities `alpha` false alarms.
    """
    columns = {name: rows[name].to_pylist() for name in ("subject", "n_years_ago", *ROOM)}
    counts: dict[str, list[int]] = {}
    room: dict[str, tuple[float, ...]] = {}
    for subject, ago, *of_room in zip(*columns.values(), strict=True):
        counts.setdefault(subject, [0, 0])[int(ago)] += 1
        room[subject] = tuple(each or np.nan for each in of_room)
    every, beds = sum(each[0] for each in counts.values()), float(np.nansum([each[0] for each in room.values()]))
    chances, found = {}, {}
    for subject, (now, then) in sorted(counts.items()):
        if now < min_n:
            continue
        chance, times = _growth(now, then, room[subject], min_growth)
        chance_of_share, share_of_room = _dominance(now, every, room[subject][0], beds, min_share, len(counts))
        chances[subject] = min(1.0, 2 * min(chance, chance_of_share))
        numbers = (times, now, then, now / every, share_of_room, chances[subject])
        found[subject] = dict(zip(NUMBERS, map(float, numbers), strict=True))
    false = dict(zip(chances, benjamini_hochberg(list(chances.values())), strict=True))
    asked = {subject: each for subject, each in found.items() if false[subject] <= alpha}
    both = zip(columns["subject"], columns["n_years_ago"], strict=True)
    kept = told(rows, [subject in asked and not ago for subject, ago in both], asked)
    return kept.drop_columns(["n_years_ago", *ROOM])


def _growth(now: int, then: int, room: tuple[float, ...], min_growth: float) -> tuple[float, float]:
    """The chance of so much more than last year, room allowed for, and how many times as much it is."""
    grown = max([1.0, *(here / before for here, before in (room[:2], room[2:]) if here > 0 and before > 0)])
    times = now / max(then, 1)
    if times < min_growth * grown:
        return 1.0, times
    return binomial_upper(now, now + then, grown / (1 + grown)), times


def _dominance(
    now: int, every: int, here: float, beds: float, min_share: float, facilities: int
) -> tuple[float, float]:
    """The chance of so large a share of the country's transplants with twice the share of its beds, and that share."""
    if not here > 0 or facilities < 2:
        return 1.0, float("nan")
    of_beds = here / beds
    if now / every < min_share or of_beds * 2 >= now / every:
        return 1.0, of_beds
    return binomial_upper(now, every, 2 * of_beds), of_beds


@indicator(
    code="FA-02",
    title="More transplants than there is room for",
    about="facility",
    family="aggregate",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority", "licensing authority"],
    cites=[
        cite("kenya2025", "press reports of the inquiry"),
        cite("osce-2020", "session 2, discussion, registry audit"),
        cite("ccpcj-25-1", "para 3(b)"),
    ],
    benign=[
        "A new building, a new team or a backlog, before the year's capacity was written down anew",
        "Another centre closed, and its patients came here",
        "A programme that began again after a pause",
        "A centre that sends its patients home early and so needs fewer beds",
    ],
    blind_to=[
        "Operations that are not registered: FA-03 asks about those",
        "Facilities that grow slowly, or whose capacity nobody wrote down",
        "New programmes: they are left out",
    ],
    ask_first=[
        "The centre: who operated, with which staff and beds, and who referred the additional patients?",
        "The inspectorate: theatre log and rota of three months drawn by lot",
    ],
    p_ring=Range(
        0.1, 0.35, on="2026-11", basis="design",
        source="one hospital had some 81 % of donors in reviewed files of one country; many rings stay small",
    ),
    p_ordinary=Range(0.01, 0.08, on="2026-11", basis="design", source="alpha by chance; centres open, close and grow"),
    judge=more_than_room,
    never_alone=True,
    by_p_value=True,
    without={
        "facility_capacity": "growth that beds and surgeons account for, and dominance",
        "facility": "programmes that opened only lately",
    },
    may_be_empty=["facility.programme_opened_on", "facility_capacity.n_beds", "facility_capacity.n_surgeons"],
)  # fmt: skip
def grown_without_room(
    transplant: ir.Table,
    facility_capacity: ir.Table | None = None,
    facility: ir.Table | None = None,
    *,
    min_growth: float = share(2.0, basis="design", source="indicators FA-02", within=(1.5, 3.0)),
    min_share: float = share(
        0.5,
        basis="design",
        source="indicators FA-02; 81 % of the donors in files reviewed in one country",
        within=(0.4, 0.7),
    ),
    alpha: float = share(0.01, basis="design", source="as HO-02; share of false alarms", within=(0.001, 0.05)),
    min_n: int = count(12, basis="design", source="one a month; fewer double by chance", within=(8, 30)),
    new_months: int = months(
        36, basis="design", source="a programme that opened this lately grows by nature", within=(24, 60)
    ),
    today: dt.date,
) -> ir.Table:
    """Did a facility's transplants double within a year, or does it do most of the country's, without beds and surgeons
    to match?

    The last twelve months are compared with the twelve before. Room is beds or surgeons, whichever grew more, of the
    latest year on file by then. New programmes are left out. Size: how many times as many as in the year before.
    """
    last, before = (_day(today, -12 * years) for years in (1, 2))
    done = transplant.filter(
        transplant.facility.notnull(),
        transplant.performed_on > before,
        transplant.performed_on <= ibis.literal(today),
    )
    done = done.select(
        "facility", "recorded_on", transplant="id", n_years_ago=(done.performed_on > last).ifelse(0.0, 1.0)
    )
    if facility is not None:
        young = facility.filter(facility.programme_opened_on > _day(today, -new_months)).select(key="id")
        done = done.anti_join(young, [("facility", "key")])
    if facility_capacity is None:
        done = done.mutate(**{name: ibis.null("float64") for name in ROOM})
    else:
        for name in ROOM:
            until = last if name.endswith("_before") else ibis.literal(today)
            done = _with_room(done, facility_capacity, name, until)
    return done.select(
        "transplant", "n_years_ago", *ROOM,
        subject="facility", known_on="recorded_on", **{name: ibis.null("float64") for name in NUMBERS},
    )  # fmt: skip


def _day(today: dt.date, months: int) -> ir.DateValue:
    return (ibis.literal(today) - ibis.interval(months=-months)).cast("date")


def _with_room(done: ir.Table, capacity: ir.Table, name: str, until: ir.DateValue) -> ir.Table:
    """With beds or surgeons as they stand for the latest year that began by then and for which they are known."""
    column = name.removesuffix("_before")
    known = capacity.filter(capacity.year_began_on <= until, capacity[column].notnull())
    order = ibis.row_number().over(
        group_by=known.facility, order_by=[ibis.desc(known.year_began_on), ibis.desc(known.id)]
    )
    latest = known.mutate(order=order)
    latest = latest.filter(latest.order == 0)
    room = latest.select(latest[column].cast("float64").name(name), key="facility")
    return done.left_join(room, [("facility", "key")]).drop("key")
