"""Keep, of rows that share something, those of the window in which most members share it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators.windows import comings_and_goings, swept


def in_fullest_window(
    rows: ir.Table, *, key: str, member: str, on: str, months: int, at_least: int, name: str
) -> ir.Table:
    """The rows that lie in their key's fullest window, with `name`: how many different members it holds.

    Keys whose fullest window holds fewer than `at_least` members are left out; of equally full windows the last counts.
    """
    keeps = ibis.interval(months=months)
    many = rows.select(key, member).distinct().group_by(key).agg(n_ever=ibis._.count())
    rows = rows.semi_join(many.filter(many.n_ever >= at_least), key)
    window = swept([comings_and_goings(rows, key=key, member=member, on=on, keeps=keeps, name=name)], key=key, on=on)
    window = window.rename(ends_on=on).filter(lambda each: each[name] >= at_least)
    order = ibis.row_number().over(group_by=window[key], order_by=[ibis.desc(window[name]), ibis.desc(window.ends_on)])
    best = window.mutate(order=order)
    best = best.filter(best.order == 0).drop("order")
    inside = rows.join(best, key)
    return inside.filter(inside[on].between((inside.ends_on - keeps).cast("date"), inside.ends_on)).drop("ends_on")
