"""Sealed values: who can open what, with which key, and how a key is destroyed so that nothing opens any more."""
