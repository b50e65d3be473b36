"""HO-03, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.hospital.three_countries import three_countries
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | relationship | relationship_proof | programme | {}
    a1 | ben   | ana       | north    | 2026-01-01 | cousin       | claimed            | directed  | -

    person
    id  | residence_country
    ben | YY
    ana | ZZ

    facility
    id    | country
    north | XX
""".replace("{}", "cross_border_authorisation")


def test_three_countries_without_proof_or_authorisation_are_asked_about_as_the_fourth_mode():
    answer = asking(three_countries, DRAWN)
    assert answer.sizes == {"ben:ana": 4.0}
    assert answer.number("n_mode") == [4]
    assert answer.cited == {("living_donor_assessment", "a1")}


@pytest.mark.parametrize(
    ("donor", "recipient", "mode"), [("XX", "XX", None), ("XX", "ZZ", 1), ("YY", "XX", 2), ("ZZ", "ZZ", 3)]
)
def test_the_mode_says_who_travelled_and_the_least_mode_has_two_sides(donor, recipient, mode):
    drawn = DRAWN.replace("ben | YY", f"ben | {donor}").replace("ana | ZZ", f"ana | {recipient}")
    assert asking(three_countries, drawn).subjects == set()
    assert asking(three_countries, drawn, min_mode=1).number("n_mode") == ([mode] if mode else [])
    if mode:
        assert asking(three_countries, drawn, min_mode=mode).subjects == {"ben:ana"}
        assert asking(three_countries, drawn, min_mode=mode + 1).subjects == set()


def test_an_authorisation_explains():
    assert asking(three_countries, DRAWN.replace("directed  | -", "directed  | A-7")).subjects == set()


def test_a_proven_tie_explains_and_a_claimed_or_unknown_one_does_not():
    assert asking(three_countries, DRAWN.replace("claimed", "proven")).subjects == set()
    for said in ("-", "unknown", "contradicted", "none_claimed"):
        assert asking(three_countries, DRAWN.replace("claimed", said)).subjects == {"ben:ana"}


def test_a_tie_that_an_issuer_confirmed_explains():
    papers = """
    kinship_claim
    id | donor | recipient | relationship
    c1 | ben   | ana       | cousin

    kinship_evidence
    id | claim | result
    e1 | c1    | confirmed
"""
    assert asking(three_countries, DRAWN + papers).subjects == set()
    assert asking(three_countries, DRAWN + papers.replace("confirmed", "seen")).subjects == {"ben:ana"}


@pytest.mark.parametrize("programme", ["paired", "non_directed"])
def test_a_programme_explains(programme):
    assert asking(three_countries, DRAWN.replace("directed  |", f"{programme} |")).subjects == set()
    assert asking(three_countries, DRAWN.replace("cousin", "paired_exchange")).subjects == set()


@pytest.mark.parametrize("unknown", ["ben | YY", "ana | ZZ", "north | XX"])
def test_where_one_country_is_not_known_nothing_is_asked(unknown):
    blank = unknown.split(" | ")[0] + " | -"
    assert asking(three_countries, DRAWN.replace(unknown, blank)).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "living_donor_assessment\nid\na1\n\nperson\nid\np1\n\nfacility\nid\nf1"
    assert asking(three_countries, bare).subjects == set()
