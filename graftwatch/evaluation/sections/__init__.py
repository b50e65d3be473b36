"""The parts of the evaluation's page: each counts one thing and says it."""
