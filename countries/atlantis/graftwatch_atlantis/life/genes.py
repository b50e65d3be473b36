"""Who inherited what: HLA haplotypes and short tandem repeats, passed on inside blood ties. Truth, not a record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graftwatch_atlantis.dials import read
from graftwatch_atlantis.draw import some
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.state import Region

FATHERS, MOTHERS = 0, 1
CARRIES = {"cousin": 0.25, "other_blood_relative": 0.5}
"""The chance that such a relative carries the copy that the recipient had from that side of the family."""


@dataclass(frozen=True)
class Genes:
    """For each person and locus the two alleles, as places in the locus's own list; -1 where nobody drew them.

    The first locus is a whole haplotype of HLA-A, -B and -DRB1, which is passed on in one piece; the others are
    repeats on different chromosomes.
    """

    drawn: Array
    haplotypes: Array

    def hla(self, people: Array, locus: int) -> Array:
        """Both alleles of these people at HLA-A (0), -B (1) or -DRB1 (2)."""
        found: Array = self.haplotypes[self.drawn[people, 0, :], locus]
        return found

    def repeats(self, people: Array, locus: int) -> Array:
        found: Array = self.drawn[people, 1 + locus, :]
        return found


def draw_genes(region: Region) -> Genes:
    """Genes of every donor and recipient of a file; donors have theirs from the family that is truly theirs."""
    rng = region.rng("genes")
    file, person = region["living_donor_assessment"], region["person"]
    table = read("genes.toml")
    haplotypes = _haplotypes(region.rng("genes", "haplotypes"), table)
    draw = _Draw(rng, table, len(haplotypes))
    genes = np.full((person.n, 1 + len(table["str"]), 2), NOBODY)
    recipients = np.unique(file["recipient"][file["recipient"] != NOBODY])
    genes[recipients] = draw.people(len(recipients))
    other = np.full_like(genes, NOBODY)
    other[recipients] = draw.people(len(recipients))  # what father and mother did not pass on to the recipient
    paired = np.flatnonzero(file["recipient"] != NOBODY)
    genes[file["donor"][paired]] = _of_donors(region, rng, draw, paired, genes, other)
    alone = file["donor"][file["recipient"] == NOBODY]
    genes[alone] = draw.people(len(alone))
    return Genes(genes, haplotypes)


@dataclass(frozen=True)
class _Draw:
    """Strangers' genes by the frequencies of the table."""

    rng: np.random.Generator
    table: dict[str, dict[str, dict[str, float]]]
    n_haplotypes: int

    def people(self, n: int) -> Array:
        columns = [(self.rng.random((n, 2)) ** 2.2 * self.n_haplotypes).astype(np.int64)]
        for alleles in self.table["str"].values():
            share = np.array(list(alleles.values()))
            columns.append(self.rng.choice(len(share), size=(n, 2), p=share / share.sum()))
        return np.stack(columns, axis=1)


def _haplotypes(rng: np.random.Generator, table: dict[str, dict[str, dict[str, float]]]) -> Array:
    """Four hundred haplotypes put together from the alleles of the table; those in front are common."""
    columns = []
    for alleles in table["hla"].values():
        share = np.array(list(alleles.values()))
        columns.append(rng.choice(len(share), size=400, p=share / share.sum()))
    return np.stack(columns, axis=1)


def _of_donors(
    region: Region, rng: np.random.Generator, draw: _Draw, files: Array, genes: Array, other: Array
) -> Array:
    """A donor's two copies: through the family where the tie is of blood and truly so, else a stranger's."""
    file, person, n = region["living_donor_assessment"], region["person"], len(files)
    own, unpassed = genes[file["recipient"][files]], other[file["recipient"][files]]
    found = draw.people(n)
    tie = file["relationship"][files]
    tie = np.where(some(rng, n, region.rates.number("adopted_called_kin")), "adopted", tie)
    another_father = some(rng, n, region.rates.number("undisclosed_non_paternity"))
    donor_is_mother = person["sex"][file["donor"][files]] == "female"
    recipient_is_mother = person["sex"][file["recipient"][files]] == "female"
    coin = rng.random(found.shape) < 0.5
    for side in (FATHERS, MOTHERS):
        from_parent = np.where(coin[:, :, side], own[:, :, side], unpassed[:, :, side])
        through = (side == MOTHERS) | ~another_father
        siblings = (tie == "sibling") & through | (tie == "half_sibling") & (side == MOTHERS)
        found[siblings, :, side] = from_parent[siblings]
        # a parent passed one copy on, and keeps the other
        parent = (tie == "parent") & (donor_is_mother == (side == MOTHERS)) & through
        found[parent, :, 0], found[parent, :, 1] = own[parent, :, side], unpassed[parent, :, side]
        child = (tie == "child") & (recipient_is_mother == (side == MOTHERS)) & through
        either_copy = np.where(coin[:, :, side], own[:, :, 0], own[:, :, 1])
        found[child, :, side] = either_copy[child]
        for wider, chance in CARRIES.items():
            carries = (tie == wider)[:, None] & (rng.random(found.shape[:2]) < chance) & (side == FATHERS)
            found[:, :, side] = np.where(carries, own[:, :, side], found[:, :, side])
    twins = tie == "identical_twin"
    found[twins] = own[twins]
    return found
