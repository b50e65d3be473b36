"""LD-18: one notary, witness, stamp or template behind the kinship papers of unrelated pairs."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite


@indicator(
    code="LD-18",
    title="One hand behind the papers of unrelated pairs",
    about="thing",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("del2024a", "police statements, forged stamps and embassy papers"),
        cite("del2024b", "police statement, seized stamps"),
        cite("kenya2025", "inquiry findings, questioned signatures"),
        cite("sg-2020", "para 20"),
    ],
    benign=[
        "The notary has the office beside the hospital, and patients from everywhere are sent there",
        "A consulate, a lawyer's office or a refugee service helps people from many places with the same form",
        "The layout is a standard one that any print shop or register office uses",
        "A well-known elder, teacher or landlord is asked by many families to witness",
        "Two witnesses of one name, or a stamp number read wrongly by the scanner",
    ],
    blind_to=[
        "Forgers who cut a new stamp for every file",
        "Files whose marks nobody typed in or scanned",
        "A ring whose donors all come from the municipality of its only notary",
        "A mark used across so many files, or so many years, that it looks like a standard form or an old office",
    ],
    ask_first=[
        "The office named on each paper: did you issue this, under this number, on this day?",
        "Whoever took the papers in: did the pairs bring them themselves, or did one person hand in several?",
    ],
    p_ring=Range(
        0.3, 0.7, on="2026-11", basis="design",
        source="stamps were seized in two Delhi operations of 2024 and signatures questioned in Kenya; charges pending",
    ),
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design", source="no published rate; offices that serve many places"
    ),
    without={"person": "that a notary serves the donors of one municipality"},
    may_be_empty=["person.municipality"],
)  # fmt: skip
def papers_from_one_hand(
    paper_mark: ir.Table,
    *,
    min_files: int = count(3, basis="design", source="indicators LD-18"),
    witness_min_files: int = count(4, basis="design", source="a witness is known by name only, and names repeat"),
    min_lift: float = share(
        3, basis="design", source="a share is at most the whole: where a fifth is from elsewhere, no lift exceeds five"
    ),
    window_months: int = months(24, basis="design", source="indicators LD-18"),
    established_share: float = share(
        0.5, basis="design", source="an office that mostly served others, before or after, is there for everybody"
    ),
    standard_share: float = share(0.2, basis="design", source="a mark on a fifth of all papers is a form's own"),
    standard_min_files: int = count(20, basis="design", source="fewer files cannot show that a mark is a standard one"),
) -> ir.Table:
    """Do the kinship papers of several unrelated pairs bear one mark, far more than its home would lead one to expect?

    A mark's home is the place most of its files come from. Its lift is the larger of two ratios: its share of files
    from elsewhere to the usual such share, and its files at home to those of other marks there. A village's only notary
    has neither. Left out is an office most of whose files lie outside the window. The size is the number of unrelated
    files.
    """
    shared = in_fullest_window(
        paper_mark, key="thing", member="circle", on="on", months=window_months, at_least=min_files, name="n_files"
    )
    shared = shared.filter((shared.kind != "witness") | (shared.n_files >= witness_min_files))
    lift = _lift(paper_mark.group_by("kind", "thing", "circle").agg(place=paper_mark.place.min()))
    standard = (lift.n >= standard_min_files) & (lift.n > lift.n_all * standard_share)
    asked = shared.join(lift.filter(~standard, lift.share_lift >= min_lift).select("thing", "share_lift", "n"), "thing")
    asked = asked.filter(asked.n - asked.n_files <= asked.n * established_share)
    return asked.select(
        "kinship_evidence",
        "n_files",
        "share_lift",
        subject="thing",
        known_on=ibis.greatest(asked.recorded_on, asked.opened_told),
        size=asked.n_files.cast("float64"),
        living_donor_assessment="assessment",
    )


def _lift(file: ir.Table) -> ir.Table:
    """Per thing: n files, n_all of its kind, and share_lift."""
    at = file.group_by("kind", "thing", "place").agg(n_home=file.count())
    there = at.group_by("kind", "place").agg(n_there=at.n_home.sum(), n_marks=at.count())
    order = ibis.row_number().over(group_by=at.thing, order_by=[ibis.desc(at.n_home), at.place])
    mark = at.mutate(order=order, n=at.n_home.sum().over(group_by=at.thing))
    mark = mark.filter(mark.order == 0).drop("order")
    usual = mark.group_by("kind").agg(n_all=mark.n.sum(), n_away=(mark.n - mark.n_home).sum())
    both = mark.join(usual, "kind").join(there, ["kind", "place"])
    away = (both.n - both.n_home).cast("float64")
    # one file more from elsewhere and two in all: while few papers are known, nothing is taken to be unusual
    usually = (both.n_away - away + 1) / (both.n_all - both.n + 2).cast("float64").nullif(0)
    others = (both.n_there - both.n_home).cast("float64") / (both.n_marks - 1).cast("float64").nullif(0)
    crowd = ibis.coalesce(both.n_home.cast("float64") / others.nullif(0), ibis.literal(0.0))
    spread = away / both.n.cast("float64").nullif(0) / usually.nullif(0)
    return both.select("thing", "n", "n_all", share_lift=ibis.greatest(spread, crowd))
