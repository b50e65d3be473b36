"""Tasks, deadlines and notices to people."""
