"""Questions that the waiting list can answer."""
