"""`@action`: one verb that asks who may, commits, and is written down in the trail."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from graftwatch.desk.access.viewer import Viewer
from graftwatch.errors import GraftwatchError
from graftwatch.records.guarded import is_open, writing

P = ParamSpec("P")
R = TypeVar("R")
Verb = Callable[Concatenate[Viewer, P], R]


class Denied(GraftwatchError):  # noqa: N818 - the word that the whole house uses
    """The verb is not this viewer's. Pages answer it with 404: denied looks like not found."""


def action(*, may: Callable[..., bool], named_by: str = "") -> Callable[[Verb[P, R]], Verb[P, R]]:
    """Make a verb of a function whose first argument is the viewer and whose second, if any, is what it acts on.

    `may` is asked with the viewer, and with that thing where it takes two arguments. The act and its row in the trail
    share one transaction; a refusal or a failure is written in a transaction of its own, after everything that the
    outermost action had begun is undone. `named_by` is the keyword that names the verb, where one function carries
    out the transitions of a machine.
    """
    n_asked = len(inspect.signature(may).parameters)

    def make(function: Verb[P, R]) -> Verb[P, R]:
        app = _app(function.__module__)

        @wraps(function)
        def act(viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> R:
            verb = f"{app}.{kwargs[named_by] if named_by else function.__name__}"
            outermost = not is_open()
            said = _said(viewer, args, kwargs)
            try:
                with transaction.atomic(), writing(verb):
                    if not may(viewer, *args[: n_asked - 1]):
                        raise Denied(f"{verb} is not for this role, mandate or matter.")
                    result = function(viewer, *args, **kwargs)
                    _append(verb, "done", said)
                    return result
            except Exception as problem:
                told = getattr(problem, "told_to_the_trail", None)
                if told is None:
                    told = (verb, "refused" if isinstance(problem, Denied) else "failed", said)
                    problem.told_to_the_trail = told  # type: ignore[attr-defined]
                if outermost:
                    with transaction.atomic(), writing("the trail"):
                        _append(*told)
                raise

        act.is_action = True  # type: ignore[attr-defined]
        return act  # type: ignore[return-value]

    return make


def _app(module: str) -> str:
    """`graftwatch.apps.screening.actions.decide` belongs to `screening`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else parts[-1]


def _said(viewer: Viewer, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, object]:
    """What the trail may know of a call: who, in which role, on which thing, with which fields. No value."""
    thing = next((arg for arg in args if isinstance(arg, models.Model)), None)
    return {
        "who": viewer.who,
        "role": viewer.role.name,
        "agency": viewer.agency,
        "purpose": viewer.purpose,
        "thing": f"{thing._meta.label_lower}:{thing.pk}" if thing is not None else "",
        "fields": sorted(kwargs),
    }


def _append(verb: str, result: str, said: dict[str, Any]) -> None:
    from graftwatch.desk.audit.trail import append  # models are not loaded yet when verbs are defined

    append(at=timezone.now(), verb=verb, result=result, **said)
