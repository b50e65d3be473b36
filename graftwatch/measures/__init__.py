"""What we publish: one measure per file."""
