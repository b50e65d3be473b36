"""Evidence of a case: collected, sealed, handed over, examined, exported, verified elsewhere."""
