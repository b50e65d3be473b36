"""Pages of the room of cases, one module a subject."""
