"""Acts that need two people: one asks, another from a different unit answers, and the act uses the answer up."""

from __future__ import annotations

from django.db.models import Model, Q
from django.utils import timezone

from graftwatch.desk.access.gates import of_a_visible_matter
from graftwatch.desk.access.models import Account, Approval, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.errors import GraftwatchError


class NeedsASecondPersonError(GraftwatchError):
    """The act waits for a second person from a different unit."""


def _asks(viewer: Viewer) -> bool:
    return viewer.user_id is not None


def named(thing: Model) -> str:
    return f"{thing._meta.label_lower}:{thing.pk}"


@action(may=_asks)
def ask_for_approval(viewer: Viewer, thing: Model, *, verb: str, reason: str, matter: Model | None = None) -> Approval:
    """Ask a second person. `matter` (the case, the report) decides who may see the question at all."""
    made: Approval = Approval.objects.create(
        verb=verb,
        thing=named(thing),
        reason=reason,
        asked_by_id=viewer.user_id,
        matter_kind=matter._meta.label_lower if matter else "",
        matter_id=matter.pk if matter else None,
    )
    return made


def may_answer(viewer: Viewer, approval: Approval) -> bool:
    """Somebody else, from a different unit, who holds approvals and may see what it is about."""
    asker = User.objects.get(pk=approval.asked_by_id)
    other_unit = viewer.unit is not None and viewer.unit != asker.unit_id
    seen: bool = Approval.objects.seen_by(viewer).filter(pk=approval.pk).exists()
    return viewer.holds("approvals") and viewer.user_id != asker.pk and other_unit and seen


@action(may=may_answer)
def answer_approval(viewer: Viewer, approval: Approval, *, granted: bool, why: str) -> Approval:
    """The second person's answer. It cannot be changed; a new question can be asked."""
    if approval.answer != Approval.Answer.WAITING:
        raise Denied("This question has its answer already.")
    approval.answer = Approval.Answer.GRANTED if granted else Approval.Answer.REFUSED
    approval.answered_by_id, approval.answered_at, approval.why = viewer.user_id, timezone.now(), why
    approval.save()
    return approval


def granted_for(viewer: Viewer, verb: str, thing: Model) -> Approval | None:
    """The approval that this viewer holds for this act on this thing, not used yet."""
    rows = Approval.objects.for_the_system("whether a second person agreed")
    found: Approval | None = rows.filter(
        verb=verb, thing=named(thing), asked_by_id=viewer.user_id, answer=Approval.Answer.GRANTED
    ).first()
    return found


def use_approval(viewer: Viewer, verb: str, thing: Model) -> Approval:
    """Called first thing within an act that needs two people. Raises NeedsASecondPersonError where nobody agreed."""
    found = granted_for(viewer, verb, thing)
    if found is None:
        raise NeedsASecondPersonError(
            "This needs a second person from a different unit. Ask for approval, and do it again once it is granted."
        )
    found.answer = Approval.Answer.USED
    found.save(update_fields=["answer"])
    return found


def scope(viewer: Viewer) -> Q:
    """What one asked oneself; and for those who answer: what concerns a matter that they may see."""
    found = Q(asked_by_id=viewer.user_id or 0)
    if viewer.holds("approvals"):
        found |= of_a_visible_matter(viewer)
    if viewer.holds("people"):
        accounts = Account.objects.seen_by(viewer).values("pk")
        found |= Q(matter_kind="access.account", matter_id__in=accounts)
        found |= Q(matter_kind="", verb__startswith="access.")
    return found
