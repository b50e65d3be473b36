"""Filters for what has moved."""
