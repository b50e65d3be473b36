"""The pages of oversight, one module a subject."""
