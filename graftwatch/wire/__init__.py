"""Foreign formats, one per file with its sample and test."""
