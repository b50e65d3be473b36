"""Every recipe that ships is planted, its decisive rows are in the files, and a stranger's recipe works alike."""

from pathlib import Path

import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.building import Wish, build
from graftwatch_atlantis.conftest import Built, built
from graftwatch_atlantis.plant.casting import CannotCast
from graftwatch_atlantis.plant.recipe import own_recipes

RINGS = [recipe.name for recipe in own_recipes("rings")]
LOOKALIKES = [recipe.name for recipe in own_recipes("lookalikes")]

STRANGER = """
kind = "ring"
title = "Donors who share a street"
about = "Invented for this test."
case = "None"
status = "Invented"
sources = ["none"]
pairs = ["files"]
words = { address = "address" }

[draw.files]
table = "living_donor_assessment"
count = 3
where = { recipient = { known = true } }
differ = "recipient"

[[step]]
do = "edit"
each = "files"
table = "person"
by = "@"
key = "@.donor"
set = { address = "$address" }
decisive = true
"""


def instances(state: Built) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for each in (*state.truth["rings"], *state.truth["lookalikes"]):
        found.setdefault(each["recipe"], []).append(each)
    return found


def test_at_least_six_rings_and_twenty_kinds_of_lookalikes_ship() -> None:
    assert len(RINGS) >= 6
    assert len(LOOKALIKES) >= 20
    assert any(recipe.clearing_paper for recipe in own_recipes("lookalikes"))
    assert not all(recipe.clearing_paper for recipe in own_recipes("lookalikes"))


@pytest.mark.parametrize("recipe", [*RINGS, *LOOKALIKES])
def test_a_recipe_is_planted_and_its_decisive_rows_are_in_the_files(planted: Built, recipe: str) -> None:
    own = instances(planted)[recipe]
    assert all(each["decisive"] for each in own)
    for table, numbers in own[0]["decisive"].items():  # type: ignore[attr-defined]
        listed = ", ".join(f"'{number}'" for number in numbers)
        assert planted.ask(f"select count(distinct id) from {table} where id in ({listed})") == [(len(numbers),)]


def test_rings_take_about_the_share_of_pairs_that_was_asked_for(planted: Built) -> None:
    ((files,),) = planted.ask("select count(distinct id) from living_donor_assessment where recipient is not null")
    pairs = sum(len(ring["pairs"]) for ring in planted.truth["rings"])
    assert 0.07 * files < pairs <= 0.11 * files


def test_no_row_belongs_to_two_rings(planted: Built) -> None:
    files = [number for ring in planted.truth["rings"] for number in ring["members"].get("living_donor_assessment", ())]
    assert len(files) == len(set(files)) > 0


def test_numbers_do_not_tell_planted_rows_from_others(planted: Built) -> None:
    """Within each year numbers follow the order of writing, whoever wrote the row."""
    for table in ("companion", "contact_point", "laboratory_order", "payment"):
        assert planted.ask(f"""
            with first as (select id, min(recorded_at) as told from {table} group by id)
            select count(*) from (select id, told, lag(id) over (order by told, id) as earlier from first)
            where id < earlier and left(id, 8) = left(earlier, 8)
        """) == [(0,)]


def test_a_strangers_recipe_is_planted_once(tmp_path: Path) -> None:
    (tmp_path / "street.toml").write_text(STRANGER, encoding="utf-8")
    state = built(tmp_path / "out", seed=5, scale=0.1, plant=tmp_path / "street.toml", lookalikes=0.0)
    (ring,) = state.truth["rings"]
    assert ring["recipe"] == "street"
    assert len(ring["pairs"]) == 3
    donors = ", ".join(f"'{donor}'" for donor, _ in ring["pairs"])
    ((kinds, empty),) = state.ask(
        f"select count(distinct address), count(*) - count(address) from person where id in ({donors})"
    )
    assert kinds == 1
    assert empty < 3


def test_who_asks_for_a_recipe_learns_that_it_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "many.toml").write_text(STRANGER.replace("count = 3", "count = 3000"), encoding="utf-8")
    with pytest.raises(CannotCast, match="fewer than 3000 rows"):
        build(tmp_path / "state", tmp_path / "truth.json", Wish(scale=0.1, plant=tmp_path / "many.toml"), schema())
