"""Exact counts in a window that ends on any day, in one sweep: cost grows with the events, not with their pairs."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir


def comings_and_goings(
    events: ir.Table, *, key: str | Sequence[str], member: str, on: str, keeps: ir.IntervalScalar, name: str
) -> ir.Table:
    """Steps (`key`, `on`, `name`) whose running sum is the number of different members in [day - keeps, day].

    A member stays until the window leaves its last event, or until its next event takes over; so each is counted once.
    """
    keys = _listed(key)
    seen = events.filter(*(events[name].notnull() for name in (*keys, member, on)))
    seen = seen.select(*keys, member, on).distinct()
    following = seen[on].lead().over(group_by=[seen[name] for name in (*keys, member)], order_by=seen[on])
    spans = seen.select(*keys, on, following=following, expires=_after(seen[on], keeps))
    leaves = ibis.least(spans.expires, ibis.coalesce(spans.following, spans.expires))
    # each row twice, by unnesting: a union would have an engine compute the events behind it twice
    steps = spans.select(*keys, on, leaves=leaves, step=ibis.literal([1, -1], type="array<int64>").unnest())
    day = (steps.step > 0).ifelse(steps[on], steps.leaves)
    return steps.select(*keys, day.name(on), steps.step.name(name))


def amounts_in_and_out(
    events: ir.Table, *, key: str | Sequence[str], on: str, keeps: ir.IntervalScalar, amount: str
) -> ir.Table:
    """Steps (`key`, `on`, `amount`) whose running sum is the total of `amount` over [day - keeps, day]."""
    keys = _listed(key)
    daily = events.filter(*(events[name].notnull() for name in (*keys, on)))
    daily = daily.group_by(*keys, on).agg(daily[amount].sum().cast("int64").name(amount))
    steps = daily.select(*keys, on, amount, step=ibis.literal([1, -1], type="array<int64>").unnest())
    day = (steps.step > 0).ifelse(steps[on], _after(steps[on], keeps))
    return steps.select(*keys, day.name(on), (steps[amount] * steps.step).name(amount))


def swept(steps: Sequence[ir.Table], *, key: str, on: str) -> ir.Table:
    """Per `key` and day on which anything changed, the running sum of every measure among the `steps`."""
    measures = list(dict.fromkeys(name for step in steps for name in step.columns if name not in (key, on)))
    zero = ibis.literal(0, "int64")
    wide = [
        step.select(key, on, *[(step[name] if name in step.columns else zero).name(name) for name in measures])
        for step in steps
    ]
    every = ibis.union(*wide) if len(wide) > 1 else wide[0]
    daily = every.group_by(key, on).agg(*[every[name].sum().cast("int64").name(name) for name in measures])
    so_far = ibis.cumulative_window(group_by=daily[key], order_by=daily[on])
    return daily.select(key, on, *[daily[name].sum().over(so_far).cast("int64").name(name) for name in measures])


def next_end(events: ir.Table, windows: ir.Table, *, key: str, on: str, ends_on: str) -> ir.Table:
    """The events with `ends_on`, the first end on or after them among the `windows` of their key; without one, none."""
    nothing = ibis.null("date")
    marks = ibis.union(
        events.mutate(**{ends_on: nothing, "is_event": ibis.literal(1, "int8")}),
        windows.select(
            **{
                name: windows[key]
                if name == key
                else windows[ends_on]
                if name == on
                else ibis.null(events[name].type())
                for name in events.columns
            },
            **{ends_on: windows[ends_on], "is_event": ibis.literal(0, "int8")},
        ),
    )
    backwards = ibis.cumulative_window(group_by=marks[key], order_by=[ibis.desc(marks[on]), marks.is_event])
    told = marks.mutate(**{ends_on: marks[ends_on].min().over(backwards)})
    return told.filter(told.is_event == 1, told[ends_on].notnull()).drop("is_event")


def _listed(key: str | Sequence[str]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)


def _after(day: ir.Column, keeps: ir.IntervalScalar) -> ir.Column:
    return (day + keeps + ibis.interval(days=1)).cast("date")
