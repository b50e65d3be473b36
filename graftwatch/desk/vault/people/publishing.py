"""Public halves of keys lie where the public door reads them: those of readers, of the node, and of recovery."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, operator, viewer_of
from graftwatch.desk.audit.action import action
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.door.names import tokens_of_a_holder
from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.recovery.drills import why_not_published
from graftwatch.desk.vault.recovery.making import the_recovery

Wanted = dict[tuple[str, str], tuple[bytes, list[str]]]
"""Use and holder of each key that should be published: the public half, and what its holder is tied to."""
USES = {"report_text": PublishedKey.Use.INTAKE, "identity_reporter": PublishedKey.Use.CUSTODIAN}


def node_key_pair() -> tuple[bytes, bytes]:
    """(private, public) of this installation: reads where an envelope goes, never what it says."""
    return boxes.key_pair(settings.NODE_BOX_KEY)


def mark_of(row: PersonKey) -> bytes:
    """Whose key it is, sealed beside it: swapped between two rows, it is not handed to the wrong person."""
    return hashlib.sha256(f"person key|{row.user_id}|{row.pk}".encode()).digest()


def seal_for_recovery(row: PersonKey, private: bytes) -> bool:
    """Seal the private half to the recovery key in force, unless it is already. Whether the row has changed."""
    recovery = the_recovery()
    if recovery is None or row.recovery == recovery.fingerprint:
        return False
    row.for_recovery, row.recovery = boxes.seal_to(bytes(recovery.public), private + mark_of(row)), recovery.fingerprint
    return True


@action(may=lambda viewer: viewer.user_id is not None or viewer.holds("accounts"))
def publish_keys(viewer: Viewer) -> str:
    """Bring what is published into line: new readers in, who left or changed their role out, ties as they are now.

    Called when somebody sets up a vault and when the desk starts; the worker keeps it in line. Twice is once. Gives the
    sentence that says why readers' keys are not published, or nothing.
    """
    today, in_the_way = timezone.localdate(), why_not_published()
    wanted = _wanted(today)
    for row in _own():
        public, its_parties = wanted.pop((row.use, row.holder), (b"", []))
        if bytes(row.public) != public:
            row.retired_on = today
        if row.retired_on or row.parties != its_parties:
            row.parties = its_parties if not row.retired_on else row.parties
            row.save(update_fields=["retired_on", "parties"])
    for (use, holder), (public, its_parties) in wanted.items():
        PublishedKey.objects.create(use=use, holder=holder, public=public, parties=its_parties, since_on=today)
    return in_the_way


def keep_published(now: dt.datetime) -> bool:
    """The worker's step, each minute: publish anew where people, ties or walls have changed. Whether they had."""
    there = {(row.use, row.holder): (bytes(row.public), row.parties) for row in _own()}
    has_changed = there != _wanted(now.date())
    if has_changed:
        publish_keys(operator())
    return has_changed


def _own() -> Any:
    """What is published and is ours to keep in line."""
    kept_elsewhere = [PublishedKey.Use.RECOVERY, PublishedKey.Use.SIGNING]
    return PublishedKey.objects.filter(retired_on=None).exclude(use__in=kept_elsewhere)


def _wanted(today: dt.date) -> Wanted:
    node: Wanted = {(PublishedKey.Use.NODE.value, "node"): (node_key_pair()[1], [])}
    return node | ({} if why_not_published() else _readers(today))


def _readers(today: dt.date) -> Wanted:
    found: Wanted = {}
    for key in PersonKey.objects.for_the_system("whose keys are published"):
        user = User.objects.select_related("agency").get(pk=key.user_id)
        for use in uses_of(user, today):
            found[use, f"user:{user.pk}"] = (bytes(key.public), _parties(user, today))
    return found


def uses_of(user: User, today: dt.date) -> list[str]:
    """What a person's key is for: nothing once they left, or without a mandate in force.

    The independent route reads reports through its reviewers; a custodian of the same office reads none.
    """
    viewer = viewer_of(user, today)
    if not user.is_active or not viewer.role.compartments:
        return []
    uses = [use.value for compartment, use in USES.items() if viewer.holds(compartment)]
    if user.agency is not None and user.agency.is_independent_route and viewer.holds("review"):
        uses.append(PublishedKey.Use.INDEPENDENT.value)
    if uses and any(user.pk in on_duty(today) for on_duty in _rosters()):
        uses.append(PublishedKey.Use.DUTY.value)
    return uses


def _rosters() -> list[Callable[[dt.date], set[int]]]:
    """Who is on duty, as each room that has a roster says it: its apps.py names the function in `on_duty`."""
    named = [getattr(config, "on_duty", "") for config in apps.get_app_configs()]
    return [import_string(name) for name in named if name]


def _parties(user: User, today: dt.date) -> list[str]:
    viewer = viewer_of(user, today)
    own = {parties.person(user.called), *(parties.facility(key) for key in viewer.walled)}
    # The public door has no key to `person:` tokens and compares names by its own.
    return sorted(viewer.parties | own | set(tokens_of_a_holder([user.called])))
