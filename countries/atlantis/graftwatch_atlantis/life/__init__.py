"""Ordinary life: what truly happens in Atlantis when nobody traffics anyone."""
