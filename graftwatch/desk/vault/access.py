"""Who may read the vault's tables through the desk: everybody their own key, the data-protection officer the rest."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import everything, nothing
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.models import Certificate, Copy, Drill, Erased, LegalHold, PersonKey, Proposal, Recovery

HELD_BY: dict[type[Model], str] = {
    Certificate: "retention",
    Erased: "retention",
    LegalHold: "retention",
    Proposal: "retention",
    Copy: "copies",
    Recovery: "people",
    Drill: "people",
}


def scope(viewer: Viewer, model: type[Model]) -> Q:
    if model is PersonKey:
        return Q(user_id=viewer.user_id or 0)
    compartment = HELD_BY.get(model)
    return everything() if compartment and viewer.holds(compartment) else nothing()
