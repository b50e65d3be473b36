"""The form."""


def report(request): ...
