"""A recipe that says something nobody reads, or leaves out what must be said, is refused with what to do."""

from pathlib import Path

import pytest

from graftwatch_atlantis.plant.recipe import MalformedRecipe, own_recipes, read_recipe, recipes_at

GOOD = """
kind = "lookalike"
title = "A title"
about = "What happened"
[draw.files]
table = "living_donor_assessment"
[[step]]
do = "edit"
each = "files"
set = { payer = "self" }
decisive = true
"""


def test_a_recipe_is_read() -> None:
    recipe = read_recipe("good", GOOD)
    assert recipe.draws[0].count == (1, 1)
    assert recipe.steps[0].decisive


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("[draw.files]", "[draw.files"), "is not TOML"),
        (('"lookalike"', '"rumour"'), "of kind 'rumour'"),
        (('"lookalike"', '"ring"'), "without case, status or sources"),
        (('do = "edit"', 'do = "invent"'), "does 'invent'"),
        (('each = "files"', 'each = "nobody"'), "who is not drawn"),
        (("decisive = true", ""), "no decisive step"),
        (("decisive = true", 'decisive = true\nblame = "x"'), "nobody reads"),
        (('title = "A title"', ""), "title"),
    ],
    ids=["not toml", "kind", "ring unsourced", "doing", "actor", "undecided", "unknown key", "no title"],
)
def test_a_recipe_is_refused(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(MalformedRecipe, match=complaint):
        read_recipe("bad", GOOD.replace(*change))


def test_a_folder_without_recipes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MalformedRecipe, match="no recipe"):
        recipes_at(tmp_path)


def test_rings_say_how_the_matter_stands_and_lookalikes_accuse_nobody() -> None:
    for recipe in own_recipes("rings"):
        assert recipe.case, recipe.name
        assert recipe.status, recipe.name
        assert recipe.sources, recipe.name
        assert all(step.trace for step in recipe.steps if step.decisive), recipe.name
    for recipe in own_recipes("lookalikes"):
        assert not recipe.case, recipe.name
