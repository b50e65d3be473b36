"""The people of the desk's tests, made by the same actions as everywhere."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from graftwatch.desk.access.actions import add_user, give_mandate, raise_wall
from graftwatch.desk.access.models import User
from graftwatch.desk.access.roles import AUDITOR, SCREENING_OFFICER
from graftwatch.desk.access.viewer import Viewer, operator, viewer_of

PASSWORD = "a long sentence for tests"  # noqa: S105 - nobody of this name exists


@dataclass(frozen=True)
class Cast:
    """Who plays."""

    officer: User
    walled: User
    auditor: User

    def viewer(self, name: str) -> Viewer:
        user: User = getattr(self, name)
        return viewer_of(User.objects.get(pk=user.pk), timezone.localdate())


def people(walled_off_from: uuid.UUID) -> Cast:
    root = operator()
    made = {}
    for name, role, agency, called in (
        ("officer", SCREENING_OFFICER.name, "Transplant authority", "Olga Officer"),
        ("walled", SCREENING_OFFICER.name, "Transplant authority", "Walid Walled"),
        ("auditor", AUDITOR.name, "Court of auditors", "Aune Auditor"),
    ):
        made[name] = add_user(
            root, username=name, password=PASSWORD, role=role, agency=agency, called=called, language="en"
        )
    for name in ("officer", "auditor"):
        give_mandate(
            root,
            made[name].agency,
            role=made[name].role,
            legal_basis="Transplantation Act, article 12",
            valid_from=dt.date(2020, 1, 1),
        )
    raise_wall(root, made["walled"], facility=walled_off_from, reason="A sister works there")
    return Cast(**made)
