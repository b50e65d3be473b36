"""WL-06: at one centre organs of the dead often go past better placed people, or to travellers without an agreement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.exact import benjamini_hochberg, binomial_upper, fisher_greater
from graftwatch.law import cite

EXPLAINS = codes.OFFER_REASON.in_group("explains")
CAME_FOR_IT = "non_resident_for_transplant"
NUMBERS = ("size", "n_organs", "n_found", "share_elsewhere", "share_p")


def more_than_elsewhere(
    rows: pa.Table, *, alpha: float, min_n: float, max_share: float, **_parameters: float
) -> pa.Table:
    """The rows of centres with too many such organs, with the numbers; false alarms over all centres are held down.

    Out of sequence: Fisher's exact test against all other centres. Without an agreement: an exact binomial test against
    the share allowed. `share_p` is the chance corrected for the number of tests (Benjamini and Hochberg).
    """
    at = np.asarray(rows["subject"].to_pylist(), dtype=object)
    organ = np.asarray(rows["which"].to_pylist(), dtype=object)
    tests = []
    for one in sorted(set(at)):
        here = at == one
        of, others = len(set(organ[here])), len(set(organ[~here]))
        for name in ("is_skipping", "is_visiting"):
            mark = np.asarray(rows[name].to_pylist(), dtype=bool)
            found, elsewhere = len(set(organ[here & mark])), len(set(organ[~here & mark]))
            if name == "is_skipping":
                usual, chance = elsewhere / max(others, 1), fisher_greater(found, of, elsewhere, others)
            else:
                usual, chance = max_share, binomial_upper(found, of, max_share)
            tests.append((here & mark, found, of, usual, chance))
    return _kept(rows, tests, alpha, max(min_n, 1))


def _kept(rows: pa.Table, tests: list[tuple[Any, int, int, float, float]], alpha: float, min_n: float) -> pa.Table:
    """The rows inside a test that found enough, with its numbers; each test is (rows, found, of, usual, chance)."""
    keep = np.zeros(len(rows), dtype=bool)
    numbers = {name: np.full(len(rows), np.nan) for name in NUMBERS}
    corrected: Any = benjamini_hochberg([each[-1] for each in tests]) if tests else ()
    for (inside, found, of, usual, _), chance in zip(tests, corrected, strict=True):
        if found >= min_n and chance <= alpha:
            keep |= inside
            for name, value in zip(NUMBERS, (found / of - usual, of, found, usual, chance), strict=True):
                numbers[name][inside] = value
    for name, values in numbers.items():
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(values, pa.float64()))
    return rows.filter(pa.array(keep, pa.bool_()))


@indicator(
    code="WL-06",
    title="Organs of the dead given out of sequence",
    about="facility",
    family="process",
    strength="moderate",
    phase="any time",
    holders=["transplant authority"],
    never_alone=True,
    cites=[
        cite("sg-2020", "para 11"),
        cite("sg-2020", "para 55(j)"),
        cite("istanbul-2018", "definition, resident and non-resident"),
        cite("mem", "from memory: verify before relying; audit threshold for non-residents"),
    ],
    benign=[
        "An emergency, a child or a person who is hard to match went first, and nobody wrote that down",
        "A centre for rare blood groups or for children, to which the rules give another order",
        "An exchange between two countries whose agreement stands in another book",
        "An office that passes people over by telephone and writes reasons down only in some cases",
        "Refugees and workers who are entered as travellers although they make their life here",
    ],
    blind_to=[
        "A single organ that was sold at a centre that otherwise keeps the order",
        "Reasons that were invented, and people who were called ill for a day",
        "People who never stood in the match run",
        "A country in which all centres do the same",
    ],
    ask_first=[
        "The allocation office: which rule set the order of these organs, and who may depart from it?",
        "An independent audit of allocation, with organs drawn by lot from all centres",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design", source="rings of living donors never touch the list; few cases known"
    ),
    p_ordinary=Range(
        0.001, 0.05, on="2026-11", basis="design", source="one in a hundred by chance; customs differ by more"
    ),
    judge=more_than_elsewhere,
    by_p_value=True,
    may_be_empty=["organ_offer.reason", "organ_offer.agreement", "organ_offer.entry"],
    without={"waiting_list_entry": "whether a recipient came here for the transplant; only the order is asked about"},
)  # fmt: skip
def out_of_sequence(
    organ_offer: ir.Table,
    waiting_list_entry: ir.Table | None = None,
    *,
    alpha: float = share(0.01, basis="design", source="share of false alarms allowed", within=(0.001, 0.05)),
    min_n: int = count(3, basis="design", source="one or two organs are no custom", within=(3, 5)),
    max_share: float = share(
        0.05, basis="memory", source="older US-style audit threshold; a State's law decides", within=(0.01, 0.1)
    ),
    window_months: int = months(24, basis="design", source="enough organs at a middling centre", within=(12, 36)),
    today: dt.date,
) -> ir.Table:
    """Do organs of the dead go past better placed people more often at one centre than elsewhere, or more often than
    allowed to people who came for the transplant without an agreement?

    Past somebody: a person of better rank was passed over, and neither urgency nor another reason that explains it was
    written down. An organ is a number here; its donor is not read. The size is how far the share lies above the others'
    or above the share allowed.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    offer = organ_offer.filter(organ_offer.organ.notnull(), organ_offer.offered_on >= since)
    offer = offer.filter(offer.offered_on <= ibis.literal(today))
    given = _given(offer, waiting_list_entry)
    skipped = offer.filter(offer.response == "passed_over", offer.reason.isnull() | offer.reason.notin(EXPLAINS))
    skipped = skipped.select(which="organ", skipped_rank="rank", organ_offer="id", known_on="recorded_on")
    passed = skipped.join(given.select("which", "subject", "rank", "is_visiting"), "which")
    passed = passed.filter(passed.skipped_rank < passed.rank)
    past = passed.select("which").distinct().mutate(is_past=True)
    given = given.left_join(past, "which").drop("which_right")
    none = ibis.null("float64")
    blank = dict.fromkeys(NUMBERS, none)
    visiting = given.is_visiting
    return ibis.union(
        given.select(
            "subject", "which", "organ_offer", "known_on", **blank,
            is_visiting=visiting, is_skipping=given.is_past.fill_null(False),
        ),
        passed.select(
            "subject", "which", "organ_offer", "known_on", **blank,
            is_visiting=ibis.literal(False), is_skipping=ibis.literal(True),
        ),
    )  # fmt: skip


def _given(offer: ir.Table, waiting_list_entry: ir.Table | None) -> ir.Table:
    """Per organ the offer that was accepted; where several were, the one furthest down the list."""
    given = offer.filter(offer.response == "accepted", offer.facility.notnull())
    order = ibis.row_number().over(group_by=given.organ, order_by=[ibis.desc(given.rank), given.id])
    given = given.mutate(order=order)
    given = given.filter(given.order == 0).select(
        "rank", "agreement", "entry", which="organ", subject="facility", organ_offer="id", known_on="recorded_on"
    )
    if waiting_list_entry is None:
        return given.mutate(is_visiting=False)
    came = waiting_list_entry.filter(waiting_list_entry.residency_at_listing == CAME_FOR_IT).select(came="id")
    given = given.left_join(came, [("entry", "came")])
    return given.mutate(is_visiting=given.came.notnull() & given.agreement.isnull())
