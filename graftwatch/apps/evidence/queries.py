"""Every read of this room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import uuid
from typing import Any

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence.models import File, Item
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer


def items(viewer: Viewer, case: Case | None = None) -> Any:
    """The register: exhibits that the viewer may see, of one case or of all, the newest first."""
    rows = Item.objects.seen_by(viewer).seen_through("case").select_related("case", "held_by")
    return (rows.filter(case=case) if case else rows).order_by("-at")


def find_item(viewer: Viewer, number: uuid.UUID) -> Item | None:
    found: Item | None = items(viewer).filter(pk=number).first()
    return found


def find_file(viewer: Viewer, number: uuid.UUID) -> File | None:
    found: File | None = File.objects.seen_by(viewer).filter(pk=number).first()
    return found


def cases_of(viewer: Viewer) -> list[Case]:
    """Cases in which the viewer may look at exhibits."""
    return list(Case.objects.seen_by(viewer).order_by("number"))


def people_who_see(item: Item) -> list[User]:
    """Members of the case who may hold this exhibit: they see it themselves."""
    from django.utils import timezone

    from graftwatch.apps.evidence.access import sees_item
    from graftwatch.desk.access.matters import people_on
    from graftwatch.desk.access.viewer import viewer_of

    case = Case.objects.for_the_system("who works on the case of an exhibit").get(pk=item.case_id)
    today = timezone.localdate()
    return [user for user in people_on(case) if sees_item(viewer_of(user, today), item)]
