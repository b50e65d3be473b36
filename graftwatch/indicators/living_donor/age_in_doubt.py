"""LD-24: a donor is under age by some paper, or papers give dates of birth that lie far apart."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite

ROWS = ("person", "identity_document", "stated_relative", "donor_evaluation")


@indicator(
    code="LD-24",
    title="Donor under age, or papers apart on the age",
    about="donor",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("netcare", "summary of facts, five minors among the donors"),
        cite("sg-2020", "para 28"),
        cite("uk2023", "trial reports"),
    ],
    benign=[
        "Civil registers that were set up late, or burnt, and gave everybody a date anew",
        "A date of one calendar written down in another, or day and month exchanged with the year misread",
        "A young brother or sister who is examined early and gives only when of age",
        "An estimate of age from bones or teeth, which errs by years",
    ],
    blind_to=[
        "A child whose papers all say the same false date",
        "Papers whose date of birth was not typed in",
        "Dates on the first of January, which are read as a year only",
    ],
    ask_first=[
        "Protection first: somebody trained to hear children hears the donor, alone",
        "The issuer of each paper: which date of birth does your register give, and since when?",
    ],
    p_ring=Range(
        0.02, 0.15, on="2026-11", basis="found",
        source="five minors among the donors of 109 operations in the South African case",
    ),
    depends_on="donor",
    p_ordinary=Range(0.001, 0.02, on="2026-11", basis="design", source="no published rate; late civil registration"),
    may_be_victim=True,
    without={
        "identity_document": "that another paper gives another date of birth",
        "stated_relative": "that a family paper gives another date of birth",
        "donor_evaluation": "that an estimate of age says otherwise",
    },
    may_be_empty=[
        "person.birth_precision", "living_donor_assessment.surgery_planned_on",
    ],
)  # fmt: skip
def age_in_doubt(
    living_donor_assessment: ir.Table,
    person: ir.Table,
    identity_document: ir.Table | None = None,
    stated_relative: ir.Table | None = None,
    donor_evaluation: ir.Table | None = None,
    *,
    adult_age: int = count(
        18,
        basis="memory",
        source="Palermo Protocol, art. 3(d): a child is under eighteen; a State's law may ask more",
        within=(18, 21),
    ),
    tolerance_days: int = days(365, basis="design", source="indicators LD-24", within=(180, 730)),
) -> ir.Table:
    """Is a donor under age by some paper or estimate, or do the papers give dates of birth that lie far apart?

    A date known to the month or year only, or on the first of January, stands for all its days: it is no disagreement.
    Nobody is asked about for being young. The size is the number of papers that speak.
    """
    file = living_donor_assessment.filter(living_donor_assessment.donor.notnull())
    on = ibis.coalesce(file.surgery_planned_on, file.opened_on)
    file = file.select("donor", "recorded_on", on=on, living_donor_assessment="id")
    paper = _papers(file, person, identity_document, stated_relative)
    of_age = (paper.born_from + ibis.interval(months=12 * adult_age)).cast("date")
    nothing = ibis.null("int64")
    parts = [paper.filter(paper.on < of_age).mutate(days_apart=nothing)]
    if donor_evaluation is not None:
        estimate = donor_evaluation.filter(donor_evaluation.kind == "age", donor_evaluation.age_years < adult_age)
        estimate = estimate.select("assessment", told="recorded_on", row="id")
        estimate = estimate.join(file, [("assessment", "living_donor_assessment")])
        day = ibis.null("date")
        parts.append(_row(estimate, "donor_evaluation", born_from=day, born_to=day).mutate(days_apart=nothing))
    said = paper.group_by("donor").agg(latest=paper.born_from.max(), earliest=paper.born_to.min())
    apart = said.mutate(days_apart=said.latest.delta(said.earliest, unit="day"))
    apart = apart.filter(apart.days_apart > tolerance_days).select("donor", "days_apart")
    parts.append(paper.join(apart, "donor").select(parts[0].columns))
    every = ibis.union(*parts)
    keys = (*ROWS, "living_donor_assessment")
    asked = every.group_by("donor", "told", *keys).agg(days_apart=every.days_apart.max())
    counted = asked.group_by("donor").agg(n_papers=asked.count())
    asked = asked.join(counted, "donor")
    return asked.select(
        *keys, "n_papers", "days_apart", subject="donor", known_on="told", size=asked.n_papers.cast("float64")
    )


def _papers(
    file: ir.Table, person: ir.Table, identity_document: ir.Table | None, stated_relative: ir.Table | None
) -> ir.Table:
    """Each date of birth of each donor as the first and the last day it may stand for."""
    exact = ibis.literal("day")
    who = person.select("birth_date", told="recorded_on", row="id", how=person.birth_precision.fill_null("day"))
    parts = [_spanned(who.join(file, [("row", "donor")]), "person")]
    if identity_document is not None:
        paper = identity_document.select("birth_date", told="recorded_on", row="id", how=exact, whose="person")
        parts.append(_spanned(paper.join(file, [("whose", "donor")]), "identity_document"))
    if stated_relative is not None:
        own = stated_relative.filter(stated_relative.role == "self", stated_relative.kin_of == "donor")
        own = own.select("assessment", "birth_date", told="recorded_on", row="id", how=exact)
        parts.append(_spanned(own.join(file, [("assessment", "living_donor_assessment")]), "stated_relative"))
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _spanned(said: ir.Table, table: str) -> ir.Table:
    said = said.filter(said.birth_date.notnull())
    year, month = said.birth_date.truncate("Y").cast("date"), said.birth_date.truncate("M").cast("date")
    by_year = (said.how == "year") | (said.birth_date == year)
    by_month = said.how == "month"
    whole_year = (year + ibis.interval(months=12) - ibis.interval(days=1)).cast("date")
    whole_month = (month + ibis.interval(months=1) - ibis.interval(days=1)).cast("date")
    return _row(
        said,
        table,
        born_from=by_year.ifelse(year, by_month.ifelse(month, said.birth_date)),
        born_to=by_year.ifelse(whole_year, by_month.ifelse(whole_month, said.birth_date)),
    )


def _row(said: ir.Table, table: str, *, born_from: ir.Value, born_to: ir.Value) -> ir.Table:
    """One paper of one donor: a person's row is the donor's own, and then the key of the join."""
    nothing = ibis.null("string")
    donor = said.donor if "donor" in said.columns else (said.row if table == "person" else said.whose)
    file = said.living_donor_assessment if "living_donor_assessment" in said.columns else said.assessment
    return said.select(
        "on",
        donor=donor,
        told=ibis.greatest(said.told, said.recorded_on),
        born_from=born_from,
        born_to=born_to,
        living_donor_assessment=file,
        **{name: said.row if name == table else nothing for name in ROWS},
    )
