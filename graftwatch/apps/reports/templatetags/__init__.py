"""Filters of the reports room."""
