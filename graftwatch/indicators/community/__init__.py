"""Questions about places and the people recruited there: answered by outreach, never by a sweep."""
