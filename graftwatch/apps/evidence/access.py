"""Who may see exhibits, their files and their custody, and who may do what with them."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.apps.cases.access import attached, beyond_its_walls, of_a_visible_case, sees_case
from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.states import TRIAGE
from graftwatch.desk.access.gates import nothing
from graftwatch.desk.access.roles import Role
from graftwatch.desk.access.viewer import Viewer

THE_SYSTEM = Viewer(who="system", name="system", role=Role("system", "", "operation", frozenset()))
"""The machine itself, where it puts something under an exception. It reads nothing for anybody."""


def scope(viewer: Viewer, model: type[Model]) -> Q:
    if model is Item:
        return _items(viewer)
    if model in (File, CustodyEvent):
        return Q(item_id__in=Item.objects.seen_by(viewer).values("pk"))
    return nothing()


def _items(viewer: Viewer) -> Q:
    """Of a visible case, in a compartment held. A custodian must find what lies on the shelf even where a privilege
    is claimed: the row is there, its words and files are sealed to the reviewers."""
    if viewer.holds("custody"):
        return of_a_visible_case(viewer)
    return attached(viewer)


# Predicates of the verbs


def works_here(viewer: Viewer) -> bool:
    return viewer.holds("evidence_items") or viewer.holds("legal_privilege")


def sees_item(viewer: Viewer, item: Item) -> bool:
    return viewer.user_id is not None and Item.objects.seen_by(viewer).filter(pk=item.pk).exists()


def opens_item(viewer: Viewer, item: Item) -> bool:
    """Its words and files: the row, and the compartment that they are sealed to now."""
    return sees_item(viewer, item) and viewer.holds(item.compartment)


def registers_in(viewer: Viewer, case: Case) -> bool:
    """Members of a case who hold evidence register; custodians keep, they do not bring in."""
    return viewer.holds("evidence_items") and viewer.holds("investigation") and sees_case(viewer, case)


def hands_over(viewer: Viewer, case: Case) -> bool:
    """Triage brings files of a report into the case that the report became. It sees no case, and no wall stands."""
    return viewer.role.name in TRIAGE and (
        Case.objects.for_the_system("whether a wall of the case shuts triage out")
        .filter(beyond_its_walls(viewer), pk=case.pk)
        .exists()
    )


def moves(viewer: Viewer, item: Item) -> bool:
    """Those who see it, as far as the table goes; and the system, where it puts it under an exception."""
    return viewer is THE_SYSTEM or sees_item(viewer, item)


def adds_files(viewer: Viewer, item: Item) -> bool:
    return opens_item(viewer, item) and viewer.role.name in ("investigator", "prosecutor", "evidence_custodian")


def opens_files(viewer: Viewer, file: File) -> bool:
    found = Item.objects.seen_by(viewer).filter(pk=file.item_id).first()
    return found is not None and opens_item(viewer, found)


def exports_from(viewer: Viewer, case: Case) -> bool:
    return viewer.role.name in ("prosecutor", "evidence_custodian") and sees_case(viewer, case)
