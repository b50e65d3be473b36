"""Recipes: rings and look-alikes as edits of ordinary life, and the truth about them."""
