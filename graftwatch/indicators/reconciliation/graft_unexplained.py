"""Patients who seem to live with a graft that no record here explains."""

from __future__ import annotations

import ibis

from graftwatch.indicators import disagreement
from graftwatch.indicators.asking import TableMissingError
from graftwatch.law import cite


@disagreement(
    title="Seems to live with a graft, and no transplant is on record",
    mends="transplant registry",
    do="Care comes first. Write to the prescriber or the dialysis unit; register the transplant with the patient.",
    phrases={
        "medicines": "Takes the two medicines of a transplant; no transplant here, abroad or other disease is recorded",
        "dialysis": "Dialysis stopped and care went on; no transplant, recovery or death is recorded",
    },
    cites=[cite("osce-2020", "session 1, discussion, controlled list"), cite("sg-2020", "para 47")],
)
def graft_unexplained(
    immunosuppressed_untransplanted: ibis.Table | None = None, dialysis_stopped: ibis.Table | None = None
) -> ibis.Table:
    """A patient lives as people with a graft do, and no record says where the graft came from.

    The same patients that PT-03 and WL-02 ask about, each once for medicines and once for dialysis, complete and
    unscored. One of the two is enough; where neither can be asked, there is no list.
    """
    parts = []
    if immunosuppressed_untransplanted is not None:
        parts.append(_once(immunosuppressed_untransplanted, "dispensing", "medicines"))
    if dialysis_stopped is not None:
        parts.append(_once(dialysis_stopped, "dialysis_session", "dialysis"))
    if not parts:  # an empty list would look like nothing to mend
        raise TableMissingError("graft_unexplained", "dispensing")
    return ibis.union(*parts)


def _once(found: ibis.Table, table: str, what: str) -> ibis.Table:
    by = found.group_by("subject").aggregate(row=found[table].min(), known_on=found.known_on.max())
    nothing = ibis.null().cast("string")
    return by.select(
        row_table=ibis.literal(table),
        row="row",
        file_number=nothing,
        facility=nothing,
        known_on="known_on",
        what=ibis.literal(what),
    )
