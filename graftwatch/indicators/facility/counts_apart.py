"""FA-03: the theatre and the pharmacy of one facility counted more operations than the registry holds."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import scipy

from graftwatch.indicators import Range, count, days, indicator, share
from graftwatch.law import cite

COMPARED = {
    "nephrectomies": ("n_nephrectomies", ("n_registered_nephrectomies",)),
    "implants": ("n_implants", ("n_registered_implants",)),
    "anaesthesias": ("n_anaesthesias", ("n_registered_nephrectomies", "n_registered_implants")),
    "inductions": ("n_inductions", ("n_registered_transplants",)),
}
"""What was counted there, and the registry's numbers that should make up for it."""


def chance_of(rows: pa.Table, *, tol: float, **_parameters: float) -> pa.Table:
    """The rows with `share_p`: how often stray counts alone, `tol` of the registered, give a surplus as large.

    A Poisson tail per comparison, at least one stray count expected, the least of the four times four.
    """
    tails = []
    for name in COMPARED:
        over = np.nan_to_num(rows[f"n_extra_{name}"].to_numpy(zero_copy_only=False).astype(float), nan=0.0)
        held = np.nan_to_num(rows[f"n_registered_for_{name}"].to_numpy(zero_copy_only=False).astype(float), nan=0.0)
        tails.append(np.where(over > 0, scipy.stats.poisson.sf(over - 1, np.maximum(tol * held, 1.0)), 1.0))
    least = np.minimum(1.0, len(COMPARED) * np.min(tails, axis=0))
    at = rows.column_names.index("share_p")
    return rows.set_column(at, "share_p", pa.array(least, pa.float64()))


@indicator(
    code="FA-03",
    title="Theatre and pharmacy counted more than the registry holds",
    about="facility",
    family="falsity",
    strength="strong",
    phase="after surgery",
    holders=["hospital", "transplant authority"],
    cites=[
        cite("osce-2020", "session 2, discussion, registry audit"),
        cite("ccpcj-25-1", "para 3(b)"),
        cite("who-gp", "principle 10"),
        cite("fcn", "opening sections, actors"),
    ],
    benign=[
        "Operations coded twice, cancelled after the anaesthetic, or opened and closed again",
        "Nephrectomies for disease, or kidneys sent to another centre, counted as donor nephrectomies",
        "Induction medicines wasted, given for rejection, or for organs that the registry files elsewhere",
        "Registry entries that are late, lost in a change of software, or filed under another centre",
    ],
    blind_to=[
        "Facilities that hand in no counts, or whose theatre list is kept by those who operate off the books",
        "Operations in a clinic or a flat without a theatre list",
        "One or two operations a year",
    ],
    ask_first=[
        "The registry: are entries of this centre late or filed elsewhere, and did its software change?",
        "The inspectorate: theatre log, anaesthesia charts and pharmacy book of the months shown, kept as they are",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="off-book operations still use theatre, anaesthesia and medicines; many rings operate on the books",
    ),
    p_ordinary=Range(
        0.02, 0.15, on="2026-11", basis="design", source="counting errors between offices; no published rate"
    ),
    judge=chance_of,
    by_p_value=True,
    without={"pharmacy_count": "the pharmacy's counts", "organ": "kidneys recovered at one centre for another"},
)  # fmt: skip
def counts_apart(
    centre_month: ir.Table,
    *,
    tol: float = share(0.05, basis="design", source="indicators FA-03"),
    abs_n: int = count(2, basis="design", source="indicators FA-03; both limits must be passed"),
    grace_days: int = days(90, basis="design", source="registry entries that arrive late"),
    today: dt.date,
) -> ir.Table:
    """Did theatre, anaesthesia or pharmacy of one facility count more operations in a year than the registry holds?

    Only months that both sides counted are compared. The worst year is shown, by its months with a surplus; a surplus
    in the registry is no finding but stands in the reconciliation list.
    """
    closed = (ibis.literal(today) - ibis.interval(days=grace_days)).cast("date")
    month = centre_month.filter((centre_month.month + ibis.interval(months=1)).cast("date") <= closed)
    month = month.mutate(year=month.month.year())
    year = month.group_by("facility", "year").agg(**_sums(month))
    passes = {name: _passes(year, name, tol, abs_n) for name in COMPARED}
    extra = ibis.greatest(
        *(passes[name].ifelse(year[f"n_extra_{name}"], ibis.literal(0, "int64")) for name in COMPARED)
    )
    year = year.mutate(n_extra=extra)
    year = year.filter(year.n_extra > 0)
    order = ibis.row_number().over(group_by=year.facility, order_by=[ibis.desc(year.n_extra), ibis.desc(year.year)])
    worst = year.mutate(order=order)
    worst = worst.filter(worst.order == 0).drop("order")
    rows = month.filter(_apart(month)).select("facility", "year", "theatre_count", "pharmacy_count", "recorded_on")
    rows = rows.join(worst, ["facility", "year"])
    return rows.select(
        *("theatre_count", "pharmacy_count"),
        *(f"n_extra_{name}" for name in COMPARED),
        *(f"n_registered_for_{name}" for name in COMPARED),
        subject="facility",
        known_on="recorded_on",
        size=rows.n_extra.cast("float64"),
        share_p=ibis.null("float64"),
    )


def _sums(month: ir.Table) -> dict[str, Any]:
    """Per comparison the surplus and the registered number, over the months that were counted on both sides."""
    sums: dict[str, Any] = {}
    for name, (counted, registered) in COMPARED.items():
        there = month[counted].notnull()
        held = _held(month, registered)
        sums[f"n_registered_for_{name}"] = held.sum(where=there).fill_null(0).cast("int64")
        sums[f"n_extra_{name}"] = (month[counted] - held).sum(where=there).fill_null(0).cast("int64")
    return sums


def _held(month: ir.Table, registered: tuple[str, ...]) -> Any:
    return month[registered[0]] if len(registered) == 1 else month[registered[0]] + month[registered[1]]


def _apart(month: ir.Table) -> Any:
    """The months in which any count is above the registry's: what a reader should open first."""
    above = [month[counted] > _held(month, registered) for counted, registered in COMPARED.values()]
    return functools.reduce(operator.or_, (each.fill_null(False) for each in above))


def _passes(year: ir.Table, name: str, tol: float, abs_n: int) -> ir.BooleanValue:
    extra = year[f"n_extra_{name}"]
    return (extra > abs_n) & (extra.cast("float64") > tol * year[f"n_registered_for_{name}"].cast("float64"))
