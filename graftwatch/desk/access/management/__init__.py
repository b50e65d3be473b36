"""Commands of Django that must open the guarded tables to do their work."""
