"""Who may read assignments, walls of matters, approvals, accounts, broken glass and signals through the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q

from graftwatch.desk.access import approvals
from graftwatch.desk.access.gates import everything, nothing, of_a_visible_matter
from graftwatch.desk.access.models import (
    Account,
    Approval,
    Assigned,
    BrokenGlass,
    Implicated,
    LogInNews,
    ProviderLink,
    Signal,
    Tie,
    Wall,
)
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return SCOPES[model](viewer) if model in SCOPES else nothing()


def _accounts(viewer: Viewer) -> Q:
    """One's own; and the agency's for its access officers."""
    own = Q(user_id=viewer.user_id or 0)
    return own | Q(user__agency_id=viewer.agency or 0) if viewer.holds("people") else own


def _implicated(viewer: Viewer) -> Q:
    """All for oversight; those of a matter that they see for supervisors."""
    if viewer.holds("trail"):
        return everything()
    return of_a_visible_matter(viewer) if viewer.holds("supervision") else nothing()


def _glass(viewer: Viewer) -> Q:
    return everything() if viewer.holds("signals") else Q(user_id=viewer.user_id or 0)


def _signals(viewer: Viewer) -> Q:
    """Nobody is told what they set off themselves."""
    return ~Q(user_id=viewer.user_id or 0) if viewer.holds("signals") else nothing()


SCOPES: dict[type[Model], Callable[[Viewer], Q]] = {
    Account: _accounts,
    Approval: approvals.scope,
    Assigned: lambda viewer: Q(user_id=viewer.user_id or 0),
    BrokenGlass: _glass,
    Implicated: _implicated,
    LogInNews: lambda viewer: Q(user_id=viewer.user_id or 0),
    ProviderLink: _accounts,
    Signal: _signals,
}


# Predicates of the verbs


def manages_people(viewer: Viewer) -> bool:
    return viewer.holds("people") and viewer.agency is not None


def manages(viewer: Viewer, account: Account) -> bool:
    """The access officer of the person's own agency, or a clock."""
    if viewer.role.name in ("timer", "system"):
        return True
    return manages_people(viewer) and Account.objects.seen_by(viewer).filter(pk=account.pk).exists()


def manages_walls(viewer: Viewer) -> bool:
    return viewer.holds("walls") and viewer.agency is not None


def manages_wall(viewer: Viewer, wall: Wall) -> bool:
    agency = wall.agency_id or (wall.user.agency_id if wall.user else None)
    return manages_walls(viewer) and agency == viewer.agency


def manages_tie(viewer: Viewer, tie: Tie) -> bool:
    return manages_people(viewer) and tie.user.agency_id == viewer.agency


def supervises(viewer: Viewer, matter: Model) -> bool:
    """Names the parties that a matter implicates: supervisors who see it."""
    seen = type(matter)._default_manager.seen_by(viewer)  # type: ignore[attr-defined]
    return viewer.holds("supervision") and bool(seen.filter(pk=matter.pk).exists())


def sees_implication(viewer: Viewer, implicated: Implicated) -> bool:
    seen = Implicated.objects.seen_by(viewer).filter(pk=implicated.pk)
    return viewer.holds("supervision") and bool(seen.exists())


def breaks_glass(viewer: Viewer) -> bool:
    """Whoever works on reports or cases. Sealed identities are nobody's to open in this way."""
    works = viewer.holds("cases") or viewer.holds("reports")
    return works and viewer.user_id is not None and not viewer.holds("identity_reporter")


def sees_glass(viewer: Viewer, glass: BrokenGlass) -> bool:
    if viewer.role.name == "timer":
        return True
    return viewer.user_id is not None and BrokenGlass.objects.seen_by(viewer).filter(pk=glass.pk).exists()
