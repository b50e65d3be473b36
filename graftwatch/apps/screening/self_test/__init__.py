"""Would a ring have been found here? Rings are planted into a copy of the user's own snapshot, in memory only."""
