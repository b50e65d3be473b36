"""LD-04: asked the same questions alone, donor and recipient answer differently far more often than pairs here do."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import scipy

from graftwatch.indicators import Range, count, indicator, share
from graftwatch.law import cite

WEIGHT = 10.0
"""How many answers of other pairs `usual_share` counts for: while few interviews are known, nothing is unusual."""


def more_than_usual(
    rows: pa.Table,
    *,
    min_items: float,
    min_mismatch: float,
    max_chance: float,
    usual_share: float,
    least_spread: float,
) -> pa.Table:
    """The disagreeing answers of files in which so many would hardly disagree by chance, with the numbers.

    One row is one answer to one item that both sides answered. What is usual for an item is its share of disagreement
    in all other files, drawn towards `usual_share`; an item that everybody mixes up says little. One interview's
    mistakes come together (a bad interpreter, an illness), so the chance is the upper tail of a beta-binomial, whose
    spread is that of this State's other files, and at least `least_spread`.
    """
    file, item = _codes(rows, "living_donor_assessment"), _codes(rows, "item")
    differs = rows["n_differs"].to_numpy(zero_copy_only=False).astype(float)
    # each item of a file stands in two rows, one of either side
    n = np.bincount(file) / 2
    k = np.bincount(file, differs) / 2
    expected = np.bincount(file, _usual(file, item, differs, usual_share)) / np.maximum(2 * n, 1)
    chance = _chance(n, k, expected, least_spread)
    asked = (n >= min_items) & (k >= min_mismatch * n) & (k > 0) & (chance <= max_chance)
    found = {"size": k, "n_items": n, "n_differ": k, "share_usual": expected, "share_p": chance}
    for name, value in found.items():
        place = rows.column_names.index(name) if name in rows.column_names else rows.num_columns
        drop = rows.remove_column(place) if name in rows.column_names else rows
        rows = drop.add_column(place, name, pa.array(value[file], pa.float64()))
    keep = asked[file] & (differs > 0)
    return rows.filter(pa.array(keep, pa.bool_())).drop_columns(["item", "n_differs"])


def _codes(rows: pa.Table, name: str) -> np.ndarray:
    return np.unique(np.asarray(rows[name].to_pylist(), dtype=str), return_inverse=True)[1]


def _usual(file: np.ndarray, item: np.ndarray, differs: np.ndarray, usual_share: float) -> np.ndarray:
    """For each row the share of other files in which its item is answered differently."""
    n, k = np.bincount(item)[item] / 2 - 1, np.bincount(item, differs)[item] / 2 - differs
    return np.asarray((k + WEIGHT * usual_share) / (n + WEIGHT))


def _chance(n: np.ndarray, k: np.ndarray, expected: np.ndarray, least_spread: float) -> np.ndarray:
    """For each file the chance of `k` or more differing answers of `n`, given what is usual among the others."""
    variance = expected * (1 - expected)
    above, possible = (k - n * expected) ** 2 - n * variance, n * (n - 1) * variance
    others = np.maximum(possible.sum() - possible, 1e-9)
    spread = np.clip((above.sum() - above) / others, least_spread, 0.9)
    alike = (1 - spread) / spread
    return np.asarray(scipy.stats.betabinom.sf(k - 1, n.astype(int), expected * alike, (1 - expected) * alike))


@indicator(
    code="LD-04",
    title="Separate interviews disagree",
    about="pair",
    family="falsity",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("maha2018", "reasons of the refusal"),
        cite("hta-ia", "separate interviews"),
        cite("ijt2022", "abstract"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "Illness, fear and tiredness: people on dialysis forget dates and names",
        "The interpreter of one side translated differently, or one side needed one and had none",
        "One family uses several names for one person, and two calendars for one day",
        "They keep a quarrel, an affair or a debt from each other, and so answer differently",
        "Cousins, in-laws and friends know less of each other's homes than brothers do",
    ],
    blind_to=[
        "Pairs who were coached together and answer alike; LD-05 asks about those",
        "Centres that interview donor and recipient together",
        "Which questions matter: each counts as much as another of the same usual disagreement",
        "Answers that are not written down in the coded form of the interview sheet",
    ],
    ask_first=[
        "A second interviewer with a professional interpreter: ask again, who had the idea and who pays first of all",
        "The interviewer: was either side ill, in a hurry or not alone that day?",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="accounts that differed were a stated ground in Maharashtra; coaching is described as well",
    ),
    p_ordinary=Range(
        0.005, 0.03, on="2026-11", basis="design",
        source="one in a hundred by chance alone; agreement between honest pairs has not been published",
    ),
    judge=more_than_usual,
    by_p_value=True,
    never_alone=True,
)  # fmt: skip
def interviews_disagree(
    interview_answer: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    min_items: int = count(10, basis="design", source="indicators LD-04", within=(8, 15)),
    min_mismatch: float = share(0.3, basis="design", source="indicators LD-04", within=(0.2, 0.5)),
    max_chance: float = share(
        0.01, basis="design", within=(0.001, 0.05), source="of a hundred honest pairs one is asked again"
    ),
    usual_share: float = share(
        0.1, basis="design", within=(0.05, 0.2), source="no published rate; counts until this State's own are many"
    ),
    least_spread: float = share(
        0.05, basis="design", within=(0.02, 0.15), source="answers of one interview go wrong together"
    ),
) -> ir.Table:
    """Do donor and recipient, each asked alone, answer the same questions differently far more often than others do?

    Of each side the last answer to each question counts, so that a repeated interview with a good interpreter mends
    the first; a question that one side was not asked, or did not answer, is not counted. The size is the number of
    questions with different answers.
    """
    said = interview_answer.filter(
        interview_answer.assessment.notnull(), interview_answer.answer.notnull(),
        interview_answer.item.notnull(), interview_answer.asked_of.isin(("donor", "recipient")),
    )  # fmt: skip
    order = ibis.row_number().over(
        group_by=[said.assessment, said.item, said.asked_of], order_by=[ibis.desc(said.asked_on), said.id]
    )
    last = said.mutate(order=order)
    last = last.filter(last.order == 0).select("assessment", "item", "asked_of", "answer", "id", "recorded_on")
    other = last.select("assessment", "item", other="answer", beside="asked_of", other_told="recorded_on")
    both = last.join(other, ["assessment", "item"])
    both = both.filter(both.asked_of != both.beside)
    file = living_donor_assessment.filter(
        living_donor_assessment.donor.notnull(), living_donor_assessment.recipient.notnull()
    ).select("donor", "recipient", file="id")
    both = both.join(file, [("assessment", "file")])
    return both.select(
        "item",
        subject=both.donor + ":" + both.recipient,
        known_on=ibis.greatest(both.recorded_on, both.other_told),
        size=ibis.null("float64"),
        n_differs=(both.answer != both.other).cast("int64"),
        interview_answer="id",
        living_donor_assessment="assessment",
    )
