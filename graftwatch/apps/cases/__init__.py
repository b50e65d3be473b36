"""A matter that several agencies work on: people, tasks, evidence, decisions."""
