"""What theatre, pharmacy and registry counted at one facility in one month, side by side."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

KIDNEYS = ("kidney", "kidney_pancreas")


@view(
    may_be_empty=[
        "theatre_count.n_nephrectomies",
        "theatre_count.n_anaesthesias",
        "pharmacy_count.n_inductions",
        "transplant.organ",
        "organ.facility",
    ]
)
def centre_month(
    theatre_count: ir.Table,
    transplant: ir.Table,
    pharmacy_count: ir.Table | None = None,
    organ: ir.Table | None = None,
) -> ir.Table:
    """One row is one facility and month for which theatre or pharmacy handed in a count; the registry stands beside it.

    Columns: facility, month, theatre_count and pharmacy_count (row keys), n_nephrectomies, n_implants, n_anaesthesias,
    n_inductions as counted there, n_registered_nephrectomies, n_registered_implants (kidneys), n_registered_transplants
    (all organs), recorded_on. The registry's numbers are zero, never missing: what it does not hold, it does not count.
    """
    theatre = _latest(theatre_count, "theatre_count", "n_nephrectomies", "n_implants", "n_anaesthesias")
    if pharmacy_count is None:
        counted = theatre.mutate(pharmacy_count=ibis.null("string"), n_inductions=ibis.null("int64"))
    else:
        pharmacy = _latest(pharmacy_count, "pharmacy_count", "n_inductions")
        spine = ibis.union(theatre.select("facility", "month"), pharmacy.select("facility", "month"), distinct=True)
        counted = spine.left_join(theatre, ["facility", "month"]).drop("facility_right", "month_right")
        counted = counted.left_join(pharmacy.rename(told_too="told_on"), ["facility", "month"])
        told = ibis.greatest(
            ibis.coalesce(counted.told_on, counted.told_too), ibis.coalesce(counted.told_too, counted.told_on)
        )
        counted = counted.mutate(told_on=told).drop("told_too", "facility_right", "month_right")
    both = counted.left_join(_registered(transplant, organ), ["facility", "month"])
    registered = ("n_registered_nephrectomies", "n_registered_implants", "n_registered_transplants")
    return both.select(
        *("facility", "month", "theatre_count", "pharmacy_count"),
        *("n_nephrectomies", "n_implants", "n_anaesthesias", "n_inductions"),
        *(both[name].fill_null(0).cast("int64").name(name) for name in registered),
        recorded_on="told_on",
    )


def _latest(table: ir.Table, key: str, *counts: str) -> ir.Table:
    """One row per facility and month: the one recorded last."""
    row = table.filter(table.facility.notnull(), table.month.notnull()).select(
        "facility", *counts, month=table.month.truncate("M").cast("date"), told_on=table.recorded_on, **{key: table.id}
    )
    order = ibis.row_number().over(group_by=[row.facility, row.month], order_by=[ibis.desc(row.told_on), row[key]])
    first = row.mutate(order=order)
    return first.filter(first.order == 0).drop("order")


def _registered(transplant: ir.Table, organ: ir.Table | None) -> ir.Table:
    """Registered operations by facility and month; a living donor's counts where the organ was recovered."""
    done = transplant.select("organ", "organ_kind", "donor_type", "facility", "performed_on")
    from_where = done.facility
    if organ is not None:
        recovered = organ.select(organ="id", recovered_at="facility")
        done = done.left_join(recovered, "organ").drop("organ_right")
        from_where = ibis.coalesce(done.recovered_at, done.facility)
    one, zero = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    month = done.performed_on.truncate("M").cast("date")
    kidney = done.organ_kind.isin(KIDNEYS)
    put_in = done.select(
        facility=done.facility, month=month, nephrectomy=zero, implant=kidney.ifelse(one, zero), transplant=one
    )
    taken = done.filter(kidney, done.donor_type == "living").select(
        facility=from_where, month=month, nephrectomy=one, implant=zero, transplant=zero
    )
    every = ibis.union(put_in, taken)
    every = every.filter(every.facility.notnull(), every.month.notnull())
    return every.group_by("facility", "month").agg(
        n_registered_nephrectomies=every.nephrectomy.sum().cast("int64"),
        n_registered_implants=every.implant.sum().cast("int64"),
        n_registered_transplants=every.transplant.sum().cast("int64"),
    )
