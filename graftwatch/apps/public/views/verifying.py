"""The form."""


def verify(request): ...
