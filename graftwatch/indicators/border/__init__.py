"""Questions that borders, consulates and travel records can answer."""
