"""State machines as data: one table says who may do what from where; forms, acts, clocks, docs and tests read it."""
