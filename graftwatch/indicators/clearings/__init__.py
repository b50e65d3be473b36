"""Evidence the other way: what a neutral party confirmed, and which questions it answers."""
