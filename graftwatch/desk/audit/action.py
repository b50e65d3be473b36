"""`@action`: a verb that asks who may, commits, and is written down in the trail. `note`: an act that changes nothing.

All rows of one outermost action are appended together, as the last thing before its commit: the lock under which the
trail grows is then always the last one taken, so that no two acts can wait for one another, and is held shortest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import models, transaction
from django.utils import timezone

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.acts import ACTS, Act, code, kind_of
from graftwatch.desk.audit.naming import label_of, matter_of
from graftwatch.errors import GraftwatchError
from graftwatch.records.guarded import writing

P = ParamSpec("P")
R = TypeVar("R")
Verb = Callable[Concatenate[Viewer, P], R]
Row = dict[str, Any]


class Denied(GraftwatchError):  # noqa: N818 - the word that the whole house uses
    """The verb is not this viewer's. Pages answer it with 404: denied looks like not found."""


@dataclass
class _Telling:
    """What the outermost action that is open has to tell the trail: what was done, what was not."""

    done: list[Row] = field(default_factory=list)
    not_done: list[Row] = field(default_factory=list)


_telling: ContextVar[_Telling | None] = ContextVar("telling", default=None)
_row: ContextVar[Row | None] = ContextVar("row", default=None)


def action(
    *, may: Callable[..., bool], named_by: str = "", act: Act | None = None
) -> Callable[[Verb[P, R]], Verb[P, R]]:
    """Make a verb of a function whose first argument is the viewer and whose second, if any, is what it acts on.

    `may` is asked with the viewer, and with that thing where it takes two arguments. The act and its row in the trail
    share one transaction; a refusal or a failure is written in a transaction of its own, after everything that the
    outermost action had begun is undone. `named_by` is the keyword that names the verb, where one function carries
    out the transitions of a machine. `act` says what kind of act it is (`acts.py`), where the verb's first word does
    not. The matter is found from what the verb acts on; inside, `tell` adds what only the verb knows.
    """
    n_asked = len(inspect.signature(may).parameters)
    assert act is None or act in ACTS

    def make(function: Verb[P, R]) -> Verb[P, R]:
        app = _app(function.__module__)

        @wraps(function)
        def do(viewer: Viewer, *args: P.args, **kwargs: P.kwargs) -> R:
            verb = f"{app}.{kwargs[named_by] if named_by else function.__name__}"
            outer = _telling.get()
            telling = outer or _Telling()
            n_before = len(telling.done)
            row = _begun(viewer, verb, act or kind_of(verb), args, kwargs)
            tokens = _telling.set(telling), _row.set(row)
            try:
                with transaction.atomic(), writing(verb):
                    if not may(viewer, *args[: n_asked - 1]):
                        raise Denied(f"{verb} is not for this role, mandate or matter.")
                    result = function(viewer, *args, **kwargs)
                    telling.done.append(_ended(row, result))
                    if outer is None:
                        _append(telling.done + telling.not_done)
                    return result
            except Exception as problem:
                del telling.done[n_before:]
                if not getattr(problem, "is_told_to_the_trail", False):
                    problem.is_told_to_the_trail = True  # type: ignore[attr-defined]
                    telling.not_done.append(row | {"result": "refused" if isinstance(problem, Denied) else "failed"})
                if outer is None:
                    with transaction.atomic(), writing("the trail"):
                        _append(telling.not_done)
                raise
            finally:
                _row.reset(tokens[1])
                _telling.reset(tokens[0])

        do.is_action = True  # type: ignore[attr-defined]
        do.act = act  # type: ignore[attr-defined]
        return do  # type: ignore[return-value]

    return make


def tell(*, matter: models.Model | str = "", justification: str = "", recipient: str = "") -> None:
    """Inside a verb, for its row in the trail: which matter, why (a code), who receives (a code). Never content."""
    row = _row.get()
    if row is None:
        raise GraftwatchError("There is no act under way to tell the trail about. Call tell() inside a verb.")
    row |= {"matter": label_of(matter)} if matter else {}
    row |= {"justification": code(justification)} if justification else {}
    row |= {"recipient": code(recipient)} if recipient else {}


def note(
    viewer: Viewer,
    verb: str,
    thing: models.Model | str | None = None,
    *,
    act: Act | None = None,
    result: str = "done",
    matter: models.Model | str = "",
    justification: str = "",
    recipient: str = "",
) -> None:
    """Write down an act that changes nothing: a search, a look, a file taken away, a refusal. `verb` as `app.verb`.

    Within an action it is appended with it and undone with it.
    """
    row = _begun(viewer, verb, act or kind_of(verb), (thing,), {})
    row |= {"result": result, "justification": code(justification), "recipient": code(recipient)}
    row |= {"matter": label_of(matter)} if matter else {}
    row |= {"thing": thing} if isinstance(thing, str) else {}
    telling = _telling.get()
    if telling is not None:
        telling.done.append(row)
        return
    with transaction.atomic(), writing(verb):
        _append([row])


def _app(module: str) -> str:
    """`graftwatch.apps.screening.actions.decide` belongs to `screening`."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else parts[-1]


def _begun(viewer: Viewer, verb: str, act: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Row:
    """What the trail may know of a call: who, in which role, on which thing, with which fields. No value."""
    things = [arg for arg in args if isinstance(arg, models.Model)]
    named = [kwargs[name] for name in ("matter", "case", "report") if isinstance(kwargs.get(name), models.Model)]
    return {
        "at": timezone.now(),
        "verb": verb,
        "act": act,
        "who": viewer.who,
        "role": viewer.role.name,
        "agency": viewer.agency,
        "purpose": viewer.purpose,
        "thing": label_of(things[0]) if things else "",
        "matter": next((found for found in map(matter_of, [*named, *things]) if found), ""),
        "justification": "",
        "recipient": "",
        "fields": sorted(kwargs),
    }


def _ended(row: Row, result: object) -> Row:
    """The row of a verb that is done. One that acted on nothing yet names what it made."""
    made = {}
    if isinstance(result, models.Model) and not row["thing"]:
        made = {"thing": label_of(result), "matter": row["matter"] or matter_of(result)}
    return row | made | {"result": "done"}


def _append(rows: list[Row]) -> None:
    from graftwatch.desk.audit.trail import append_all  # models are not loaded yet when verbs are defined

    append_all(sorted(rows, key=lambda row: row["at"]))
