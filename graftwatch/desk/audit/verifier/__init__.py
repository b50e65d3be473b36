"""What an auditor takes along: one file that verifies an exported trail anywhere, with nothing but Python."""
