"""What laboratories typed: HLA for nearly every candidate and recipient, repeats for few; with errors and swaps."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.dials import read
from graftwatch_atlantis.draw import days, pick, some, yes_no
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.life.genes import Genes, draw_genes
from graftwatch_atlantis.life.places import of_kind
from graftwatch_atlantis.state import BEGINS, ENDS, Region

SHORT = {"A": "A", "B": "B", "DRB1": "DR"}


def draw_genotypes(region: Region) -> None:
    """Samples first: whose, where, when, by which method; then a row for each locus of each sample."""
    rng = region.rng("genotypes")
    genes = draw_genes(region)
    whose, on, method, laboratory = _samples(region, rng)
    n = len(whose)
    tested = whose.copy()
    swapped = np.flatnonzero(some(rng, n, region.dials["genotypes.samples_swapped"]))
    tested[swapped] = whose[(swapped + 1) % n]  # the tube beside it on the rack
    accredited = some(rng, region["facility"].n, region.rates.number("accredited_laboratories"))
    number = np.array([f"S{k:07d}" for k in rng.permutation(9_000_000)[:n]], dtype=object)
    for kind in ("hla", "str"):
        rows = np.flatnonzero(method == kind)
        for place, (locus, alleles) in enumerate(read("genes.toml")[kind].items()):
            found = genes.hla(tested[rows], place) if kind == "hla" else genes.repeats(tested[rows], place)
            found = _mistyped(rng, found, len(alleles), region.dials["genotypes.typing_error"])
            names = np.sort(np.array(list(alleles), dtype=object)[found].astype(str), axis=1).astype(object)
            region["genotype"].add(
                len(rows),
                person=whose[rows],
                laboratory=laboratory[rows],
                accredited=yes_no(accredited[laboratory[rows]]),
                sample_number=number[rows],
                method=kind,
                locus=f"HLA-{locus}" if kind == "hla" else locus,
                allele_1=names[:, 0],
                allele_2=names[:, 1],
                typed_on=on[rows],
                _sheet=rows,
            )
    _results_agree(region, genes)


def _samples(region: Region, rng: np.random.Generator) -> tuple[Array, Array, Array, Array]:
    """Person, day, method and laboratory of every sample; some people are typed again elsewhere."""
    file, order, paper = region["living_donor_assessment"], region["laboratory_order"], region["kinship_evidence"]
    typed = np.flatnonzero((order["test"] == "hla_typing") & (order["assessment"] != NOBODY))
    donors, first = np.unique(order["person"][typed], return_index=True)
    recipients = np.unique(file["recipient"][file["recipient"] != NOBODY])
    recipients = recipients[some(rng, len(recipients), region.rates.number("recipients_typed"))]
    listed = _listed_on(region, recipients)
    dna = paper["assessment"][paper["kind"] == "dna"]
    more = np.flatnonzero((file["recipient"] != NOBODY) & some(rng, file.n, region.rates.number("repeats_typed")))
    pairs = np.unique(np.concatenate([dna, more]))
    whose = np.concatenate([donors, recipients, file["donor"][pairs], file["recipient"][pairs]])
    day = file["opened_on"][pairs] + days(rng, 12, 50, len(pairs))
    on = np.concatenate([order["ordered_on"][typed[first]] + days(rng, 1, 9, len(donors)), listed, day, day])
    method = np.array(["hla"] * (len(donors) + len(recipients)) + ["str"] * (2 * len(pairs)), dtype=object)
    laboratory = pick(rng, of_kind(region, "laboratory"), len(whose))
    laboratory[: len(donors)] = order["laboratory"][typed[first]]
    again = np.flatnonzero((method == "hla") & some(rng, len(whose), region.rates.number("typed_again")))
    whose, method = np.concatenate([whose, whose[again]]), np.concatenate([method, method[again]])
    on = np.concatenate([on, on[again] + days(rng, 20, 700, len(again))])
    laboratory = np.concatenate([laboratory, pick(rng, of_kind(region, "laboratory"), len(again))])
    kept = np.flatnonzero(on <= ENDS)
    kept = kept[np.argsort(on[kept], kind="stable")]
    return whose[kept], on[kept], method[kept], laboratory[kept]


def _listed_on(region: Region, people: Array) -> Array:
    """Around the day these people were listed."""
    entry = region["waiting_list_entry"]
    on = np.full(region["person"].n, BEGINS)
    on[entry["person"]] = entry["listed_on"]
    return np.maximum(on[people], BEGINS - 400) + region.rng("genotypes", "listed").integers(-60, 60, len(people))


def _mistyped(rng: np.random.Generator, found: Array, n_alleles: int, share: float) -> Array:
    wrong = rng.random(found.shape) < share
    drawn: Array = np.where(wrong, rng.integers(0, n_alleles, found.shape), found)
    return drawn


def _results_agree(region: Region, genes: Genes) -> None:
    """The report of a candidate's typing says in short what the laboratory typed."""
    result, file = region["laboratory_result"], region["living_donor_assessment"]
    rows = np.flatnonzero((result["test"] == "hla_typing") & np.isin(result["person"], file["donor"]))
    parts = []
    for place, (locus, alleles) in enumerate(read("genes.toml")["hla"].items()):
        short = np.array([str(int(name.split("*")[1].split(":")[0])) for name in alleles], dtype=object)
        both = short[genes.hla(result["person"][rows], place)]
        parts.append(SHORT[locus] + both[:, 0] + "," + both[:, 1])
    result["value_text"][rows] = parts[0] + " " + parts[1] + " " + parts[2]
