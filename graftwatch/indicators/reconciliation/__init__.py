"""Records that must agree and do not: one list per file, complete and unscored, facts to mend and no suspicion."""
