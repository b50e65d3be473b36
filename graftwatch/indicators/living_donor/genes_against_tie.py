"""LD-01: the genes of donor and recipient speak against the blood tie that they claim."""

from __future__ import annotations

import math
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch.indicators import Range, count, indicator, share
from graftwatch.indicators.kinship_ratio import SHARED, log10_ratio, nothing_in_common
from graftwatch.indicators.typed_loci import frequencies, of_both
from graftwatch.law import cite

ONE_HAPLOTYPE = ("parent", "child")

WORDS = dict.fromkeys(("subject", "genotype", "living_donor_assessment"), pa.string())
COUNTS = dict.fromkeys(("n_loci", "n_loci_apart", "n_samples"), pa.int64())
SIZES = dict.fromkeys(("size", "share_likelihood"), pa.float64())
ANSWER = pa.schema(WORDS | COUNTS | SIZES | {"known_on": pa.date32()})

Row = dict[str, Any]


def against_the_tie(
    rows: pa.Table,
    *,
    lr_exclude: float,
    min_loci: float,
    min_hla_apart: float,
    min_samples: float,
    min_frequency: float,
    typing_error: float,
    mutation: float,
) -> pa.Table:
    """The genotype rows of pairs whose claimed tie is at most `lr_exclude` times as likely as none.

    `n_samples` is how many samples of the side that gave fewer the answer rests on. `share_likelihood` is the ratio.
    """
    found: list[Row] = []
    pairs: dict[str, list[Row]] = {}
    for row in rows.to_pylist():
        pairs.setdefault(row["subject"], []).append(row)
    for own in pairs.values():
        n_samples = min(len({row["sample"] for row in own if row["side"] == side}) for side in ("donor", "recipient"))
        if n_samples < max(1, min_samples):
            continue
        told = _judged(own, min_loci, min_frequency, typing_error, mutation)
        excluded = told["log"] is not None and told["log"] <= math.log10(lr_exclude)
        # where repeats speak for the tie, a haplotype that is not shared is a fault of one of the two tests
        by_hla = told["log"] is None and told["n_hla_apart"] >= min_hla_apart
        if not (excluded or by_hla):
            continue
        numbers = {
            "size": -told["log"] if excluded else float(told["n_hla_apart"]),
            "n_loci": told["n_loci"],
            "n_loci_apart": told["n_apart"] if excluded else told["n_hla_apart"],
            "n_samples": n_samples,
            "share_likelihood": 10 ** told["log"] if excluded else None,
        }
        found += [row | numbers for row in own]
    return pa.Table.from_pylist([{name: row[name] for name in ANSWER.names} for row in found], ANSWER)


def _judged(own: list[Row], min_loci: float, floor: float, error: float, mutation: float) -> Row:
    tie, both, hla = own[0]["tie"], of_both(own, "str"), of_both(own, "hla")
    log = None
    if len(both) >= min_loci:
        log = log10_ratio(both, tie, frequencies(own, floor), error=error, mutation=mutation)
    hla_apart = sum(nothing_in_common(*pair) for pair in hla.values()) if tie in ONE_HAPLOTYPE else 0
    apart = sum(nothing_in_common(*pair) for pair in both.values())
    n_loci = len(both) if log is not None else len(hla)
    return {"log": log, "n_apart": apart, "n_hla_apart": hla_apart, "n_loci": n_loci}


@indicator(
    code="LD-01",
    title="Genes speak against the claimed blood tie",
    about="pair",
    family="falsity",
    strength="strong",
    phase="before surgery",
    holders=["laboratory", "hospital"],
    cites=[
        cite("ijt2022", "abstract"),
        cite("mohan2025", "event report"),
        cite("maha2018", "reports of the refusal"),
        cite("kinship-statistics", "from memory: likelihood ratios by shared descent"),
    ],
    benign=[
        "Adoption, fostering or a step-family that the family calls blood kin",
        "A parentage that nobody in the family knows of, and that must never be told to any of them",
        "Samples that were exchanged in the ward or in the laboratory",
        "A donor or recipient who had a marrow transplant, or blood shortly before the sample",
        "A people whose alleles are rare in this country's laboratories",
    ],
    blind_to=[
        "Ties by marriage, and blood ties that are not named more closely",
        "Pairs of whom only HLA was typed, unless they claim to be parent and child",
        "Samples of a true relative handed in for the donor's",
        "Kin who are truly kin and are paid all the same",
    ],
    ask_first=[
        "The laboratory, by number only: were both samples drawn by you, and may they be drawn again?",
        "A genetic counsellor, before anybody else: what does the second test say? To the pair, nothing of this",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="false blood ties recur in the cases; few centres type more than HLA, and rings avoid those that do",
    ),
    p_ordinary=Range(
        0.005, 0.04, on="2026-11", basis="memory",
        source="unknown parentage is found in some per cent of families tested; adoption and swaps; from memory",
    ),
    never_alone=True,
    judge=against_the_tie,
    entitled="genetics",
)  # fmt: skip
def genes_against_tie(
    genotype: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    lr_exclude: float = share(
        0.01, basis="memory", source="usual practice of kinship testing; indicators LD-01", within=(0.0001, 0.01)
    ),
    min_loci: int = count(10, basis="design", source="fewer repeats exclude few false ties", within=(8, 20)),
    min_hla_apart: int = count(
        2, basis="design", source="one HLA locus apart may be a fault of typing; a haplotype has several", within=(2, 4)
    ),
    min_samples: int = count(
        1,
        basis="design",
        source="with 1 the finding says that it rests on one sample; 2 asks for a repeat",
        within=(1, 2),
    ),
    min_frequency: float = share(
        0.01, basis="memory", source="a floor for alleles seen seldom, as laboratories use", within=(0.001, 0.05)
    ),
    typing_error: float = share(0.005, basis="memory", source="of genotypes read wrongly", within=(0.001, 0.02)),
    mutation: float = share(0.002, basis="memory", source="of short repeats, per birth", within=(0.001, 0.005)),
) -> ir.Table:
    """Are the genotypes of donor and recipient far less likely under the blood tie they claim than between strangers?

    Repeats on unlinked loci are weighed by a likelihood ratio with typing error and mutation. HLA counts only between
    parent and child, who must share a haplotype: a quarter of full siblings share none. The size is the power of ten
    against the tie, or the HLA loci without a common allele. No allele leaves this question, and nobody but the
    reviewer entitled to it may learn of it.
    """
    file = living_donor_assessment.filter(living_donor_assessment.relationship.isin(tuple(SHARED)))
    file = file.filter(file.donor.notnull(), file.recipient.notnull())
    file = file.mutate(order=ibis.row_number().over(group_by=[file.donor, file.recipient], order_by=file.id))
    file = file.filter(file.order == 0)  # a pair's second file is the same pair
    typed = genotype.filter(*(genotype[name].notnull() for name in ("person", "locus", "allele_1", "allele_2")))
    typed = _counted(typed)
    return ibis.union(*(_of_side(typed, file, side) for side in ("donor", "recipient")))


def _counted(typed: ir.Table) -> ir.Table:
    """With how many alleles of the locus were seen in this country's people, and how many were this one."""
    person = typed.select("person", "method", "locus", "allele_1", "allele_2").distinct()
    alleles = ibis.union(*(person.select("method", "locus", allele=name) for name in ("allele_1", "allele_2")))
    each = alleles.group_by("method", "locus", "allele").agg(n=alleles.count())
    each = each.mutate(n_all=each.n.sum().over(group_by=[each.method, each.locus]))
    for column, number in (("allele_1", "n_1"), ("allele_2", "n_2")):
        counted = each.select("method", "locus", "n_all", **{column: each.allele, number: each.n})
        typed = typed.drop(*({"n_all"} & set(typed.columns))).join(counted, ["method", "locus", column])
    return typed


def _of_side(typed: ir.Table, file: ir.Table, side: str) -> ir.Table:
    own = typed.select(
        "method", "locus", "allele_1", "allele_2", "n_1", "n_2", "n_all", whose="person", genotype="id",
        sample=ibis.coalesce(typed.sample_number, ibis.literal("")), told="recorded_on",
    )  # fmt: skip
    pair = file.select("relationship", "recorded_on", whose=side, pair=file.donor + ":" + file.recipient, file="id")
    both = own.join(pair, "whose")
    return both.select(
        "genotype", "method", "locus", "allele_1", "allele_2", "n_1", "n_2", "n_all", "sample",
        subject="pair",
        side=ibis.literal(side),
        tie="relationship",
        known_on=ibis.greatest(both.told, both.recorded_on),
        living_donor_assessment="file",
    )  # fmt: skip
