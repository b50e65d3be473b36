"""HO-07: what a file says about tie, consent, identity, residence or payer was changed after its approval."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite
from graftwatch.tables import NOT_KNOWN

ROWS = ("living_donor_assessment", "consent", "transplant", "person", "waiting_list_entry")
PROTECTED = (
    ("living_donor_assessment", "relationship"), ("living_donor_assessment", "payer"), ("consent", "given_on"),
    ("living_donor_assessment", "donor"), ("living_donor_assessment", "recipient"), ("person", "national_id"),
    ("person", "birth_date"), ("transplant", "relationship"), ("transplant", "payer"), ("waiting_list_entry", "payer"),
    ("waiting_list_entry", "residency_at_listing"),
)  # fmt: skip
INEXACT = ("month", "year")


@indicator(
    code="HO-07",
    title="File changed after approval or operation",
    about="pair",
    family="falsity",
    strength="strong",
    phase="any time",
    holders=["hospital"],
    cites=[cite("kenya2025", "inquiry findings, questioned signatures"), cite("design", "protected fields")],
    benign=[
        "A slip of the pen that somebody saw late, and mended with a note that is not in these tables",
        "A clean-up of old files, or a change of software that maps old codes to new ones",
        "The issuer answered after the operation, and the clerk wrote down what is now known",
        "A donor was entered under a wrong number, and the two persons were put right later",
    ],
    blind_to=[
        "Files that were first written down after the operation",
        "Systems that overwrite a value and hand over only the last one",
        "Who made the change: the versions say which office sent them, not which hand",
        "Many files changed on one day: they are taken for a clean-up",
        "The day on which an inquiry was announced, which no table holds",
    ],
    ask_first=[
        "The centre: who changed this, on whose word, and where is the note that explains it?",
        "The board: had it known what the file says now, would it have asked more?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="altered papers were alleged in the Kenyan inquiry; most rings forge before the file is opened",
    ),
    p_ordinary=Range(0.005, 0.05, on="2026-11", basis="design", source="no published rate; files do get corrected"),
    without={
        "board_decision": "that a board saw the change before it approved",
        "consent_versions": "that a day of consent was changed",
        "person_versions": "that an identity was changed",
        "waiting_list_entry_versions": "that residence at listing was changed",
    },
    may_be_empty=[
        "living_donor_assessment_versions.payer", "transplant_versions.payer", "person_versions.birth_precision",
        "person_versions.national_id", "waiting_list_entry_versions.payer", "person_versions.birth_date",
        "waiting_list_entry_versions.residency_at_listing", "transplant_versions.relationship",
    ],
)  # fmt: skip
def changed_after_approval(
    living_donor_assessment: ir.Table,
    transplant: ir.Table,
    living_donor_assessment_versions: ir.Table,
    transplant_versions: ir.Table,
    board_decision: ir.Table | None = None,
    consent_versions: ir.Table | None = None,
    person_versions: ir.Table | None = None,
    waiting_list_entry_versions: ir.Table | None = None,
    *,
    correction_days: int = days(
        14, basis="design", source="a slip of the pen is seen when the file is next used", within=(7, 30)
    ),
    batch_files: int = count(
        10, basis="design", source="so many rows changed in one field on one day are a clean-up", within=(5, 50)
    ),
) -> ir.Table:
    """Does a file say otherwise today than when it was approved, in a field on which the approval rested?

    Compared are the last value recorded by the day of the last approval before the operation, or else by the day of
    the operation, and the value today: what was filled in, taken back, or mended within a few days of being written is
    not counted, nor what was changed before a later approval. The size is the number of changed fields.
    """
    file = _protected(living_donor_assessment, transplant, board_decision)
    versions = {
        "living_donor_assessment": living_donor_assessment_versions,
        "transplant": transplant_versions,
        "consent": consent_versions,
        "person": person_versions,
        "waiting_list_entry": waiting_list_entry_versions,
    }
    held = {name: table for name, table in versions.items() if table is not None}
    step = _steps(
        ibis.union(*(_said(held[name], name, field) for name, field in PROTECTED if name in held)), batch_files
    )
    step = step.join(_rows_of(file, transplant, held), ["table", "row"]).join(file, "assessment")
    asked = _changed(step, correction_days)
    counted = asked.group_by("pair").agg(n_fields=asked.count(), n_after_operation=asked.after.sum())
    asked = asked.join(counted, "pair")
    rows = {name: (asked.table == name).ifelse(asked.row, ibis.null("string")) for name in ROWS[1:]}
    return asked.select(
        "n_fields",
        "n_after_operation",
        **rows,
        days_after=asked.told.delta(asked.from_on, unit="day"),
        living_donor_assessment="assessment",
        subject="pair",
        known_on="told",
        size=asked.n_fields.cast("float64"),
    )


def _protected(assessment: ir.Table, transplant: ir.Table, board_decision: ir.Table | None) -> ir.Table:
    """Each file of a pair with the day from which it should say what it says."""
    done = transplant.filter(transplant.donor.notnull(), transplant.recipient.notnull())
    done = done.group_by("donor", "recipient").agg(operated_on=done.performed_on.min())
    file = assessment.filter(assessment.donor.notnull(), assessment.recipient.notnull())
    file = file.select("donor", "recipient", assessment="id").left_join(done, ["donor", "recipient"])
    file = file.select("assessment", "donor", "recipient", "operated_on", pair=file.donor + ":" + file.recipient)
    approved = ibis.null("date")
    if board_decision is not None:
        yes = board_decision.filter(board_decision.decision == "approve").select("met_on", of="assessment")
        yes = yes.join(file.select("operated_on", of="assessment"), "of")
        yes = yes.filter(yes.operated_on.isnull() | (yes.met_on <= yes.operated_on))
        file = file.left_join(yes.group_by("of").agg(approved_on=yes.met_on.max()), [("assessment", "of")])
        approved = file.approved_on
    file = file.mutate(from_on=ibis.coalesce(approved, file.operated_on))
    file = file.select("assessment", "donor", "recipient", "pair", "operated_on", "from_on")
    return file.filter(file.from_on.notnull())


def _rows_of(file: ir.Table, transplant: ir.Table, held: dict[str, ir.Table]) -> ir.Table:
    """Which rows of which table speak for a file."""
    graft = transplant.select("donor", "recipient", row="id").join(file, ["donor", "recipient"])
    of = [("living_donor_assessment", file.mutate(row="assessment")), ("transplant", graft)]
    of += [("person", file.mutate(row=side)) for side in ("donor", "recipient")]
    if "consent" in held:
        of.append(("consent", held["consent"].select("assessment", row="id")))
    if "waiting_list_entry" in held:
        place = held["waiting_list_entry"].select(recipient="person", row="id")
        of.append(("waiting_list_entry", place.join(file, "recipient")))
    return ibis.union(*(rows.select("assessment", "row", table=ibis.literal(name)) for name, rows in of), distinct=True)


def _said(versions: ir.Table, table: str, field: str) -> ir.Table:
    """Every version in which a field says something."""
    if field == "birth_date":
        versions = versions.filter(versions.birth_precision.fill_null("day").notin(INEXACT))
    value = versions[field].strftime("%Y-%m-%d") if versions[field].type().is_date() else versions[field]
    said = versions.select(
        "version", table=ibis.literal(table), field=ibis.literal(field), row="id", told="recorded_on", value=value
    )
    return said.filter(said.value.notnull(), said.value.notin(NOT_KNOWN))


def _steps(said: ir.Table, batch_files: int) -> ir.Table:
    """The versions in which a field first said something, or something else, but those of a clean-up."""
    within = [said.table, said.field, said.row]
    step = said.mutate(before=said.value.lag().over(group_by=within, order_by=said.version))
    step = step.filter(step.before.isnull() | (step.before != step.value))
    moved = step.filter(step.before.notnull())
    crowd = moved.group_by("table", "field", "told").agg(n_rows=moved.row.nunique())
    return step.anti_join(crowd.filter(crowd.n_rows >= batch_files), ["table", "field", "told"])


def _changed(step: ir.Table, correction_days: int) -> ir.Table:
    """The last step of each field of each row, where it came late and left another value than stood then."""
    key = ["assessment", "table", "field", "row"]
    order = ibis.row_number().over(group_by=[step[name] for name in key], order_by=ibis.desc(step.version))
    last = step.mutate(order=order)
    last = last.filter(last.order == 0, last.told > last.from_on)
    then = step.filter(step.told <= step.from_on)
    order = ibis.row_number().over(group_by=[then[name] for name in key], order_by=ibis.desc(then.version))
    then = then.mutate(order=order)
    then = then.filter(then.order == 0).select(*key, was="value", was_on="told")
    both = last.join(then, key)
    both = both.filter(both.value != both.was, both.told.delta(both.was_on, unit="day") > correction_days)
    return both.mutate(after=(both.told > both.operated_on).fill_null(False).cast("int64"))
