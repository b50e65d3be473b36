"""Which columns of which tables an expression rests on: read off the expression itself, from the answer down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ibis.expr.operations as ops
import ibis.expr.types as ir
from ibis.common.graph import Node

Step = tuple[Node, str | None]
"""A column of a relation; or, with None, how many rows the relation has, or a value."""

SUBQUERIES = (ops.InSubquery, ops.ScalarSubquery)
PASSED_ON = (ops.Filter, ops.Sort, ops.Limit, ops.Reference, ops.DropColumns)
MADE = (ops.Project, ops.Aggregate, ops.JoinChain)


def columns_behind(expression: ir.Table) -> dict[str, set[str]]:
    """Tables by name, with the columns that the answer rests on. A column that a view merely passes by does not count.

    Below an operation that is not named here every column counts: rather too much is said than too little.
    """
    found: dict[str, set[str]] = {}
    seen: set[tuple[int, str | None]] = set()
    todo = list(_whole(expression.op()))
    while todo:
        node, column = todo.pop()
        if (id(node), column) in seen:
            continue
        seen.add((id(node), column))
        if isinstance(node, ops.PhysicalTable):
            found.setdefault(node.name, set()).update([] if column is None else [column])
        else:
            todo += _behind(node, column)
    return found


def _whole(relation: ops.Relation) -> Iterator[Step]:
    yield relation, None
    for column in relation.schema.names:
        yield relation, column


def _behind(node: Node, column: str | None) -> Iterable[Step]:
    if isinstance(node, ops.Field):
        return [(node.rel, None), (node.rel, node.name)]
    if isinstance(node, ops.Relation):
        return _rows_behind(node) if column is None else _column_behind(node, column)
    inside = _whole(node.rel) if isinstance(node, SUBQUERIES) else ()
    return [*inside, *_all(node.__children__)]


def _all(nodes: Iterable[Node]) -> list[Step]:
    return [(node, None) for node in nodes]


def _rows_behind(relation: ops.Relation) -> Iterable[Step]:
    """What decides how many rows there are."""
    match relation:
        case ops.Union(distinct=False):
            return _all([relation.left, relation.right])
        case ops.Filter():
            return _all([relation.parent, *relation.predicates])
        case ops.Sort():
            return _all([relation.parent, *relation.keys])
        case ops.Aggregate():
            return _all([relation.parent, *relation.groups.values()])
        case ops.JoinChain():
            return _all([relation.first, *relation.rest])
        case ops.Project() | ops.Reference() | ops.DropColumns() | ops.Limit():
            return _all([relation.parent])
    below = [node for node in relation.__children__ if isinstance(node, ops.Relation)]
    return [*_all(relation.__children__), *(step for each in below for step in _whole(each))]


def _column_behind(relation: ops.Relation, column: str) -> Iterable[Step]:
    """What decides what stands in one column, the rows being given."""
    if isinstance(relation, MADE):
        return [(relation.values[column], None)]
    if isinstance(relation, ops.Union):
        return [(relation.left, column), (relation.right, column)]
    if isinstance(relation, PASSED_ON):
        return [(relation.parent, column)]
    return []  # of what is not named, every column below counts already
