"""Questions that hospitals and laboratories can answer."""
