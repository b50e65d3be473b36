"""Who did what: every write is an action, every action is a row of the trail, no row can be altered unseen."""
