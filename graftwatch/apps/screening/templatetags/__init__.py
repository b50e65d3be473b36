"""Words for the pages of the screening room."""
