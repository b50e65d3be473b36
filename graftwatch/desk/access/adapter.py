"""How people log in: with a password given to them, nobody by themselves; each try is in the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer, operator, viewer_of
from graftwatch.desk.audit.action import Denied, action


@action(may=lambda viewer: viewer.user_id is not None)
def log_in(viewer: Viewer) -> None:
    """Somebody came in."""


@action(may=lambda viewer: viewer.user_id is not None)
def change_password(viewer: Viewer) -> None:
    """Somebody changed their own password."""


class WritesDownLogIns(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, told that accounts are made by the operator only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        log_in(viewer_of(user, timezone.localdate()))

    def authentication_failed(self, request: HttpRequest, **_credentials: Any) -> None:
        """A try that failed. The name that was typed is not kept: people type passwords there."""
        try:
            log_in(operator())
        except Denied:
            return

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        change_password(viewer_of(user, timezone.localdate()))
