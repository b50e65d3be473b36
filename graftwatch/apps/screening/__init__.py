"""Screening: run questions over a snapshot; leads; answers; what became of them."""
