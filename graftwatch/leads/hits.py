"""When a lead shows a ring: it rests on a row of the ring's decisive link, and half of those it names belong to it."""

from __future__ import annotations

from graftwatch.leads.rows import Key


def shows(
    rows: frozenset[Key],
    named: frozenset[str],
    *,
    decisive: frozenset[Key],
    people: frozenset[str],
    members: frozenset[Key],
    least_share: float = 0.5,
) -> bool:
    """Whether a lead that rests on `rows` and names `named` shows the ring of these `people` for the right reason.

    A lead that names nobody (a centre's counts) is held to its rows: the share of them among the ring's `members`.
    """
    if not rows & decisive:
        return False
    if named:
        return len(named & people) >= least_share * len(named)
    return len(rows & members) >= least_share * len(rows)
