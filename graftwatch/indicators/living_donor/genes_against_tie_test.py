"""LD-01, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.living_donor.genes_against_tie import genes_against_tie
from graftwatch.testing import asking

N_LOCI = 12


def world(tie="parent", donor=("8", "9"), recipient=("8", "10"), *, samples=1, n_loci=N_LOCI, extra=(), hla=()):
    """A pair typed at short repeats, alike at each locus, among forty others; `extra` and `hla`: (person, locus, …)."""
    lines = [
        f"{person} | s{person}{sample} | str | l{locus} | {' | '.join(alleles)}"
        for person, alleles in (("dan", donor), ("rosa", recipient))
        if alleles
        for sample in range(samples)
        for locus in range(n_loci)
    ]
    for person in range(40):
        ends = str(8 + person % 5), str(8 + (person // 5) % 5)
        lines += [f"p{person} | x | str | l{locus} | {' | '.join(ends)}" for locus in range(n_loci)]
    lines += [f"{person} | s{person}0 | str | {locus} | {one} | {two}" for person, locus, one, two in extra]
    lines += [f"{person} | s{person}0 | hla | {locus} | {one} | {two}" for person, locus, one, two in hla]
    head = "genotype\nid | person | sample_number | method | locus | allele_1 | allele_2 | typed_on\n"
    file = "\n\nliving_donor_assessment\nid | donor | recipient | relationship | opened_on\n"
    rows = "\n".join(f"g{n} | {line} | 2025-01-01" for n, line in enumerate(lines))
    return head + rows + file + f"a1 | dan | rosa | {tie} | 2025-01-01"


APART = {"donor": ("8", "9"), "recipient": ("11", "12")}


def subjects(picture, **settings):
    return asking(genes_against_tie, picture, **settings).subjects


def test_a_parent_and_child_without_a_common_allele_are_asked_about():
    answer = asking(genes_against_tie, world(**APART))
    assert answer.subjects == {"dan:rosa"}
    assert {table for table, _row in answer.cited} == {"genotype", "living_donor_assessment"}
    assert set(answer.number("n_loci")) == {N_LOCI} == set(answer.number("n_loci_apart"))
    assert set(answer.number("n_samples")) == {1}


def test_no_allele_leaves_the_question():
    columns = set(asking(genes_against_tie, world(**APART)).rows.column_names)
    assert not columns & {"locus", "allele_1", "allele_2", "side", "tie", "n_1", "n_2"}


@pytest.mark.parametrize("tie", ["parent", "child", "sibling", "half_sibling", "cousin"])
def test_genes_that_fit_are_silent(tie):
    assert subjects(world(tie)) == set()


@pytest.mark.parametrize("tie", ["spouse", "friend", "other_blood_relative"])
def test_a_tie_that_foretells_nothing_is_not_weighed(tie):
    assert subjects(world(tie, **APART)) == set()


def test_one_locus_apart_is_a_mutation_or_a_slip():
    off = [("dan", "m", "8", "9"), ("rosa", "m", "11", "12")]
    assert subjects(world(extra=off)) == set()


def test_errors_and_mutations_take_the_sharpness_off():
    few = {"min_loci": 1}
    picture = world(**APART, n_loci=1)
    assert subjects(picture, typing_error=0.001, mutation=0.001, **few) == {"dan:rosa"}
    assert subjects(picture, typing_error=0.02, mutation=0.001, **few) == set()
    assert subjects(picture, typing_error=0.001, mutation=0.02, **few) == set()


def test_lr_exclude_has_two_sides():
    (found,) = set(asking(genes_against_tie, world(**APART), lr_exclude=0.01).number("share_likelihood"))
    assert subjects(world(**APART), lr_exclude=found * 1.001) == {"dan:rosa"}
    assert subjects(world(**APART), lr_exclude=found * 0.999) == set()


def test_min_loci_are_typed_of_both():
    assert subjects(world(**APART), min_loci=N_LOCI) == {"dan:rosa"}
    assert subjects(world(**APART), min_loci=N_LOCI + 1) == set()


def test_min_samples_of_each_side():
    assert subjects(world(**APART, samples=2), min_samples=2) == {"dan:rosa"}
    assert subjects(world(**APART, samples=1), min_samples=2) == set()


def test_a_locus_on_which_two_samples_disagree_is_left_out():
    again = [("dan", f"l{n}", "11", "12") for n in range(N_LOCI - 9)]
    picture = world(**APART, samples=2, extra=again)
    assert subjects(picture, min_loci=9) == {"dan:rosa"}
    assert subjects(picture, min_loci=10) == set()


def test_an_allele_seen_seldom_has_min_frequency():
    rare = world("sibling", ("8", "77"), ("77", "10"))
    assert subjects(rare, min_frequency=0.01) == set()
    assert subjects(rare, min_frequency=0.5) == {"dan:rosa"}


HLA = [("dan", "A", "A*02:01", "A*03"), ("dan", "B", "B*07", "B*08"), ("dan", "DRB1", "DRB1*01", "DRB1*03")]


def typed(*alleles):
    return [("rosa", *each) for each in alleles]


OTHERS = typed(("A", "A*11", "A*24"), ("B", "B*35", "B*44"), ("DRB1", "DRB1*01", "DRB1*04"))


def only_hla(tie, hla):
    return world(tie, (), (), hla=[*HLA, *hla])


def test_parent_and_child_share_a_haplotype_and_full_siblings_need_not():
    assert asking(genes_against_tie, only_hla("parent", OTHERS)).sizes == {"dan:rosa": 2}
    assert subjects(only_hla("sibling", OTHERS)) == set()


def test_min_hla_apart_loci():
    assert subjects(only_hla("child", OTHERS), min_hla_apart=2) == {"dan:rosa"}
    assert subjects(only_hla("child", OTHERS), min_hla_apart=3) == set()


def test_laboratories_of_two_resolutions_agree_in_the_first_field():
    near = typed(("A", "A*02", "A*24"), ("B", "B*07:02", "B*44"), ("DRB1", "DRB1*04", "DRB1*04"))
    assert subjects(only_hla("parent", near)) == set()


def test_where_repeats_speak_for_the_tie_an_unshared_haplotype_is_a_fault_of_one_test():
    assert subjects(world("parent", hla=[*HLA, *OTHERS])) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\ngenotype\nid\ng1") == set()
    assert subjects("living_donor_assessment\nid\n\ngenotype\nid") == set()
