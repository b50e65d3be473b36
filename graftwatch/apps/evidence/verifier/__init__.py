"""The programme that travels with every bag and verifies it without this installation."""
