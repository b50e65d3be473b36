"""The data model: what is known, said once, as ordinary Django models."""
