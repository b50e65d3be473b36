"""What Graftwatch does on data that it did not make, and what its own fictional State is worth: `make evidence`."""
