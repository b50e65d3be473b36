"""What laboratories typed of one pair, locus by locus, and how frequent each allele is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graftwatch.indicators.kinship_ratio import Genotype

Row = Mapping[str, Any]
Typed = dict[str, Genotype]


def of_both(own: Sequence[Row], method: str) -> dict[str, tuple[Genotype, Genotype]]:
    """By locus the genotypes of donor and recipient, where both are known."""
    donor, recipient = (agreed(own, side, method) for side in ("donor", "recipient"))
    return {locus: (donor[locus], recipient[locus]) for locus in sorted(donor.keys() & recipient.keys())}


def agreed(own: Sequence[Row], side: str, method: str) -> Typed:
    """The genotype of each locus on which all samples of one person agree."""
    seen: dict[str, set[Genotype]] = {}
    for row in own:
        if row["side"] == side and row["method"] == method:
            first, second = sorted((_field(row["allele_1"], method), _field(row["allele_2"], method)))
            seen.setdefault(row["locus"], set()).add((first, second))
    return {locus: next(iter(found)) for locus, found in seen.items() if len(found) == 1}


def _field(allele: str, method: str) -> str:
    """HLA to its first field, in which laboratories of every resolution agree: `A*02:01` is `02`."""
    return allele.split("*")[-1].split(":")[0] if method == "hla" else allele


def frequencies(own: Sequence[Row], floor: float) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in own:
        if row["method"] == "str":
            for allele, n in ((row["allele_1"], row["n_1"]), (row["allele_2"], row["n_2"])):
                found.setdefault(row["locus"], {})[allele] = max(n / max(row["n_all"], 1), floor)
    return found
