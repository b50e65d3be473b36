"""The smallest ring that is surely seen, and the page's table of recall."""

from graftwatch.evaluation.outcomes import outcomes
from graftwatch.evaluation.sections.recall import minimum_detectable, recall_section, smallest_section


def world(record, ring, found_of):
    rings = [ring(n, "2026-01-31", size=size, reuse=0.8) for n, size in enumerate([2, 5, 10] * 20)]
    met = {each["id"]: "2026-01-01" for each in rings if each["structure"]["size"] in found_of}
    return record(rings, met=met)


def test_the_smallest_cell_whose_lower_limit_is_a_half_is_named(plan, record, ring):
    every = outcomes([world(record, ring, {5, 10})], plan, "hospital")
    assert minimum_detectable(every, plan) == "4 to 5 pairs, of which 70% to 100% carry one link"


def test_where_no_cell_reaches_a_half_none_is_named(plan, record, ring):
    assert minimum_detectable(outcomes([world(record, ring, set())], plan, "hospital"), plan).startswith("none")


def test_few_rings_are_not_enough_however_many_of_them_are_found(plan, record, ring):
    rings = [ring(n, "2026-01-31") for n in range(3)]
    every = outcomes([record(rings, met={each["id"]: "2026-01-01" for each in rings})], plan, "hospital")
    assert minimum_detectable(every, plan).startswith("none")


def test_the_page_says_which_views_were_not_replayed(plan, record, ring):
    said = recall_section([world(record, ring, {10})], plan)
    assert "not replayed" in said
    assert "findings, no lead" in said
    assert "Minimum detectable ring" in smallest_section([world(record, ring, {10})], plan)


def test_a_ring_that_could_not_be_planted_as_drawn_says_nothing_about_its_size(plan, record, ring):
    rings = [ring(n, "2026-01-31", size=2, reuse=0.8) | {"loosened": ["tempo"]} for n in range(20)]
    said = smallest_section([record(rings, met={each["id"]: "2026-01-01" for each in rings})], plan)
    assert "none; in no cell" in said
    assert "20 of 20" not in said
