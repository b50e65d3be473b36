"""Two hundred reporters and fifty officers at once, on PostgreSQL, with processes killed in the middle."""
