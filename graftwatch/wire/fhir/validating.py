"""Whether a resource is what FHIR says: `fhir.resources` R4B judges, and its errors become plain sentences.

R4 on the wire, modelled with R4B: of the types that are ours the two agree on every published R4 example.
Importing the models takes a second or two, so each is imported when its first resource comes.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

_CHOICE = re.compile(r"'([A-Za-z]+)'")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


@cache
def _model(name: str) -> Any:
    module, model = name.split(".")
    return getattr(import_module(f"fhir.resources.R4B.{module}"), model)


def faults_of(resource: dict[str, Any], model: str) -> str:
    """What is wrong with a resource, in plain words and without any of its values; empty where nothing is."""
    from pydantic import ValidationError

    try:
        _model(model).model_validate(resource)
    except ValidationError as error:
        said = dict.fromkeys(_sentence(dict(one)) for one in error.errors(include_url=False, include_input=False))
        return "; ".join(list(said)[:3])
    except (ValueError, TypeError, RecursionError):
        return "it cannot be read as its type"
    return ""


def _sentence(error: dict[str, Any]) -> str:
    field, kind, words = _field(error.get("loc", ())), str(error.get("type", "")), str(error.get("msg", ""))
    choice = _CHOICE.findall(words) if "from this list" in words else []
    if choice:
        several = "got multiple" in words
        return f"more than one of {', '.join(choice)} is given" if several else f"none of {', '.join(choice)} is given"
    if kind == "extra_forbidden":
        return f"{field} is no field that R4 has there"
    if kind == "missing":
        return f"{field} is missing"
    if "outside expected range" in words or "out of range" in words:
        return f"{field} is a date that does not exist"
    if "does not match spec regex" in words or "_parsing" in kind:
        return f"{field} is not written as FHIR writes it"
    if kind.endswith("_type"):
        return f"{field} has the wrong shape"
    return f"{field} holds something that R4 does not allow there"


def _field(place: Any) -> str:
    named = [str(one) for one in place if isinstance(one, str)]
    plain = [one if _PLAIN_NAME.fullmatch(one) else "a field of another name" for one in named]
    return ".".join(plain) or "the resource"
