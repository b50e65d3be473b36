"""The lint of operations, on expressions that it must refuse and on some that it must not."""

import ibis
import pytest

from graftwatch.indicators.portable import objections

ROWS = ibis.table({"a": "string", "b": "string", "n": "int64", "x": "float64", "on": "date"}, name="rows")
OTHER = ibis.table({"c": "string"}, name="other")


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        (ROWS.select(days=ROWS.on - ROWS.on), "delta"),
        (ROWS.select(part=ROWS.n / ROWS.n.nullif(0)), "cast both sides"),
        (ROWS.select(part=ROWS.x / ROWS.x), "nullif"),
        (ROWS.select(whole=ROWS.x.cast("int64")), "rounded"),
        (ROWS.select(text=ROWS.on.cast("string")), "strftime"),
        (ROWS.select(far=ROWS.a.levenshtein(ROWS.b)), "bytes"),
        (ROWS.group_by("a").agg(b=ROWS.b.first()), "row_number"),
        (ROWS.group_by("a").agg(b=ROWS.b.argmax(ROWS.on)), "row_number"),
        (ROWS.group_by("a").agg(b=ROWS.b.collect()), "order"),
        (ROWS.select(key=ROWS.a.hash()), "Python"),
        (ROWS.cross_join(OTHER), "every row"),
        (ROWS.filter(ROWS.a.notin(OTHER.c)), "anti-join"),
        (ROWS.mutate(nth=ibis.row_number().over(group_by=ROWS.a)), "order_by"),
        (ROWS.select("a", step=ibis.array([1, -1]).unnest().cast("int64")), "unnest it alone"),
        (ROWS.select(long=ROWS.a.length()), "nobody has shown"),
    ],
    ids=lambda value: value if isinstance(value, str) else "expression",
)
def test_an_operation_that_differs_between_engines_is_refused_with_what_to_do_instead(expression, says):
    found = objections(expression)
    assert len(found) == 1
    assert says in found[0]


def test_what_means_the_same_everywhere_is_allowed():
    part = ROWS.select("a", part=ROWS.x / ROWS.n.cast("float64").nullif(0), later=ROWS.on + ibis.interval(days=3))
    counted = part.group_by("a").agg(n=part.count(), most=part.part.max())
    first = counted.mutate(order=ibis.row_number().over(group_by=counted.n, order_by=counted.a))
    assert objections(first.filter(first.order == 0).join(OTHER, [("a", "c")])) == []
    assert objections(ROWS.cross_join(ROWS.agg(n_all=ROWS.count()))) == []
