"""The public door: report, mailbox, proof, and plain information. No account, no script, no cookie."""
