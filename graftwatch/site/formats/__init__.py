"""How days and times are written; a language without a folder here is written as Django writes it."""
