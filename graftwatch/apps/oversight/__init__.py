"""The trail and its proofs, signals, and what each installation holds."""
