"""A clinician's, NGO's or caller's suspicion, from envelope to feedback."""
