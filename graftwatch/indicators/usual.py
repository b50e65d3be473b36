"""Keep files of centres that usually write a paper: elsewhere its absence says nothing."""

from __future__ import annotations

import ibis.expr.types as ir


def where_usual(file: ir.Table, *, written: str, at_least: int, usual_share: float) -> ir.Table:
    """The files of facilities that write such papers, opened since each began to.

    `file` has facility, opened_on and `written`, how many such papers each file holds. A facility counts where at
    least `at_least` of its files, and at least `usual_share` of those opened since the first of them, hold any.
    """
    has = file.filter(file[written] > 0)
    begun = has.group_by("facility").agg(since=has.opened_on.min())
    later = file.join(begun.rename(where="facility"), [("facility", "where")])
    later = later.filter(later.opened_on >= later.since).drop("since", "where")
    n_with = (later[written] > 0).ifelse(1, 0).sum().cast("float64")
    usual = later.group_by(where=later.facility).agg(n_with=n_with, n_files=later.count().cast("float64"))
    usual = usual.filter(usual.n_with >= at_least, usual.n_with >= usual.n_files * usual_share)
    return later.semi_join(usual, [("facility", "where")])
