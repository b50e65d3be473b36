"""Tables that refuse to be read until told who is looking, and to be written unless an action is open.

A read begins with `.seen_by(viewer)` or `.for_the_system(reason)`. What the query may read is checked against its SQL
at the moment it runs (`guard` below stands around every statement of a connection), so that joins, subqueries,
`values("x__y")`, prefetches, `_base_manager` and raw SQL are held as well as a plain filter. A join needs a scope of
its own: `.seen_through("lead")`. Data moved by a write (INSERT … SELECT) reaches nobody and needs the open action only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any, NoReturn, Protocol, Self

from django.apps import apps
from django.db import models
from django.db.models import sql
from django.db.models.sql.compiler import SQLCompiler

from graftwatch.errors import GraftwatchError

_permits: ContextVar[Counter[str] | None] = ContextVar("permits", default=None)
_looking: ContextVar[list[Viewer | None] | None] = ContextVar("looking", default=None)
_open_for: ContextVar[str | None] = ContextVar("open_for", default=None)
_moving_the_schema: ContextVar[bool] = ContextVar("moving_the_schema", default=False)


class GuardError(GraftwatchError):
    """A guarded table was read without saying who is looking, or written outside an action."""


class Viewer(Protocol):
    """Whoever looks: says which rows of a model are theirs to see."""

    def scope(self, model: type[models.Model], /) -> models.Q: ...


# Writing


@contextmanager
def writing(reason: str) -> Iterator[None]:
    """Open the guarded tables for writing: done by `@action`, by loading and by the test kit; by nothing else."""
    if not reason.strip():
        raise GuardError("Say what the tables are opened for: writing('loading').")
    token = _open_for.set(reason)
    try:
        yield
    finally:
        _open_for.reset(token)


def is_open() -> bool:
    """Whether an action, a load or a migration is under way here."""
    return _open_for.get() is not None


@contextmanager
def moving_the_schema() -> Iterator[None]:
    """Migrations copy whole tables and may read what they copy."""
    token = _moving_the_schema.set(True)
    try:
        with writing("migrations"):
            yield
    finally:
        _moving_the_schema.reset(token)


# The check at the moment a statement runs


@cache
def guarded_tables() -> frozenset[str]:
    """The database tables behind every guarded model."""
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Guarded))


@cache
def _names() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(guarded_tables(), key=len, reverse=True)) + r")\b", re.IGNORECASE)


@cache
def _sources() -> re.Pattern[str]:
    """A table named after FROM or JOIN; `EXTRACT(YEAR FROM "t"."c")` names a column and does not count."""
    names = "|".join(sorted(guarded_tables(), key=len, reverse=True))
    return re.compile(r'\b(?:FROM|JOIN)\s+(?:ONLY\s+)?"?(' + names + r')\b"?(?!\s*\.)', re.IGNORECASE)


@lru_cache(maxsize=2048)
def _named(words: str) -> frozenset[str]:
    """The guarded tables that a statement names anywhere. A page puts the same statements again and again."""
    return frozenset(name.lower() for name in _names().findall(words))


@lru_cache(maxsize=2048)
def _read(words: str) -> tuple[str, ...]:
    """The guarded tables that a statement reads, as often as it reads them."""
    return tuple(name.lower() for name in _sources().findall(words))


_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY|CREATE|ALTER|DROP)\b", re.IGNORECASE)
_WRITES_WITHIN = re.compile(r"\b(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b", re.IGNORECASE)
_SPEAKS_OF_THE_SCHEMA = re.compile(r"\s*(PRAGMA|COMMENT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|SET)\b", re.IGNORECASE)


def guard(execute: Callable[..., Any], statement: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Stands around every statement of a connection; raises GuardError before a forbidden one reaches it."""
    words = statement if isinstance(statement, str) else str(statement)
    if apps.models_ready and guarded_tables():
        named = _named(words)
        if named:
            _check(words, named)
            if context["connection"].vendor == "postgresql" and not _moving_the_schema.get():
                _tell_who_is_looking(context["connection"], words)
    return execute(statement, params, many, context)


def _tell_who_is_looking(connection: Any, words: str) -> None:
    """PostgreSQL's row-level security asks once more: one person's rows, or the system's with an action or a reason.

    A statement that reads for a viewer anywhere is that viewer's, whatever else it reads for the system.
    """
    viewers = [viewer for viewer in _looking.get() or () if viewer is not None]
    who = "" if _WRITES.match(words) or not viewers else str(getattr(viewers[0], "user_id", None) or 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('graftwatch.who', %s, false)", [who or "system"])


def _check(words: str, named: frozenset[str]) -> None:
    if _SPEAKS_OF_THE_SCHEMA.match(words) or _moving_the_schema.get():
        return
    if _WRITES.match(words) or (words.lstrip()[:4].upper() == "WITH" and _WRITES_WITHIN.search(words)):
        if not is_open():
            raise GuardError(
                f"{_list(named)} may be written only while an action is open. Write through a verb marked @action."
            )
        return
    permitted = _permits.get() or Counter()
    read = Counter(_read(words))
    refused = {name for name in named if not permitted[name] or read[name] > permitted[name]}
    if refused:
        raise GuardError(
            f"This query reads {_list(refused)} without saying who is looking. Begin it with .seen_by(viewer) or "
            ".for_the_system(reason); reach a joined table with .seen_through(path) or a scoped query of its own."
        )


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


# Queries that carry what they may read


class GuardedQuery(sql.Query):
    """A query that knows which tables it was allowed to read, how often, and for whom."""

    permits: Mapping[str, int] = {}
    viewer: Viewer | None = None
    for_the_system: str = ""

    def get_compiler(self, using: str | None = None, connection: Any = None, elide_empty: bool = True) -> SQLCompiler:
        compiler: SQLCompiler = super().get_compiler(using, connection, elide_empty)
        compiler.__class__ = _compiler_that_permits(type(compiler))  # type: ignore[arg-type]
        return compiler

    def get_aggregation(self, using: Any, aggregate_exprs: Any) -> Any:
        with _collecting():
            return super().get_aggregation(using, aggregate_exprs)

    def combine(self, rhs: sql.Query, connector: str) -> None:
        if self._says() != getattr(rhs, "_says", tuple)():
            raise GuardError("Only two queries of the same viewer can be combined: scope both, or filter one.")
        super().combine(rhs, connector)

    def _says(self) -> tuple[object, ...]:
        return (tuple(sorted(self.permits.items())), self.viewer, self.for_the_system)

    def permitted(self) -> Counter[str]:
        """The guarded tables this query joins and may read; a table under a second name needs a second permit."""
        names = (
            table for table, aliases in self.table_map.items() for alias in aliases if self.alias_refcount.get(alias)
        )
        joined = Counter(name for name in names if name in guarded_tables())
        return joined if self.for_the_system else joined & Counter(self.permits)


@cache
def _compiler_that_permits(kind: type[SQLCompiler]) -> type[SQLCompiler]:
    """The compiler of a back end, telling the guard what its query may read."""
    if issubclass(kind, _Permits):
        return kind
    return type(kind.__name__, (_Permits, kind), {})


class _Permits(SQLCompiler):
    def get_from_clause(self) -> Any:
        """Called once for each FROM that is written, while the joins of this query are counted."""
        said = super().get_from_clause()
        collected = _permits.get()
        looking = _looking.get()
        if looking is not None and isinstance(self.query, GuardedQuery):
            looking.append(None if self.query.for_the_system else self.query.viewer)
        if collected is not None and isinstance(self.query, GuardedQuery):
            collected.update({name.lower(): times for name, times in self.query.permitted().items()})
        return said

    def execute_sql(self, *args: Any, **options: Any) -> Any:
        with _collecting():
            return super().execute_sql(*args, **options)


@contextmanager
def _collecting() -> Iterator[None]:
    """While one statement is compiled and run, its permits are gathered; outside, there are none."""
    token, looking = _permits.set(Counter()), _looking.set([])
    try:
        yield
    finally:
        _permits.reset(token)
        _looking.reset(looking)


def _refuse(name: str) -> NoReturn:
    raise GuardError(f"{name} can go round the guard and is refused on guarded tables. Use filters and annotations.")


class GuardedQuerySet(models.QuerySet[Any]):
    """Refuses to run until `.seen_by(viewer)` or `.for_the_system(reason)` was said."""

    query: GuardedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or GuardedQuery(model), using, hints)

    def seen_by(self, viewer: Viewer) -> Self:
        """Only the rows that are this viewer's to see."""
        found: Self = self.filter(viewer.scope(self.model))
        found.query.viewer = viewer
        found.query.permits = {self.model._meta.db_table: 1}
        return found

    def for_the_system(self, reason: str) -> Self:
        """Every row, for a reason that is written here and shown to nobody."""
        if not reason.strip():
            raise GuardError("Say why the system itself must read this: .for_the_system('which rows are new').")
        found: Self = self.all()
        found.query.for_the_system = reason
        return found

    def seen_through(self, path: str) -> Self:
        """Keep the rows whose related row the viewer may see, too, and let this query read that table."""
        viewer = self.query.viewer
        if viewer is None:
            raise GuardError("Say who is looking first: .seen_by(viewer).seen_through(path).")
        related = self.model
        for step in path.split("__"):
            related = related._meta.get_field(step).related_model
        found: Self = self.filter(**{f"{path}__in": related._default_manager.seen_by(viewer)})
        found.query.permits = Counter(self.query.permits) + Counter([related._meta.db_table])
        return found

    def update(self, **values: Any) -> int:
        self._demand_scope("update")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._demand_scope("delete")
        return super().delete()

    def _demand_scope(self, verb: str) -> None:
        if not (self.query.permits or self.query.for_the_system):
            raise GuardError(f"Say whose rows to {verb}: begin with .seen_by(viewer) or .for_the_system(reason).")

    def raw(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse("raw")

    def extra(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse("extra")

    def explain(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse("explain")


class GuardedManager(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """The only manager of a guarded model."""


class Guarded(models.Model):
    """A model whose rows are read and written only through the guard."""

    objects = GuardedManager()

    class Meta:
        abstract = True
