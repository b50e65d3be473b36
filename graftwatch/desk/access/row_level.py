"""Row-level security on PostgreSQL: the wall and the relationship asked once more, underneath, by the database itself.

Installed after every migration for each matter (a model with `is_matter = True`) and for all that hangs on one. One
`only_for_the_assigned` asks for the assignment, too; what is `seen_without_its_matter` asks for the wall alone.
`graftwatch.who` is set by the guard (records/guarded.py) before each statement: a person's number, or `system` where an
action or a stated reason reads. Whoever connects without it, with the same role, sees no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

WHO = "COALESCE(current_setting('graftwatch.who', true), '')"

# Names in full: pg_dump reads through these policies with an empty search path.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION graftwatch_is_system() RETURNS boolean STABLE LANGUAGE sql AS
  $$ SELECT {WHO} = 'system' $$;
CREATE OR REPLACE FUNCTION graftwatch_user() RETURNS integer STABLE LANGUAGE sql AS
  $$ SELECT CASE WHEN {WHO} ~ '^[0-9]+$' THEN {WHO}::integer ELSE 0 END $$;
CREATE OR REPLACE FUNCTION graftwatch_beyond_walls(kind text, matter uuid) RETURNS boolean STABLE LANGUAGE sql AS $$
  SELECT NOT EXISTS (
    SELECT 1 FROM public.access_implicated wall
    WHERE wall.matter_kind = kind AND wall.matter_id = matter AND wall.lifted_at IS NULL AND wall.party IN (
      SELECT party FROM public.access_tie WHERE user_id = public.graftwatch_user()
      UNION SELECT 'agency:' || agency_id FROM public.access_user WHERE id = public.graftwatch_user()
      UNION SELECT 'facility:' || office.facility FROM public.access_user person
        JOIN public.access_agency office ON office.id = person.agency_id WHERE person.id = public.graftwatch_user()))
$$;
CREATE OR REPLACE FUNCTION graftwatch_is_assigned(kind text, matter uuid) RETURNS boolean STABLE LANGUAGE sql AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.access_assigned held
    WHERE held.matter_kind = kind AND held.matter_id = matter AND held.user_id = public.graftwatch_user()
      AND (held.until IS NULL OR held.until > clock_timestamp()))
    OR EXISTS (
    SELECT 1 FROM public.access_brokenglass glass
    WHERE glass.matter_kind = kind AND glass.matter_id = matter AND glass.user_id = public.graftwatch_user()
      AND glass.state = 'active' AND glass.ends_at > clock_timestamp())
$$;
"""  # noqa: S608 - the one part that varies is our own constant


def matters() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if getattr(model, "is_matter", False))


def hanging_on(matter: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """The models that hold a matter by a foreign key, with its column."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            is_ours = isinstance(field, models.ForeignKey) and field.related_model is matter and not field.null
            if is_ours and model is not matter and field.column:
                yield model, field.column


def statements() -> Iterator[str]:
    """Everything that is to be said to PostgreSQL, again and again without harm."""
    yield FUNCTIONS
    for matter in matters():
        kind, table = matter._meta.label_lower, matter._meta.db_table
        rule = f"graftwatch_beyond_walls('{kind}', id)"
        if getattr(matter, "only_for_the_assigned", False):
            rule += f" AND graftwatch_is_assigned('{kind}', id)"
        yield from _policy(table, rule)
        for model, column in hanging_on(matter):
            inner = f"EXISTS (SELECT 1 FROM {table} matter WHERE matter.id = {column})"  # noqa: S608 - names of models
            if getattr(model, "seen_without_its_matter", False):
                inner = f"graftwatch_beyond_walls('{kind}', {column})"
            yield from _policy(model._meta.db_table, inner)


def _policy(table: str, rule: str) -> Iterator[str]:
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS graftwatch_rows ON {table}"
    whoever = f"graftwatch_is_system() OR (graftwatch_user() > 0 AND {rule})"
    yield f"CREATE POLICY graftwatch_rows ON {table} USING ({whoever})"


def install(connection: Any) -> None:
    """Put the policies in place; nothing to do on SQLite, where only the guard stands."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)
