"""How people log in: with a password given to them, nobody by themselves; each try is in the trail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from graftwatch.desk.access import lock_out
from graftwatch.desk.access.models import Account, User
from graftwatch.desk.access.viewer import Viewer, lets_in, operator, viewer_of
from graftwatch.desk.audit.action import Denied, action

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - stands where allauth would keep whence somebody came


@action(may=lambda viewer: viewer.user_id is not None)
def log_in(viewer: Viewer) -> None:
    """Somebody came in."""


@action(may=lambda viewer: viewer.user_id is not None)
def change_password(viewer: Viewer) -> None:
    """Somebody changed their own password. One that was handed over is theirs from now on."""
    rows = Account.objects.for_the_system("a password of one's own")
    rows.filter(user_id=viewer.user_id).update(has_own_password=True)


class WritesDownLogIns(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, told that accounts are made by officers only, that addresses are not kept, and when to lock."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return NO_ADDRESS

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if lock_out.is_locked(str(credentials.get("username") or "")):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            lock_out.forget(str(credentials.get("username") or ""))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A try that failed. The name that was typed is not kept: people type passwords there."""
        lock_out.count_failure(str(credentials.get("username") or ""))
        try:
            log_in(operator())
        except Denied:
            return

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """An account that is suspended, or whose need nobody confirmed for 90 days, does not log in."""
        if user.is_active and not lets_in(user):
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        against: HttpResponse | None = super().pre_login(request, user, **options)
        return against

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        log_in(viewer_of(user, timezone.localdate()))

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        change_password(viewer_of(user, timezone.localdate()))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever has a second factor proves who they are with it, not with the password alone."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method for method in found if method["id"] != "reauthenticate"] or found
