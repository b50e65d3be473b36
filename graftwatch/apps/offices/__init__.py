"""Agencies and their people: accounts, ties, walls, approvals, broken glass, one's own access."""
