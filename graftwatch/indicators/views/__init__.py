"""Tables that many questions share, one per file, computed once a run."""
