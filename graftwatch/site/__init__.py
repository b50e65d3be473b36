"""Settings, addresses, doors and the command line."""
