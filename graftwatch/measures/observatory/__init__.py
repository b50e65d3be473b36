"""What the yearly questionnaire of the WHO-ONT observatory asks of a State, counted from the records."""
