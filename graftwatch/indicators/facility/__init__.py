"""Questions that a regulator can put to one facility's numbers."""
