"""How well rings are found in Atlantis: by a plan written first, with time replayed, so that it can fail."""
