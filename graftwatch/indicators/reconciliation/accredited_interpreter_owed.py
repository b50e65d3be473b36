"""Donor interviews that a companion, somebody of one side, or nobody on the list of interpreters interpreted."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import disagreement
from graftwatch.law import cite

SIDES = ("donor_side", "recipient_side")


@disagreement(
    title="The centre owes the donor an accredited interpreter",
    mends="assessing centre",
    do="Repeat the interview with an accredited interpreter, by video where none is near, or enter who was there. "
    "A relative may sit with the donor and need not speak for them.",
    phrases={
        "came_along": "Somebody who came along with the people interpreted",
        "of_a_side": "Somebody of the donor's or the recipient's side interpreted",
        "not_accredited": "The interpreter is not on the list of accredited interpreters",
    },
    cites=[
        cite("hta-ia", "independent interpreter"),
        cite("bts2018", "independent translators"),
        cite("sg-2020", "para 29"),
    ],
    may_be_empty=[
        *(f"interpreter_session.{name}" for name in ("accredited", "employed_by", "also_companion", "held_on")),
        *(f"interpreter_session.{name}" for name in ("interpreter", "interpreter_name", "language", "paid_by")),
        *(f"companion.{name}" for name in ("person", "name", "licensed")),
        "living_donor_assessment.facility",
    ],
)  # fmt: skip
def accredited_interpreter_owed(
    interpreting: ir.Table, donor_file: ir.Table, interpreter_session: ir.Table
) -> ir.Table:
    """A donor's interview was not interpreted by an accredited interpreter of neither side, and none came later.

    One row per interview. It is settled by an interview of the same file, on the same day or later, with an accredited
    interpreter who belongs to no side and did not come along. What was not noted is not listed.
    """
    along = (interpreting.also_companion == "yes").fill_null(False) | interpreting.companion.notnull()
    of_a_side = interpreting.employed_by.isin(SIDES).fill_null(False)
    session = interpreting.mutate(
        what=ibis.cases(
            (along, "came_along"),
            (of_a_side, "of_a_side"),
            ((interpreting.accredited == "no").fill_null(False), "not_accredited"),
        )
    )
    proper = session.filter(session.what.isnull(), session.accredited == "yes")
    proper = proper.select(seen="assessment", heard_on="held_on")
    owed = session.filter(session.what.notnull())
    owed = owed.anti_join(proper, [owed.assessment == proper.seen, owed.held_on <= proper.heard_on])
    owed = owed.select("what", "assessment", "told_on", "opened_told", row="interpreter_session")
    owed = owed.join(donor_file.select("facility", file="assessment"), [("assessment", "file")])
    owed = owed.join(interpreter_session.select("file_number", session="id"), [("row", "session")])
    return owed.select(
        row_table=ibis.literal("interpreter_session"),
        row="row",
        file_number="file_number",
        facility="facility",
        known_on=ibis.greatest(owed.told_on, owed.opened_told),
        what="what",
    )
