"""Who may see a disclosure: exchange officers of the two offices, the asked one only once it was sent."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.desk.access.gates import assigned, not_implicating, nothing
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    if model is Disclosure:
        return disclosures(viewer)
    if model is Leaving:
        return _leaving(viewer)
    return nothing()


def disclosures(viewer: Viewer) -> Q:
    """Of one's own office, from its first word; of the other, once it was sent. Never across a wall."""
    if not viewer.holds("disclosures"):
        return assigned(viewer, Disclosure) & not_implicating(viewer, Disclosure) if _seconds(viewer) else nothing()
    own, other = Q(asking_id=viewer.agency or 0), Q(asked_id=viewer.agency or 0, sent_at__isnull=False)
    return (own | other) & not_implicating(viewer, Disclosure)


def _seconds(viewer: Viewer) -> bool:
    """Second persons (prosecutors, investigators, reviewers) see the disclosures they are assigned to."""
    return viewer.holds("cases") and viewer.holds("approvals")


def _leaving(viewer: Viewer) -> Q:
    """What may leave is the giving office's to see; the other office sees the released package, nothing else."""
    if not (viewer.holds("disclosures") or _seconds(viewer)):
        return nothing()
    visible = Disclosure.objects.seen_by(viewer)
    giving = visible.filter(
        Q(is_spontaneous=True, asking_id=viewer.agency or 0) | Q(is_spontaneous=False, asked_id=viewer.agency or 0)
    )
    return Q(disclosure_id__in=giving.values("pk"))


def exchanges(viewer: Viewer) -> bool:
    return viewer.holds("disclosures") and viewer.agency is not None


def sees(viewer: Viewer, disclosure: Disclosure) -> bool:
    return viewer.user_id is not None and Disclosure.objects.seen_by(viewer).filter(pk=disclosure.pk).exists()


def works_on(viewer: Viewer, disclosure: Disclosure) -> bool:
    return exchanges(viewer) and sees(viewer, disclosure)


def gives(viewer: Viewer, disclosure: Disclosure) -> bool:
    return works_on(viewer, disclosure) and viewer.agency == disclosure.giving_id


def asks(viewer: Viewer, disclosure: Disclosure) -> bool:
    return works_on(viewer, disclosure) and viewer.agency == disclosure.asking_id
