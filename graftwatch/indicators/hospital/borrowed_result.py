"""HO-15: the same laboratory values stand under two people, or come from a laboratory that nobody knows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

ELSEWHERE = codes.RESIDENCY.in_group("non_resident")


@indicator(
    code="HO-15",
    title="Laboratory result of somebody else, or of no known laboratory",
    about="pair",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["laboratory"],
    cites=[
        cite("egycases", "falsified donor tests"),
        cite("del-sum", "summary of the file review"),
        cite("sg-2020", "para 20"),
        cite("who-gp", "principle 10"),
    ],
    benign=[
        "A sample entered once more under the wrong number by the laboratory",
        "One person who stands in the records twice",
        "A laboratory abroad, or a new one, whose licence has not reached our records",
        "A template of a report that was saved with the last patient's values, or the control sample of an analyser",
    ],
    blind_to=[
        "Values of which one was changed, results invented from nothing, and values used for very many people",
        "Reports with few values: two people may well share them",
        "A result from an unknown laboratory that a known one repeated: it was checked",
        "Somebody else's blood sent to an honest laboratory",
    ],
    ask_first=[
        "The laboratory named: whose sample was this number, and who brought it?",
        "An accredited laboratory: draw and test again, with the donor's identity checked at the needle",
    ],
    p_ring=Range(
        0.03, 0.2, on="2026-11", basis="design",
        source="falsified donor tests in the Egyptian cases, a paper laboratory in a Delhi summary; few others",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="copies by mistake, laboratories abroad; no published rate"
    ),
    may_be_empty=[
        *(f"laboratory_result.{name}" for name in (
            "laboratory", "laboratory_as_stated", "sample_number", "analyte", "value", "unit_code")),
        "genotype.accredited", "genotype.sample_number", "person.family_name", "person.birth_date", "person.residency",
    ],
    without={
        "facility": "a laboratory whose key stands in no record of ours",
        "genotype": "an unknown laboratory that is stated to be accredited",
        "person": "one person who stands in the records twice, and people who brought reports from where they live",
    },
)  # fmt: skip
def borrowed_result(
    laboratory_result: ir.Table,
    donor_file: ir.Table,
    facility: ir.Table | None = None,
    genotype: ir.Table | None = None,
    person: ir.Table | None = None,
    *,
    analytes: int = count(
        8, basis="design", source="indicators HO-15: exact agreement on eight values or more", within=(6, 12)
    ),
    control_people: int = count(
        5, basis="design", source="values under as many people of one laboratory are its control sample", within=(4, 12)
    ),
) -> ir.Table:
    """Do all values of a laboratory report agree with those of an unrelated person, or does a test rest only on a
    laboratory that is neither in our records nor stated to be accredited?

    Two reports of one kind of test agree where each has the same values, in numbers and units, for the same things
    measured, and at least `analytes` of them. Left out are mix-ups between donor and recipient of one pair, one person
    under two numbers, and the control sample of an analyser; of unknown laboratories, whatever people who live in
    another country brought along. The size is the number of values that agree; one for an unknown laboratory.
    """
    filed = _filed(donor_file)
    result = laboratory_result.join(filed, [("person", "who")]).select(
        "person", "circle", "pair", "assessment", "test", "analyte", "value", "unit_code", "laboratory",
        "laboratory_as_stated", "observed_on", "recorded_on", "sample_number", laboratory_result="id",
    )  # fmt: skip
    same = _same(result, person, analytes, control_people)
    if person is not None:
        away = person.filter(person.residency.isin(ELSEWHERE)).select(key="id")
        result = result.anti_join(away, [("person", "key")])
    unknown = _unknown(result, facility, genotype)
    every = ibis.union(same, unknown)
    return every.filter(every.subject.notnull())


def _filed(donor_file: ir.Table) -> ir.Table:
    """Who stands in which file, by person; where in several, in the one opened last."""
    file = donor_file.filter(donor_file.pair.notnull())
    part = ("assessment", "pair", "circle", "opened_on")
    sides = ibis.union(file.select(*part, who="donor"), file.select(*part, who="recipient"))
    order = ibis.row_number().over(group_by=sides.who, order_by=[ibis.desc(sides.opened_on), sides.assessment])
    last = sides.mutate(order=order)
    return last.filter(last.order == 0).drop("order", "opened_on")


def _same(result: ir.Table, person: ir.Table | None, analytes: int, control_people: int) -> ir.Table:
    """Rows of reports that agree in full with a report of somebody in another circle."""
    value = result.filter(result.value.notnull(), result.analyte.notnull()).mutate(
        report=result.person
        + "|"
        + ibis.coalesce(result.sample_number, result.observed_on.strftime("%Y-%m-%d"), "")
        + "|"
        + result.test.fill_null(""),
        unit=result.unit_code.fill_null(""),
    )
    report = value.group_by("report").agg(
        n_values=value.analyte.nunique(), least=value.value.min(), most=value.value.max(),
        person=value.person.min(), circle=value.circle.min(), laboratory=value.laboratory.min(),
    )  # fmt: skip
    report = report.filter(report.n_values >= analytes)
    # reports that agree have as many values, and the same least and most: few are left to be compared value by value
    other = report.select(
        "n_values", "least", "most", other="report", other_person="person", other_circle="circle",
        other_laboratory="laboratory",
    )  # fmt: skip
    both = report.join(other, ["n_values", "least", "most"])
    both = both.filter(both.report != both.other, both.circle != both.other_circle)
    if person is not None:
        both = _two_people(both, person)
    values = value.select("report", "analyte", "unit", "value").distinct()
    both = both.mutate(there=(both.laboratory == both.other_laboratory).fill_null(False).ifelse(1, 0))
    mine = both.select("report", "other", "n_values", "other_person", "there").join(values, "report")
    theirs = values.select("analyte", "unit", "value", of="report")
    alike = mine.join(theirs, [("other", "of"), "analyte", "unit", "value"])
    alike = alike.group_by("report", "other", "n_values", "other_person", "there").agg(
        n_agreeing=alike.analyte.nunique()
    )
    alike = alike.filter(alike.n_agreeing == alike.n_values)
    most = alike.group_by("report").agg(
        n_agreeing=alike.n_agreeing.max(),
        n_others=alike.other_person.nunique(),
        n_there=alike.other_person.nunique(where=alike.there == 1),
    )
    most = most.filter(most.n_there + 1 < control_people).drop("n_there")
    rows = value.join(most, "report")
    return _told(rows, size=rows.n_agreeing.cast("float64"), n_agreeing=rows.n_agreeing, n_others=rows.n_others)


def _two_people(both: ir.Table, person: ir.Table) -> ir.Table:
    """Without those whose family name and birth date are the same: one person under two numbers."""
    who = person.select("family_name", "birth_date", key="id")
    both = both.join(who, [("person", "key")]).drop("key")
    them = person.select(other_name="family_name", other_born="birth_date", key="id")
    both = both.join(them, [("other_person", "key")])
    one = (both.family_name == both.other_name) & (both.birth_date == both.other_born)
    return both.filter(~one.fill_null(False)).select(
        *("report", "other", "n_values", "other_person", "laboratory", "other_laboratory")
    )


def _unknown(result: ir.Table, facility: ir.Table | None, genotype: ir.Table | None) -> ir.Table:
    """Rows of tests for which a person has results of unknown laboratories only."""
    stated = result.filter(result.laboratory.isnull(), result.laboratory_as_stated.notnull())
    known = result.filter(result.laboratory.notnull())
    if facility is not None:
        held = facility.select(key="id")
        stated = ibis.union(stated, known.anti_join(held, [("laboratory", "key")]))
        known = known.semi_join(held, [("laboratory", "key")])
    checked = known.filter(known.test.notnull()).select(who="person", what="test").distinct()
    stated = stated.anti_join(checked, [("person", "who"), ("test", "what")])
    if genotype is not None:
        sure = genotype.filter(genotype.accredited == "yes").select(who="person", sample="sample_number").distinct()
        stated = stated.anti_join(sure, [("person", "who"), ("sample_number", "sample")])
    nothing = ibis.literal(0, "int64")
    return _told(stated, size=ibis.literal(1.0), n_agreeing=nothing, n_others=nothing)


def _told(rows: ir.Table, *, size: ir.Value, n_agreeing: ir.Value, n_others: ir.Value) -> ir.Table:
    return rows.select(
        "laboratory_result", subject="pair", known_on="recorded_on", size=size, n_agreeing=n_agreeing,
        n_others=n_others, living_donor_assessment="assessment",
    )  # fmt: skip
