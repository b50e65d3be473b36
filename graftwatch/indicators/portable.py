"""Which operations mean the same on every engine that questions run on, and why the others are refused."""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
from ibis.common.graph import Node

ALLOWED: frozenset[type[Node]] = frozenset(
    {
        # tables
        ops.UnboundTable, ops.DatabaseTable, ops.Project, ops.Filter, ops.Aggregate, ops.Distinct, ops.Union,
        ops.DropColumns, ops.JoinChain, ops.JoinLink, ops.JoinReference, ops.SelfReference, ops.Field,
        ops.ScalarSubquery, ops.InSubquery, ops.Limit,
        # truth and comparison
        ops.And, ops.Or, ops.Not, ops.Equals, ops.NotEquals, ops.Greater, ops.GreaterEqual, ops.Less, ops.LessEqual,
        ops.Between, ops.InValues, ops.IsNull, ops.NotNull, ops.IfElse, ops.SearchedCase, ops.Coalesce, ops.NullIf,
        ops.Greatest, ops.Least, ops.Literal, ops.Cast,
        # numbers
        ops.Add, ops.Subtract, ops.Multiply, ops.Divide, ops.FloorDivide, ops.Modulus, ops.Negate, ops.Abs,
        # sums over rows; the median interpolates alike on both, of values that came from Parquet
        ops.Count, ops.CountStar, ops.CountDistinct, ops.Sum, ops.Mean, ops.Min, ops.Max, ops.Median,
        # windows
        ops.WindowFunction, ops.WindowBoundary, ops.RowNumber, ops.Lag, ops.Lead, ops.SortKey,
        # a row several times, by a list of literals; its order is never used
        ops.Array, ops.Unnest, ops.Alias,
        # text that is codes
        ops.StringConcat, ops.Substring, ops.Uppercase, ops.Lowercase, ops.StringReplace, ops.StartsWith,
        # days
        ops.DateAdd, ops.DateSub, ops.DateDelta, ops.DateTruncate, ops.ExtractYear, ops.ExtractMonth, ops.Strftime,
        ops.IntervalFromInteger,
    }
)  # fmt: skip

REFUSED: dict[type[Node], str] = {
    ops.DateDiff: "a day minus a day fails when it is fetched; write `.delta(other, unit='day')`",
    ops.Levenshtein: "DuckDB counts bytes and Spark characters; likeness of names belongs to linkage",
    ops.Strip: "on Spark it takes letters with the blanks; values are trimmed when they are loaded",
    ops.Hash: "its values differ from engine to engine; make keys in Python",
    ops.HexDigest: "not every engine has it; make keys in Python",
    ops.RegexExtract: "no match is empty text on some engines and NULL on others",
    ops.First: "without an order it is any row; take row_number over an order that ends with the key",
    ops.Last: "without an order it is any row; take row_number over an order that ends with the key",
    ops.Arbitrary: "it is any row, another one in every run",
    ops.ArgMax: "of equal rows it gives any; take row_number over an order that ends with the key",
    ops.ArgMin: "of equal rows it gives any; take row_number over an order that ends with the key",
    ops.ArrayCollect: "its order is nobody's; keep one row per piece of evidence",
    ops.GroupConcat: "its order is nobody's; keep one row per piece of evidence",
    ops.StructColumn: "structs fail on some engines; keep findings flat",
    ops.InMemoryTable: "a NULL in it becomes another value on Spark; let parameters be parameters",
    ops.ApproxCountDistinct: "every engine approximates in its own way",
    ops.MinRank: "ties are one rank, and which of them comes first is not said; number the rows",
    ops.RandomScalar: "a run must give the same findings years later",
    ops.TimestampNow: "today is an argument",
    ops.DateNow: "today is an argument",
}


def objections(expression: ibis.Expr) -> list[str]:
    """What in an expression may mean different things on different engines, each with what to do instead."""
    nodes = set(expression.op().find(Node))
    found = {said for node in nodes for said in _unknown(node)}
    for node in nodes:
        found |= {*_division(node), *_cast(node), *_join(node), *_numbering(node), *_negation(node), *_unnesting(node)}
    return sorted(found)


def _unknown(node: Node) -> Iterator[str]:
    if type(node) not in ALLOWED:
        why = REFUSED.get(type(node), "nobody has shown that it means the same everywhere; show it and allow it here")
        yield f"{type(node).__name__}: {why}"


def _division(node: Node) -> Iterator[str]:
    if isinstance(node, ops.Divide):
        if not (node.left.dtype.is_floating() and node.right.dtype.is_floating()):
            yield "Divide: whole numbers divide differently; cast both sides to float64 first"
        if not _never_zero(node.right):
            yield "Divide: by zero gives infinity here and an error there; write `.nullif(0)` on the divisor"


def _never_zero(divisor: Node) -> bool:
    if isinstance(divisor, ops.Cast):
        return _never_zero(divisor.arg)
    return isinstance(divisor, ops.NullIf) or (isinstance(divisor, ops.Literal) and bool(divisor.value))


def _cast(node: Node) -> Iterator[str]:
    if isinstance(node, ops.Cast):
        given, wanted = node.arg.dtype, node.to
        if given.is_floating() and wanted.is_integer():
            yield "Cast: a fraction to a whole number is rounded here and cut there; keep it a fraction"
        if given.is_temporal() and isinstance(wanted, dt.String):
            yield "Cast: a day as text is written differently; use strftime"


def _join(node: Node) -> Iterator[str]:
    if isinstance(node, ops.JoinLink):
        if node.how == "asof":
            yield "JoinLink: Spark has no asof join; join and number the rows"
        if not node.predicates and not _is_one_row(node.table):
            yield "JoinLink: every row with every row; join on a key, or on a table of one row"


def _is_one_row(table: Node) -> bool:
    while isinstance(table, ops.JoinReference | ops.SelfReference | ops.Project):
        table = table.parent
    return isinstance(table, ops.Aggregate) and not table.groups


def _numbering(node: Node) -> Iterator[str]:
    numbers = isinstance(node, ops.WindowFunction) and isinstance(node.func, ops.RowNumber | ops.Lag | ops.Lead)
    if numbers and not node.order_by:
        yield f"{type(node.func).__name__}: without an order it numbers rows at random; give order_by"


def _negation(node: Node) -> Iterator[str]:
    if isinstance(node, ops.Not) and isinstance(node.arg, ops.InSubquery):
        yield "InSubquery: not in a table that holds one NULL is true of no row; write an anti-join"


def _unnesting(node: Node) -> Iterator[str]:
    on_its_own = isinstance(node, ops.Project | ops.Alias)
    inner = [each.arg if isinstance(each, ops.Alias) else each for each in node.args]
    if not on_its_own and any(isinstance(each, ops.Unnest) for each in inner):
        yield "Unnest: inside another expression Spark refuses it; give the list its type and unnest it alone"
