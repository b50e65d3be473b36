"""Questions that no office can answer alone: they join the tables of several, under an agreement."""
