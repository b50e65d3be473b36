"""HO-17: unrelated files share several rare things at once, each of which alone could be chance."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.views.outside_hand import ROWS
from graftwatch.law import cite

_SIDE = ("circle", "opened_on", "lives_in", "told_on", *ROWS)


@indicator(
    code="HO-17",
    title="Several rare things shared by unrelated files",
    about="pair",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital", "ethics board"],
    cites=[
        cite("kenya2025", "inquiry findings, next of kin of foreign patients"),
        cite("del2024a", "police statements, forged stamps and embassy papers"),
        cite("sg-2020", "para 20"),
        cite("design", "engineering inference: one go-between brings the same few people and papers to each pair"),
    ],
    benign=[
        "A patients' association or a congregation whose members help, witness and refer each other",
        "Families of one village or street who use the same notary, doctor and telephone, and have moved since",
        "A family doctor who looks after both and whose office also certifies papers",
        "An employer or a charity that sends its people to one doctor and pays for their tests",
        "Relatives whose tie no record shows",
    ],
    blind_to=[
        "Go-betweens who bring other people and papers to each pair",
        "Things that many files share: a busy notary, a large referring unit, a laboratory",
        "Interpreters, and whoever works at the centre: LD-28 and HO-08 ask about those",
        "Files whose donors live in one municipality",
    ],
    ask_first=[
        "The clerk of each file: who brought these papers and gave these names?",
        "Each donor, alone: who helped you with papers, doctors and payments, and how did you come to know them?",
        "The office or doctor that both files name: did these people come by themselves?",
    ],
    p_ring=Range(
        0.2, 0.7, on="2026-11", basis="design",
        source="helpers, notaries and stamps recurred together in the Kenyan and Delhi cases; a ring can vary each",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="no published rate; associations, employers, old neighbours"
    ),
    without={
        "companion": "companions",
        "person": "that donors live in one municipality",
        "kinship_evidence": "notaries, witnesses and forms of papers",
        "consent": "who witnessed the consent",
        "laboratory_order": "who asked and paid for tests",
    },
    may_be_empty=["person.municipality"],
)  # fmt: skip
def rare_together(
    outside_hand: ir.Table,
    donor_file: ir.Table,
    person: ir.Table | None = None,
    *,
    min_kinds: int = count(2, within=(2, 3), basis="design", source="one rare thing in common may be chance"),
    max_files: int = count(
        12, within=(6, 20), basis="design", source="what more files share is an office, not a go-between's own hand"
    ),
    rare_share: float = share(
        0.01, within=(0.005, 0.02), basis="design", source="in a small State, few files are many of all"
    ),
    window_months: int = months(36, within=(12, 48), basis="design", source="as for contacts in unrelated files"),
) -> ir.Table:
    """Does a pair's file share things of several kinds, each rare, with one and the same file of unrelated people?

    Rare is what stands in at most `max_files` files, and in no larger share of all files than `rare_share`; what only
    two files share is always rare. Donors of one municipality are not compared. The size is the number of things
    shared, counted for each of the other files.
    """
    file = _files(donor_file, person)
    hand = outside_hand.semi_join(_rare(outside_hand, file, max_files, rare_share), "thing")
    both = _side_by_side(hand, file, window_months)
    n = both.group_by("mine", "theirs").agg(n_kinds=both.kind.nunique())
    both = both.semi_join(n.filter(n.n_kinds >= min_kinds), ["mine", "theirs"])
    size = both.group_by("pair").agg(
        n_shared=(both.theirs + both.kind).nunique(), n_files=both.theirs.nunique(), shown_on=both.shown_on.max()
    )
    sides = ibis.union(*(_cited(both, side) for side in ("mine", "theirs")), distinct=True)
    rows = sides.join(size, "pair")
    return rows.select(
        *ROWS, "n_files",
        subject="pair",
        known_on="shown_on",
        size=rows.n_shared.cast("float64"),
        living_donor_assessment="assessment",
    )  # fmt: skip


def _files(donor_file: ir.Table, person: ir.Table | None) -> ir.Table:
    """Files of pairs with the municipality of the donor, empty where it is not known."""
    file = donor_file.filter(donor_file.pair.notnull())
    if person is None:
        return file.mutate(lives_in=ibis.null("string"))
    return file.left_join(person.select(whose="id", lives_in="municipality"), [("donor", "whose")]).drop("whose")


def _rare(hand: ir.Table, file: ir.Table, max_files: int, rare_share: float) -> ir.Table:
    """Things that at least two files share, and few."""
    seen = hand.select("thing", "assessment").distinct()
    n = seen.group_by("thing").agg(n=seen.count()).cross_join(file.agg(n_all=file.count()))
    few = (n.n <= 2) | (n.n.cast("float64") <= n.n_all.cast("float64") * rare_share)
    return n.filter(n.n >= 2, n.n <= max_files, few).select("thing")


def _side_by_side(hand: ir.Table, file: ir.Table, window_months: int) -> ir.Table:
    """One row is one thing that two unrelated files share: `mine` and `theirs`, and the rows it stands in on each."""
    file = file.select("assessment", "pair", "circle", "opened_on", "opened_told", "lives_in")
    told = hand.join(file, "assessment").mutate(told_on=lambda each: ibis.greatest(each.told_on, each.opened_told))
    mine = told.select("thing", "kind", "pair", *(told[name].name(f"mine_{name}") for name in _SIDE), mine="assessment")
    theirs = told.select("thing", *(told[name].name(f"theirs_{name}") for name in _SIDE), theirs="assessment")
    both = mine.join(theirs, "thing")
    keeps = ibis.interval(months=window_months)
    both = both.filter(
        both.mine_circle != both.theirs_circle,
        both.mine_opened_on <= (both.theirs_opened_on + keeps).cast("date"),
        both.theirs_opened_on <= (both.mine_opened_on + keeps).cast("date"),
        (both.mine_lives_in != both.theirs_lives_in).fill_null(True),
    )
    return both.mutate(shown_on=ibis.greatest(both.mine_told_on, both.theirs_told_on))


def _cited(both: ir.Table, side: str) -> ir.Table:
    return both.select("pair", *(both[f"{side}_{name}"].name(name) for name in ROWS), assessment=side)
