"""Pages of the reports room, one module a subject."""
