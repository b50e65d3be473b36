"""Only conduct may tell a planted file: what must not, and a classifier that tries."""
