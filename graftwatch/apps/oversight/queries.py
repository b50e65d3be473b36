"""Every read of this room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Model
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.queries import non_punishment_counts
from graftwatch.desk.access.models import Approval, BrokenGlass
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.models import Entry
from graftwatch.records.guarded import Guarded

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST = 11
"""Counts below this are not shown, and others are rounded to five: so few can be recognised."""
CONTAINS = ("who", "verb", "thing", "matter")
EXACTLY = ("act", "role", "result")


def entries(viewer: Viewer, asked: Mapping[str, str]) -> Any:
    """Rows of the trail that the viewer may read, the last one first, narrowed as asked. What cannot be read finds
    nothing."""
    rows = Entry.objects.seen_by(viewer).order_by("-number")
    for name in CONTAINS:
        if asked.get(name):
            rows = rows.filter(**{f"{name}__icontains": asked[name].replace("\0", "")})
    for name in EXACTLY:
        if asked.get(name):
            rows = rows.filter(**{name: asked[name].replace("\0", "")})
    if asked.get("agency"):
        rows = rows.filter(agency=int(asked["agency"])) if _is_a_number(asked["agency"]) else rows.none()
    return _within(rows, asked.get("day", ""), asked.get("until", ""))


def _is_a_number(words: str) -> bool:
    return re.fullmatch(r"[0-9]{1,9}", words) is not None


def _within(rows: Any, first: str, last: str) -> Any:
    """From one day on, to another; the first alone means that day."""
    try:
        begin = dt.date.fromisoformat(first) if first else None
        end = dt.date.fromisoformat(last) if last else begin
    except ValueError:
        return rows.none()
    rows = rows.filter(at__gte=_midnight(begin)) if begin else rows
    return rows.filter(at__lt=_midnight(end) + dt.timedelta(days=1)) if end and end < dt.date.max else rows


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


@dataclass(frozen=True)
class Tally:
    """A number with what it counts; None where there are too few to show."""

    label: StrOrPromise
    n: int | None


def shown(n: int) -> int | None:
    return None if 0 < n < FEWEST else 5 * round(n / 5)


def approvals(viewer: Viewer) -> list[Tally]:
    """How many acts waited for a second person, by answer."""
    _for_oversight(viewer)
    rows = Approval.objects.for_the_system("counts of approvals, small ones left out").order_by()
    found = dict(rows.values_list("answer").annotate(Count("pk")))
    return [Tally(answer.label, shown(found.get(answer.value, 0))) for answer in Approval.Answer]


def emergencies(viewer: Viewer) -> list[tuple[BrokenGlass, str]]:
    """Emergencies, the last first: who, in which kind of matter, in which state. Never the words of the reason."""
    rows = BrokenGlass.objects.seen_by(viewer).select_related("user", "user__agency").order_by("-asked_at")
    return [(glass, glass.matter_kind) for glass in rows[:100]]


def acts_by_kind(viewer: Viewer, since: dt.datetime) -> list[tuple[str, int, int]]:
    """(kind of act, how many were done, how many were refused or failed), since a moment."""
    _for_oversight(viewer)
    rows = Entry.objects.seen_by(viewer).filter(at__gte=since).order_by()
    found: dict[str, list[int]] = {}
    for act, result, n in rows.values_list("act", "result").annotate(Count("number")):
        found.setdefault(act, [0, 0])[0 if result == "done" else 1] += n
    return [(act, done, not_done) for act, (done, not_done) in sorted(found.items())]


def non_punishment(viewer: Viewer) -> list[Tally]:
    """How often the overlay was applied, by outcome; as the cases' room counts them, and small ones left out here."""
    return [Tally(each.label, shown(each.n) if each.n is not None else None) for each in non_punishment_counts(viewer)]


@dataclass(frozen=True)
class Held:
    """One table of this installation: what a row is, how many (rounded), where it lies, which words are sealed."""

    room: str
    name: str
    says: str
    n: int | None
    where: StrOrPromise
    sealed: tuple[str, ...]


PLACES = {
    "default": _("system of record"),
    "keys": _("beside the keys"),
    "door": _("public door"),
}


def held(viewer: Viewer) -> list[Held]:
    """What this installation holds of people and matters: every table with guarded or sealed rows, and the door's."""
    _for_oversight(viewer)
    kept = [model for model in apps.get_models() if issubclass(model, Guarded) or hasattr(model, "lives_in")]
    rows = [_held(model) for model in kept if not getattr(model, "bulk", False)]
    return sorted(rows, key=lambda row: (row.room, row.name))


def _held(model: type[Model]) -> Held:
    manager = model._default_manager
    rows = manager.for_the_system("how many rows there are") if issubclass(model, Guarded) else manager.all()  # type: ignore[attr-defined]
    sealed = tuple(str(field.verbose_name) for field in model._meta.local_fields if hasattr(field, "compartment_from"))
    says = (model.__doc__ or "").strip().splitlines()[0]
    place = PLACES[str(getattr(model, "lives_in", "default"))]
    return Held(model._meta.app_label, str(model._meta.verbose_name), says, shown(rows.count()), place, sealed)


def _for_oversight(viewer: Viewer) -> None:
    from graftwatch.desk.audit.action import Denied

    if not viewer.holds("trail"):
        raise Denied("These numbers are for oversight.")
