"""Ties that people declare, walls that officers raise, and parties that a matter implicates; taking away needs two."""

from __future__ import annotations

import uuid

from django.db.models import Model
from django.utils import timezone

from graftwatch.desk.access.access import manages_tie, manages_wall, manages_walls, sees_implication, supervises
from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.matters import end_conflicts, implicate
from graftwatch.desk.access.models import Agency, Implicated, Signal, Tie, User, Wall
from graftwatch.desk.access.signals import signal
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.canonical import sha256


def _declares(viewer: Viewer, user: User) -> bool:
    """One's own ties, or those of somebody of one's agency."""
    return viewer.user_id == user.pk or (viewer.holds("people") and viewer.agency == user.agency_id)


@action(may=_declares)
def declare_tie(viewer: Viewer, user: User, *, kind: str, party: str) -> Tie:
    """Tie a person to a party. Assignments to matters that implicate it end at once, and oversight is told."""
    tie, _is_new = Tie.objects.get_or_create(user=user, party=party, kind=kind)
    end_conflicts(user)
    return tie


@action(may=manages_tie)
def remove_tie(viewer: Viewer, tie: Tie) -> None:
    """A tie that was declared by mistake. Needs a second person; assignments that ended do not come back."""
    use_approval(viewer, "access.remove_tie", tie)
    _tell(viewer, tie)
    tie.delete()


@action(may=manages_walls)
def wall_off_agency(viewer: Viewer, *, facility: uuid.UUID, reason: str) -> Wall:
    """Keep everybody of one's own agency away from one facility."""
    return Wall.objects.create(agency=Agency.objects.get(pk=viewer.agency or 0), facility=facility, reason=reason)


@action(may=manages_wall)
def take_wall_down(viewer: Viewer, wall: Wall) -> None:
    """Needs a second person; oversight sees that it was done."""
    use_approval(viewer, "access.take_wall_down", wall)
    _tell(viewer, wall)
    wall.delete()


@action(may=supervises)
def implicate_party(viewer: Viewer, matter: Model, *, party: str) -> None:
    """From now on whoever is tied to this party finds nothing of the matter, and whoever is on it is taken off."""
    implicate(matter, {party}, named_by="case")


@action(may=sees_implication)
def lift_implication(viewer: Viewer, implicated: Implicated) -> None:
    """The party is not implicated after all. Needs a second person; the row stays, and oversight sees it."""
    use_approval(viewer, "access.lift_implication", implicated)
    implicated.lifted_at = timezone.now()
    implicated.save(update_fields=["lifted_at"])
    _tell(viewer, implicated)


def _tell(viewer: Viewer, thing: Model) -> None:
    signal(viewer.user_id or 0, Signal.Kind.WALL_LIFTED, thing=f"{thing._meta.label_lower}:{thing.pk}")


def reference_of(party: str) -> str:
    """Six signs by which two people can speak of the same party without naming it."""
    return sha256(party)[:6].upper()
