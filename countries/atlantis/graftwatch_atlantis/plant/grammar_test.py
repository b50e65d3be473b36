"""Four hundred structures by seed, in three forms: what is shared by whom, and what a disguise may write."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from graftwatch_atlantis.plant.grammar import FORMS, Structure, draw_structure, recipe_of
from graftwatch_atlantis.plant.grammar.forms import UnknownForm
from graftwatch_atlantis.plant.grammar.structure import DEVELOPMENT, EVALUATION, areas_of, traces
from graftwatch_atlantis.plant.recipe import Recipe

ALL = [draw_structure(seed) for seed in (*DEVELOPMENT, *EVALUATION)]
ONLY_OUTSIDE = {"registered_liaison": "yes", "result": "confirmed", "licensed": "yes", "accredited": "yes"}
"""What an issuer, a register or a list says: no ring writes it."""


def carrying(kind: str) -> Structure:
    return next(each for each in ALL if kind in {link.kind for link in each.links} and not each.never_recorded)


def sharing(recipe: Recipe, column: str) -> list[tuple[int, ...]]:
    """Which pairs carry each shared value of a column."""
    return [step.rows for step in recipe.steps if step.decisive and str(step.set.get(column, "")).startswith("$")]


def test_four_hundred_structures_are_drawn_and_no_two_are_alike() -> None:
    assert len(ALL) == 400
    assert len({dataclasses.replace(each, seed=0) for each in ALL}) == 400
    assert not set(DEVELOPMENT) & set(EVALUATION)


def test_the_same_seed_draws_the_same_structure() -> None:
    assert [draw_structure(each.seed) for each in ALL] == ALL


def test_structures_differ_in_all_that_is_said_of_them() -> None:
    assert {each.size for each in ALL} == {2, 3, 4, 5, 6, 8, 10, 12}
    assert {each.paper_route for each in ALL} == {"false_kin", "honest_stranger", "marriage", "friend"}
    assert {each.money_route for each in ALL} == {"none_seen", "one_hub", "agency", "family"}
    assert {link.kind for each in ALL for link in each.links} == set(traces("links"))
    assert {link.kind for each in ALL for link in each.manners} == set(traces("manners"))
    assert {len(each.inside) for each in ALL} == {0, 1, 2, 3}
    assert min(each.link_reuse for each in ALL) < 0.4
    assert max(each.link_reuse for each in ALL) == 1.0


def test_a_link_joins_at_least_two_pairs_and_one_link_is_recorded() -> None:
    for each in ALL:
        assert all(len(link.carriers) >= 2 and max(link.carriers) <= each.size for link in each.links), each
        assert any(not set(areas_of(link)) & set(each.never_recorded) for link in each.links), each


@pytest.mark.parametrize("form", FORMS)
def test_every_structure_has_a_recipe_that_decides(form: str) -> None:
    for each in ALL:
        recipe = recipe_of(each, form)
        assert any(step.decisive for step in recipe.steps), recipe.name
        assert not {step.table for step in recipe.steps} & set(each.never_recorded), recipe.name


def test_operations_fall_into_the_span_that_is_asked_for() -> None:
    pairs = recipe_of(ALL[0], between=("2024-01-01", "2025-12-31")).draws[0]
    assert pairs.where["surgery_planned_on"] == {"known": True, "min": "2024-01-01", "max": "2025-12-31"}


def test_a_disguised_ring_never_writes_what_only_an_outside_office_writes() -> None:
    for each in ALL:
        for step in recipe_of(each, "disguised").steps:
            assert not ONLY_OUTSIDE.items() & {k: v for k, v in step.set.items() if isinstance(v, str)}.items(), each


def test_a_disguise_is_the_label_of_the_lookalike() -> None:
    steps = recipe_of(carrying("contact_phone"), "disguised").steps
    (contact,) = (
        step for step in steps if step.table == "contact_point" and "%" not in str(step.set) and step.do == "add"
    )
    assert contact.set["capacity"] == {"one_of": ["embassy", "charity"]}
    assert contact.set["registered_liaison"] == ""
    (session,) = (s for s in recipe_of(carrying("interpreter"), "disguised").steps if s.table == "interpreter_session")
    assert (session.set["employed_by"], session.set["also_companion"]) == ("centre", "no")


def test_an_informed_ring_shares_with_one_pair_fewer_than_is_asked_from() -> None:
    structure = next(
        each for each in ALL if any(link.kind == "notary" and len(link.carriers) >= 5 for link in each.links)
    )
    for least in (3, 5):
        groups = sharing(recipe_of(structure, "informed", {"LD-18": {"min_files": least}}), "notary")
        assert max(len(group) for group in groups) == least - 1
    assert len(sharing(recipe_of(structure, "plain"), "notary")) == 1


def test_an_informed_ring_has_a_fresh_telephone_for_each_pair() -> None:
    groups = sharing(recipe_of(carrying("contact_phone"), "informed", {"HO-01": {"min_files": 9}}), "phone")
    assert len(groups) >= 2
    assert all(len(group) == 1 for group in groups)


def hands_behind_two(recipe: Recipe) -> dict[tuple[int, int], set[str]]:
    """By two pairs of the ring, the kinds of outside hands that stand behind both."""
    found: dict[tuple[int, int], set[str]] = {}
    hands = {kind: said["hand"] for kind, said in traces("links").items() if "hand" in said}
    for step in recipe.steps:
        shared = {str(value).strip("$").rsplit("_", 2)[0] for value in step.set.values() if str(value).startswith("$")}
        for kind in shared & hands.keys():
            for two in itertools.combinations(step.rows, 2):
                found.setdefault(two, set()).add(hands[kind])
    return found


@pytest.mark.parametrize("least", [2, 3])
def test_no_two_pairs_of_an_informed_ring_share_as_many_kinds_of_hands_as_are_asked_from(least: int) -> None:
    defaults = {"HO-17": {"min_kinds": least}}
    for each in ALL:
        shared = hands_behind_two(recipe_of(each, "informed", defaults))
        assert all(len(kinds) < least for kinds in shared.values()), each
    plain = [hands_behind_two(recipe_of(each, "plain")) for each in ALL]
    assert sum(any(len(kinds) >= least for kinds in shared.values()) for shared in plain) > 20


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(UnknownForm, match="plain, disguised, informed"):
        recipe_of(ALL[0], "clever")
