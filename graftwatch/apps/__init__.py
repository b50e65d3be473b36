"""The rooms: one capability each, independent of one another."""
