"""Notaries, witnesses, stamps and layouts on the kinship papers of donor files, and the place each row speaks for."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

MARKS = {"notary": "notary", "witness": "witness", "stamp": "stamp_serial", "layout": "layout"}
BY_OFFICE = ("stamp", "layout")
MAY_BE_EMPTY = [f"kinship_evidence.{name}" for name in (*MARKS.values(), "issuer", "issuing_country", "issued_on")]


@view(may_be_empty=[*MAY_BE_EMPTY, "person.municipality"])
def paper_mark(kinship_evidence: ir.Table, donor_file: ir.Table, person: ir.Table | None = None) -> ir.Table:
    """One row is one mark on one paper.

    Columns: kind, thing (kind:token), place (for a notary or witness the donor's municipality, or else the country of
    issue; for a stamp or layout the office that issued the paper), on (the day the file was opened, or else of issue),
    kinship_evidence, assessment, circle, recorded_on, opened_told.
    """
    paper = kinship_evidence.select(
        "assessment", "issuer", "issuing_country", "issued_on", "recorded_on", *MARKS.values(), kinship_evidence="id"
    )
    paper = paper.join(donor_file.select("assessment", "donor", "circle", "opened_on", "opened_told"), "assessment")
    lives = ibis.null("string")
    if person is not None:
        paper = paper.left_join(person.select(who="id", lives_in="municipality"), [("donor", "who")])
        lives = paper.lives_in
    paper = paper.mutate(
        home=ibis.coalesce(lives, paper.issuing_country, ibis.literal("")),
        # the day of issue says little: a birth record is old, a forger chooses it
        on=ibis.coalesce(paper.opened_on, paper.issued_on),
    )
    return ibis.union(*(_of_kind(paper, kind, column) for kind, column in MARKS.items()))


def _of_kind(paper: ir.Table, kind: str, column: str) -> ir.Table:
    marked = paper.filter(paper[column].notnull())
    return marked.select(
        "on",
        "kinship_evidence",
        "assessment",
        "circle",
        "recorded_on",
        "opened_told",
        kind=ibis.literal(kind),
        thing=ibis.literal(f"{kind}:") + marked[column],
        place=ibis.coalesce(marked.issuer, marked.home) if kind in BY_OFFICE else marked.home,
    )
