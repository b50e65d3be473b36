"""The form."""


def mailbox(request): ...
