"""Settings: base for all, desk for staff, demo for the fictional State, test for tests."""
