"""Emergency access: asked for with a reason, agreed to by a second person unless a life is in danger, reviewed after.

It stands in for an assignment, for three hours. Walls, compartments and sealed identities stay closed.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.desk.access.access import breaks_glass, sees_glass
from graftwatch.desk.access.approvals import answer_approval, ask_for_approval, may_answer, use_approval
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.models import Approval, BrokenGlass, Signal
from graftwatch.desk.access.signals import signal
from graftwatch.desk.access.states import GLASS, OPEN_FOR
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action, tell
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.moving import move

VERB = "access.break_glass"


def kinds_of_matter() -> dict[str, type[Model]]:
    """Every model that is a matter, by its name: `cases.case`."""
    return {model._meta.label_lower: model for model in apps.get_models() if getattr(model, "is_matter", False)}


@action(may=breaks_glass)
def ask_to_break(viewer: Viewer, *, matter: tuple[str, uuid.UUID], reason: str, words: str) -> BrokenGlass:
    """Ask for one matter. Whether there is such a matter, or a wall before it, is not said: the answer is the same."""
    tell(justification=reason)
    kind, key = matter
    model = kinds_of_matter()[kind]
    glass: BrokenGlass = BrokenGlass.objects.create(
        user_id=viewer.user_id, matter_kind=kind, matter_id=key, reason=reason, words=words
    )
    if reason == BrokenGlass.Reason.DANGER_TO_LIFE:
        take_step(viewer, glass, verb="break_for_life", said={})
    else:
        ask_for_approval(viewer, glass, verb=VERB, reason=words, matter=model(pk=key))
    return glass


def about_glass(viewer: Viewer, approval: Approval) -> bool:
    return approval.verb == VERB and may_answer(viewer, approval)


@action(may=about_glass)
def answer_glass(viewer: Viewer, approval: Approval, *, granted: bool, why: str) -> None:
    """The second person's answer."""
    answer_approval(viewer, approval, granted=granted, why=why)
    rows = BrokenGlass.objects.for_the_system("the glass that an answer is about")
    glass = rows.get(pk=uuid.UUID(approval.thing.partition(":")[2]))
    tell(matter=f"{glass.matter_kind}:{glass.matter_id}", justification=glass.reason)
    move(viewer, GLASS, glass, "agree" if granted else "decline", {})


@action(may=sees_glass, named_by="verb")
def take_step(viewer: Viewer, glass: BrokenGlass, *, verb: str, said: Mapping[str, Any]) -> BrokenGlass:
    """One transition with what follows from it. Raises NotYetError, Denied."""
    tell(justification=glass.reason)
    if verb == "break_glass":
        use_approval(viewer, VERB, glass)
    move(viewer, GLASS, glass, verb, said)
    if verb in ("break_glass", "break_for_life"):
        _opened(glass)
    elif verb in ("close_again", "run_out"):
        glass.ends_at = min(glass.ends_at or timezone.now(), timezone.now())
    elif verb in ("find_in_order", "find_misuse"):
        glass.reviewed_by_id = viewer.user_id
    glass.save()
    return glass


def _opened(glass: BrokenGlass) -> None:
    """Whoever is on the matter and oversight are told."""
    glass.opened_at = timezone.now()
    glass.ends_at = glass.opened_at + OPEN_FOR
    signal(glass.user_id, Signal.Kind.GLASS, thing=f"{glass.matter_kind}:{glass.matter_id}")
    model = kinds_of_matter()[glass.matter_kind]
    for user in people_on(model(pk=glass.matter_id)).exclude(pk=glass.user_id):
        Task.objects.create(
            matter_kind=glass.matter_kind,
            matter_id=glass.matter_id,
            compartment=model._meta.app_label,
            what=_("Somebody opened this matter in an emergency. See who and why, and say whether it helped."),
            to=user,
        )
