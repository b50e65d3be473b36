"""The one root of our errors."""


class GraftwatchError(Exception):
    """Something that a person can act on. Says what was asked, what exists, what to do; carries no personal data."""
