"""Samples that agree, resolutions that differ, and frequencies with a floor."""

from graftwatch.indicators.typed_loci import agreed, frequencies, of_both


def row(locus, *alleles, side="donor", method="str", n=(1, 1), n_all=100):
    return {
        "side": side, "method": method, "locus": locus, "allele_1": alleles[0], "allele_2": alleles[1],
        "n_1": n[0], "n_2": n[1], "n_all": n_all,
    }  # fmt: skip


def test_a_locus_counts_where_all_samples_of_the_person_agree():
    rows = [
        row("a", "8", "9"),
        row("a", "9", "8"),
        row("b", "8", "9"),
        row("b", "8", "8"),
        row("a", "7", "7", side="x"),
    ]
    assert agreed(rows, "donor", "str") == {"a": ("8", "9")}


def test_a_pair_is_compared_where_both_were_typed():
    rows = [row("a", "8", "9"), row("a", "7", "7", side="recipient"), row("b", "8", "9")]
    assert of_both(rows, "str") == {"a": (("8", "9"), ("7", "7"))}


def test_hla_agrees_in_its_first_field():
    rows = [row("A", "A*02:01", "A*03", method="hla"), row("A", "A*02", "03:01", method="hla")]
    assert agreed(rows, "donor", "hla") == {"A": ("02", "03")}


def test_an_allele_is_as_frequent_as_seen_but_never_under_the_floor():
    assert frequencies([row("a", "8", "9", n=(20, 1))], 0.05) == {"a": {"8": 0.2, "9": 0.05}}
