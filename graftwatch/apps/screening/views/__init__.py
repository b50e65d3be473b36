"""Pages of the screening room, one module a subject: parse, act or ask, render."""
