"""Questions that the files of living donors can answer."""
