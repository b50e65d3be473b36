"""How offices keep it: late, missing, by default, twice, and under numbers of their own."""
