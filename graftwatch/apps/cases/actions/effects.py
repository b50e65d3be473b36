"""What follows from a transition, by its verb. Called inside the same act, so that all of it happens or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases import team
from graftwatch.apps.cases.actions import erasing, reviewing
from graftwatch.apps.cases.models import Admitted, Case, Named
from graftwatch.desk.access import matters
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.models import Move

Said = Mapping[str, Any]
Effect = Callable[[Viewer, Any, Said, Move], None]


def at_the_end_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59)))


def set_clock(thing: Case | Named, name: str, day: dt.date) -> None:
    """A clock that runs to the day somebody named, instead of a fixed while."""
    running(thing).filter(name=name).update(due_at=at_the_end_of(day))


def give_task(case: Case, words: str, *, to: int | None, compartment: str = "investigation") -> Task:
    task = Task(
        matter_kind=case._meta.label_lower, matter_id=case.pk, compartment=compartment, to_id=to, what=words, by_id=to
    )
    task.save()
    return task


def _open(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    matters.put_onto(case, User.objects.get(pk=said["lead"]), task=team.LEAD, by=viewer)
    case.legal_basis = said["legal_basis"]
    case.save(update_fields=["legal_basis"])


def _start(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    matters.put_onto(case, User.objects.get(pk=said["protection_contact"]), task=team.MEMBER, by=viewer)


def _suspend(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    set_clock(case, "suspension", said["review_on"])


def _charge(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    give_task(case, _("List what must be disclosed to the defence, and disclose it."), to=viewer.user_id)


def _judge(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    give_task(case, _("Decide whether this judgment belongs among the published judgments."), to=viewer.user_id)


def _close(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    case.keep_until = said["keep_until"]
    case.save(update_fields=["keep_until"])
    set_clock(case, "retention", said["keep_until"])


def _restrict(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    Admitted.objects.for_the_system("whoever restricts is admitted").get_or_create(
        case=case, user_id=viewer.user_id, defaults={"by_id": viewer.user_id}
    )
    case.restricted = True
    case.save(update_fields=["restricted"])


def _lift(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    case.restricted = False
    case.save(update_fields=["restricted"])


def _hold(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    case.held_until, case.held_because = said["until"], said["reason"]
    case.save(update_fields=["held_until", "held_because"])


def _release(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    case.held_until, case.held_because = None, ""
    case.save(update_fields=["held_until", "held_because"])


def _join(viewer: Viewer, case: Case, said: Said, moved: Move) -> None:
    case.joint_with = said["joint_with"]
    case.save(update_fields=["joint_with"])


def _delay(viewer: Viewer, named: Named, said: Said, moved: Move) -> None:
    named.delaying_law, named.delayed_until = said["delaying_law"], said["delayed_until"]
    named.save(update_fields=["delaying_law", "delayed_until"])
    set_clock(named, "delay", said["delayed_until"])


def _answer(viewer: Viewer, named: Named, said: Said, moved: Move) -> None:
    named.answer, named.correction = said["answer"], said.get("correction") or ""
    named.save(update_fields=["answer", "correction"])


def _clear(viewer: Viewer, named: Named, said: Said, moved: Move) -> None:
    named.clearing = said["clearing"]
    named.save(update_fields=["clearing"])


BEFORE: dict[str, Callable[[Viewer, Any], None]] = {
    "raise_non_punishment": reviewing.set_part_aside,
    "appeal_the_decision": reviewing.set_part_aside,
}
AFTER: dict[str, Effect] = {
    "open_case": _open,
    "start_preliminary": _start,
    "suspend": _suspend,
    "charge": _charge,
    "record_judgment": _judge,
    "close_case": _close,
    "restrict": _restrict,
    "lift_restriction": _lift,
    "hold": _hold,
    "release_hold": _release,
    "make_joint": _join,
    "erase": erasing.erase_content,
    "raise_non_punishment": reviewing.begin,
    "look_at": reviewing.looked_at,
    "apply_non_punishment": reviewing.decided,
    "not_apply_non_punishment": reviewing.decided,
    "appeal_the_decision": reviewing.appealed,
    "delay_telling": _delay,
    "record_answer": _answer,
    "clear": _clear,
}
