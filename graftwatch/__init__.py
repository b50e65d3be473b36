"""Graftwatch: questions that protect people from trafficking for organ removal."""
