"""What stands against a transition: each guard gives nothing, or the sentence that says why not and what to do."""
