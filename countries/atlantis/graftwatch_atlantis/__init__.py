"""Atlantis: a fictional State, its law and parameters, and its people by seed."""
