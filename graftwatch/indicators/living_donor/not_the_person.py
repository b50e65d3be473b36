"""LD-17: the donor who came is not the person whom the papers, or the blood, describe."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch.indicators import Range, count, days, indicator
from graftwatch.indicators.same_genotype import one_genotype
from graftwatch.indicators.typed_loci import agreed
from graftwatch.law import cite

GROUPS = ("A", "B", "AB", "O")
ROWS = ("identity_check", "person", "laboratory_result", "genotype", "living_donor_assessment")
LOCI = ("method", "locus", "allele_1", "allele_2", "born_on", "sex", "is_donor")


def under_two_names(rows: pa.Table, *, min_loci: float, max_apart: float, birth_days: float) -> pa.Table:
    """The rows that speak for themselves, and of the typed people those donors whose genotype is another's too.

    Two people of one sex and nearly one date of birth are taken for one person with two numbers, or for twins.
    """
    told = rows.to_pylist()
    by_person: dict[str, list[dict[str, Any]]] = {}
    for row in told:
        if row["locus"] is not None:
            by_person.setdefault(row["subject"], []).append(row | {"side": "own"})
    profiles = {person: agreed(own, "own", "str") for person, own in by_person.items()}
    twice: set[str] = set()
    for pair in one_genotype(profiles, min_loci=int(min_loci), max_apart=int(max_apart)):
        one, other = (by_person[person][0] for person in pair)
        born = one["born_on"], other["born_on"]
        apart = None not in born and abs((born[0] - born[1]).days) > birth_days
        if apart or (one["sex"] and other["sex"] and one["sex"] != other["sex"]):
            twice |= set(pair)
    found = [row for row in told if row["locus"] is None or (row["subject"] in twice and row["is_donor"])]
    signs: dict[str, set[str]] = {}
    for row in found:
        signs.setdefault(row["subject"], set()).add(next(name for name in ROWS if row[name] is not None))
    found = [row | {"size": float(len(signs[row["subject"]])), "n_signs": len(signs[row["subject"]])} for row in found]
    shown = [field for field in rows.schema if field.name not in LOCI]
    return pa.Table.from_pylist([{field.name: row[field.name] for field in shown} for row in found], pa.schema(shown))


@indicator(
    code="LD-17",
    title="The donor is not the person on the papers",
    about="donor",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["hospital", "laboratory"],
    cites=[
        cite("isthosp", "press report of the hospital's own check"),
        cite("pune", "press report of a sham spouse"),
        cite("raman2015", "press report, exchanged photographs"),
        cite("del2024a", "police statements, forged papers"),
        cite("kinship-statistics", "from memory: typing error"),
    ],
    benign=[
        "An old or poor photograph, an illness, or a name changed by marriage",
        "A register that gave one number to two people, or a clerk who typed a neighbour's number",
        "A blood group told from memory, a tube exchanged in the ward, or a marrow transplant",
        "Identical twins, and samples exchanged in the laboratory",
    ],
    blind_to=[
        "A stranger with the true papers of a person who looks alike, where nobody compares faces",
        "Checks that differ and that nobody looked at again",
        "Two records of one person with nearly one date of birth: they are taken for a double entry",
    ],
    ask_first=[
        "Protection first: somebody independent hears the person who came, alone, under whatever name",
        "A document examiner and the issuing register: whose photograph and whose number is this?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="impostors and exchanged photographs in four reported cases; most rings forge the tie, not the person",
    ),
    p_ordinary=Range(0.001, 0.01, on="2026-11", basis="design", source="no published rate; confirmed by a human only"),
    never_alone=True,
    may_be_victim=True,
    judge=under_two_names,
    entitled="genetics",
    without={
        "identity_check": "that face or fingerprint was compared",
        "laboratory_result": "that a laboratory found another blood group",
        "genotype": "that one genotype stands under two names",
    },
    may_be_empty=["person.national_id", "person.blood_group", "person.birth_date", "person.sex"],
)  # fmt: skip
def not_the_person(
    living_donor_assessment: ir.Table,
    person: ir.Table,
    identity_check: ir.Table | None = None,
    laboratory_result: ir.Table | None = None,
    genotype: ir.Table | None = None,
    *,
    min_loci: int = count(10, basis="design", source="so that no two but twins agree by chance", within=(8, 20)),
    max_apart: int = count(
        1, basis="design", source="one locus of ten and more may be a fault of typing", within=(0, 2)
    ),
    birth_days: int = days(366, basis="design", source="nearer dates are one person entered twice, or twins"),
) -> ir.Table:
    """Does a confirmed check of identity, a blood group, a number or a genotype say that the donor is another?

    Asked about are a comparison that differs, that a human confirmed and that no later one of its kind took back; two
    blood groups of one person; one identity number, or one genotype, of two people who are not of one birth. The size
    is the number of different signs.
    """
    file = living_donor_assessment.filter(living_donor_assessment.donor.notnull())
    file = file.mutate(order=ibis.row_number().over(group_by=file.donor, order_by=file.id))
    donor = file.filter(file.order == 0).select("donor", opened_told="recorded_on", file="id")
    own = person.join(donor, [("id", "donor")])
    parts = [_one_number(own, birth_days)]
    if identity_check is not None:
        parts.append(_checked(identity_check, donor))
    if laboratory_result is not None:
        parts.append(_blood(own, laboratory_result))
    if genotype is not None:
        parts.append(_typed(genotype, person, donor))
    return ibis.union(*parts)


def _said(rows: ir.Table, subject: ir.Value, **named: ir.Value) -> ir.Table:
    text, zero = ibis.null("string"), ibis.null("int64")
    blank = dict.fromkeys((*ROWS, "method", "locus", "allele_1", "allele_2", "sex"), text)
    others = {
        "size": ibis.null("float64"),
        "n_signs": zero,
        "born_on": ibis.null("date"),
        "is_donor": ibis.literal(True),
    }
    return rows.select(**({"subject": subject} | blank | others | named))


def _checked(check: ir.Table, donor: ir.Table) -> ir.Table:
    seen = check.join(donor, [("person", "donor")])
    looked = seen.filter(seen.confirmed_by_human == "yes", seen.result.isin(("agrees", "differs")))
    order = ibis.row_number().over(
        group_by=[looked.person, looked.kind], order_by=[ibis.desc(looked.checked_on), looked.id]
    )
    last = looked.mutate(order=order)
    last = last.filter(last.order == 0, last.result == "differs")
    told = ibis.coalesce(last.recorded_on, last.checked_on)
    return _said(last, last.person, known_on=told, identity_check=last.id, living_donor_assessment=last.file)


def _one_number(own: ir.Table, birth_days: int) -> ir.Table:
    held = own.filter(own.national_id.notnull())
    other = held.select("national_id", other="id", other_born="birth_date", other_sex="sex")
    both = held.join(other, "national_id")
    apart = both.birth_date.delta(both.other_born, unit="day").abs() > birth_days
    both = both.filter(both.id != both.other, apart.fill_null(False) | (both.sex != both.other_sex).fill_null(False))
    both = both.select("id", "recorded_on", "opened_told", "file").distinct()
    told = ibis.greatest(both.recorded_on, both.opened_told)
    return _said(both, both.id, known_on=told, person=both.id, living_donor_assessment=both.file)


def _blood(own: ir.Table, result: ir.Table) -> ir.Table:
    tested = result.filter(result.test == "blood_group", result.value_text.isin(GROUPS))
    tested = tested.select("person", told="recorded_on", group="value_text", row="id")
    both = tested.join(own.select("blood_group", "file", "opened_told", who="id"), [("person", "who")])
    found = both.group_by("person").agg(least=both.group.min(), most=both.group.max(), noted=both.blood_group.min())
    noted = found.noted.isin(GROUPS) & (found.noted != found.least)
    other = found.filter((found.least != found.most) | noted.fill_null(False)).select("person")
    asked = both.semi_join(other, "person")
    told = ibis.greatest(asked.told, asked.opened_told)
    return _said(asked, asked.person, known_on=told, laboratory_result=asked.row, living_donor_assessment=asked.file)


def _typed(genotype: ir.Table, person: ir.Table, donor: ir.Table) -> ir.Table:
    known = genotype.filter(genotype.method == "str", *(genotype[name].notnull() for name in LOCI[1:4]))
    known = known.select("person", "method", "locus", "allele_1", "allele_2", told="recorded_on", row="id")
    known = known.join(person.select("sex", born_on="birth_date", who="id"), [("person", "who")])
    known = known.left_join(donor, [("person", "donor")])
    told = ibis.greatest(known.told, known.opened_told)
    same = {name: known[name] for name in (*LOCI[:4], "born_on", "sex")}
    rows = {"genotype": known.row, "living_donor_assessment": known.file}
    return _said(known, known.person, known_on=told, is_donor=known.donor.notnull(), **same, **rows)
