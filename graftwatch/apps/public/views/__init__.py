"""Pages of the public door, one capability a file."""
