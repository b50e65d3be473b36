"""Questions that are asked no more, as they last were: an earlier answer can be had again. Codes are not reused."""
