"""Pages of the evidence room, one module a subject."""
