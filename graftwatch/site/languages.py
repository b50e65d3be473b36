"""The languages in which this installation speaks, by the code that Django gives them."""

from __future__ import annotations

from django.conf import settings

from graftwatch.errors import GraftwatchError

ALSO_WRITTEN = {"zh": "zh-hans", "zh_hans": "zh-hans", "zh-cn": "zh-hans"}


class UnknownLanguageError(GraftwatchError):
    """Nothing is written in this language here."""


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def known(code: str) -> str:
    """The code as we write it; raises UnknownLanguageError: an unknown one would silently come out in English."""
    wanted = ALSO_WRITTEN.get(code.lower(), code.lower())
    if wanted not in codes():
        raise UnknownLanguageError(f'Nothing is written in "{code}" here. There is {", ".join(codes())}.')
    return wanted
