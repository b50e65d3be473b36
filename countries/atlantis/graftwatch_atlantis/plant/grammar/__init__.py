"""The ring grammar: structures that nobody described, drawn by seed, and the recipes that plant them."""

from graftwatch_atlantis.plant.grammar.forms import FORMS, Defaults, recipe_of
from graftwatch_atlantis.plant.grammar.structure import Link, Structure, draw_structure

__all__ = ["FORMS", "Defaults", "Link", "Structure", "draw_structure", "recipe_of"]
