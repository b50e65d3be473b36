"""Which findings belong together, and in what order a person should look."""
