"""Who works here, for which office, in which role, and what each may see."""
