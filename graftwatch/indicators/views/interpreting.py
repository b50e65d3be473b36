"""Interviews that somebody interpreted, with the file they belong to and whether the interpreter also came along."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

WHO, TO_WHOM = ("interpreter", "interpreter_name"), ("employed_by", "paid_by", "also_companion")


@view(
    may_be_empty=[
        *(f"interpreter_session.{name}" for name in (*WHO, "language", "accredited", *TO_WHOM)),
        *(f"companion.{name}" for name in ("person", "name", "licensed")),
    ]
)
def interpreting(interpreter_session: ir.Table, donor_file: ir.Table, companion: ir.Table | None = None) -> ir.Table:
    """One row is one interpreted interview of one living-donor file.

    Columns: assessment, pair, circle, opened_told, language, accredited, employed_by, paid_by, also_companion, held_on,
    interpreter_session and told_on, who (person: or name:, the interpreter), named (their name), companion and
    came_told (the row, and the day, of a companion of that file who is the interpreter, unless licensed to be one).
    """
    told = interpreter_session.select(
        "assessment", "language", "accredited", *TO_WHOM, "held_on", interpreter_session="id", told_on="recorded_on",
        named="interpreter_name",
        who=ibis.coalesce(
            ibis.literal("person:") + interpreter_session.interpreter, "name:" + interpreter_session.interpreter_name
        ),
    )  # fmt: skip
    session = told.join(donor_file.select("assessment", "pair", "circle", "opened_told"), "assessment")
    if companion is None:
        return session.mutate(companion=ibis.null("string"), came_told=ibis.null("date"))
    came = companion.filter(companion.licensed.isnull() | (companion.licensed != "yes"))
    who = [ibis.literal("person:") + came.person, ibis.literal("name:") + came.name]
    came = ibis.union(*(came.select("id", "assessment", "recorded_on", who=each) for each in who))
    came = came.group_by("assessment", "who").agg(companion=came.id.min(), came_told=came.recorded_on.min())
    return session.left_join(came, ["assessment", "who"]).drop("assessment_right", "who_right")
