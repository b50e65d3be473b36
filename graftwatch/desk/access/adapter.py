"""How people log in: nobody by themselves; each try is in the trail, and at the next log-in they hear of it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from graftwatch.desk.access import known_device, lock_out, log_in_news
from graftwatch.desk.access.models import Account, LogInNews, User
from graftwatch.desk.access.sessions import end_the_oldest
from graftwatch.desk.access.viewer import Viewer, lets_in, operator, viewer_of
from graftwatch.desk.audit.action import Denied, action

NO_ADDRESS = "0.0.0.0"  # noqa: S104 - stands where allauth would keep whence somebody came
CHANGES = {
    "mfa/email/webauthn_added": LogInNews.Kind.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": LogInNews.Kind.PASSKEY_REMOVED,
    "mfa/email/totp_activated": LogInNews.Kind.APP_ADDED,
    "mfa/email/totp_deactivated": LogInNews.Kind.APP_REMOVED,
    "mfa/email/recovery_codes_generated": LogInNews.Kind.CODES_MADE,
}
"""The letters that allauth would send when a factor changes. Here they are told at the next log-in."""


def _is_somebody(viewer: Viewer) -> bool:
    return viewer.user_id is not None


@action(may=_is_somebody)
def log_in(viewer: Viewer, user: User | None = None, *, device: str = "", n_failed: int = 0) -> list[str]:
    """Somebody came in. Gives what they hear about the time before."""
    if user is None:
        return []
    told = log_in_news.take_news(user)
    log_in_news.write_news(user, LogInNews.Kind.CAME_IN, device=device, n_failed=n_failed)
    return [*told, log_in_news.failures(n_failed)] if n_failed else told


@action(may=_is_somebody)
def change_password(viewer: Viewer, user: User, *, device: str = "") -> None:
    """Somebody changed their own password. One that was handed over is theirs from now on."""
    rows = Account.objects.for_the_system("a password of one's own")
    rows.filter(user_id=viewer.user_id).update(has_own_password=True, first_password_until=None)
    log_in_news.write_news(user, LogInNews.Kind.PASSWORD_CHANGED, device=device)


@action(may=_is_somebody, act="session")
def change_factor(viewer: Viewer, user: User, *, kind: str, device: str = "") -> None:
    """Somebody added or removed a factor of their own."""
    log_in_news.write_news(user, kind, device=device)


def write_down_failure() -> None:
    """A try that failed. The name that was typed is not kept: people type passwords there."""
    try:
        log_in(operator())
    except Denied:
        return


def _today(user: User) -> Viewer:
    return viewer_of(user, timezone.localdate())


def _device(request: HttpRequest) -> str:
    return log_in_news.device_called(request.headers.get("User-Agent", ""))


class WritesDownLogIns(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, told that accounts are made by officers only, that addresses are not kept, and when to lock."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return NO_ADDRESS

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if lock_out.is_locked(*_tried(request, credentials)):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            lock_out.forgive(*_tried(request, credentials))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        lock_out.count_failure(*_tried(request, credentials))
        write_down_failure()

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """Every way in passes here: not while a name waits, nor suspended, nor unconfirmed for 90 days."""
        name = user.get_username()
        if lock_out.is_locked(name, known_device.device_of(request, name)):
            messages.error(request, _("This name waits after failed tries: a minute, then longer each time."))
            return redirect("account_login")
        if user.is_active and not lets_in(user):
            inactive: HttpResponse = self.respond_user_inactive(request, user)
            return inactive
        against: HttpResponse | None = super().pre_login(request, user, **options)
        return against

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        name = user.get_username()
        n_failed = lock_out.forget(name, known_device.device_of(request, name))
        with translation.override(user.language or translation.get_language()):
            for words in log_in(_today(user), user, device=_device(request), n_failed=n_failed):
                messages.info(request, words)

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **options)  # writes down the new session
        known_device.remember(request, response, user.get_username())
        if end_the_oldest(user, at_most=settings.SESSIONS_AT_ONCE):
            messages.info(request, _("You were logged in in too many places: the oldest session was ended."))
        return response

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        change_password(_today(user), user)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Nothing leaves by mail: what a letter would say is told at the next log-in."""
        if template_prefix in CHANGES:
            change_factor(_today(user), user, kind=CHANGES[template_prefix])

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever has a second factor proves who they are with it, not with the password alone; a passkey first."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in found if method["id"] != "reauthenticate"]
        return sorted(factors, key=lambda method: "webauthn" not in method["id"]) or found


def _tried(request: HttpRequest, credentials: dict[str, Any]) -> tuple[str, str]:
    name = str(credentials.get("username") or "")
    return name, known_device.device_of(request, name)
