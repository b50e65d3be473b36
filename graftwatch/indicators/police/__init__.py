"""Questions about people who act around donors."""
