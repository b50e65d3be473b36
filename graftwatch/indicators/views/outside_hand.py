"""Who and what from outside the centre stands behind a donor file: helpers, papers, witnesses, senders and payers."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

OWN = ("donor_self", "recipient_self")
ROWS = ("contact_point", "companion", "kinship_evidence", "consent", "laboratory_order")
COLUMNS = ("assessment", "thing", "kind", "told_on", *ROWS)
SENT_BY = ("referrer", "agency")
OF_TESTS = (
    ("sender", "practitioner", "requester"),
    ("payer", "person", "payer"),
    ("payer", "account", "payer_account"),
)


@view(
    may_be_empty=[
        *(f"living_donor_assessment.{name}" for name in SENT_BY),
        "consent.witness",
        *(f"laboratory_order.{name}" for name in ("assessment", "requester", "payer", "payer_account")),
    ]
)
def outside_hand(
    contact: ir.Table,
    living_donor_assessment: ir.Table,
    paper_mark: ir.Table | None = None,
    consent: ir.Table | None = None,
    laboratory_order: ir.Table | None = None,
) -> ir.Table:
    """One row is one thing in one donor file that somebody from outside may have brought.

    Columns: assessment, thing (its sort and token), kind, told_on, and the key of the row it stands in: contact_point,
    companion, kinship_evidence, consent or laboratory_order; none where it stands in the file itself. Kinds: `helper`
    (contacts and companions), `own` (how donor and recipient are reached), `paper` (marks on papers of kinship),
    `consent` (who witnessed it), `sender` (who sent the pair or asked for tests), `payer` (who paid for tests). One
    thing is of one kind in all files, so that an elder who is contact here and witness there is one hand.
    Interpreters are left out: who speaks a small language stands in many files of its speakers.
    """
    parts = [_reached(contact), *(_sent(living_donor_assessment, name) for name in SENT_BY)]
    if paper_mark is not None:
        name = (paper_mark.kind == "witness").ifelse(paper_mark.thing.replace("witness:", "name:"), paper_mark.thing)
        paper = {"kinship_evidence": paper_mark.kinship_evidence}
        parts.append(_row(paper_mark, "paper", name, paper_mark.assessment, **paper))
    if consent is not None:
        parts.append(_row(consent, "consent", _of("name", consent.witness), consent.assessment, consent=consent.id))
    if laboratory_order is not None:
        parts += [_ordered(laboratory_order, *each) for each in OF_TESTS]
    every = ibis.union(*parts)
    every = every.filter(every.thing.notnull(), every.assessment.notnull())
    one_kind = every.group_by("thing").agg(kind=every.kind.min())
    return every.drop("kind").join(one_kind, "thing")


def _reached(contact: ir.Table) -> ir.Table:
    other = contact.filter(contact.role.isnull() | (contact.role != "interpreter"))
    is_own = other.role.isin(OWN).fill_null(False)
    # their own name is no thing that somebody else brings
    other = other.mutate(is_own=is_own).filter(~is_own | (other.kind != "name"))
    return other.select(
        "assessment", "contact_point", "companion",
        told_on="recorded_on",
        thing=other.kind + ":" + other.token,
        kind=other.is_own.ifelse("own", "helper"),
        **{name: ibis.null("string") for name in ROWS[2:]},
    ).select(*COLUMNS)  # fmt: skip


def _sent(assessment: ir.Table, column: str) -> ir.Table:
    return _row(assessment, "sender", _of(column, assessment[column]), assessment.id)


def _ordered(order: ir.Table, kind: str, sort: str, column: str) -> ir.Table:
    return _row(order, kind, _of(sort, order[column]), order.assessment, laboratory_order=order.id)


def _of(sort: str, token: ir.Value) -> ir.Value:
    return ibis.literal(f"{sort}:") + token


def _row(source: ir.Table, kind: str, thing: ir.Value, assessment: ir.Value, **stands_in: ir.Value) -> ir.Table:
    return source.select(
        assessment=assessment,
        told_on=source.recorded_on,
        thing=thing,
        kind=ibis.literal(kind),
        **{name: stands_in.get(name, ibis.null("string")) for name in ROWS},
    ).select(*COLUMNS)
