"""What holds for whoever has logged in: sessions that end, setting up first, and no haste among sealed pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from graftwatch.desk.access import pace
from graftwatch.desk.access.accounts import begin_work
from graftwatch.desk.access.haste import watching
from graftwatch.desk.access.models import Account, User
from graftwatch.desk.access.second_factor import has_second_factor
from graftwatch.desk.access.viewer import acting_as

Answer = Callable[[HttpRequest], HttpResponse]
WRITTEN_EVERY = 60
"""Seconds between two notes in the session that somebody is still there."""
ALWAYS_OPEN = ("/account/", "/language/", "/help/", "/pace/")


class SessionsEnd:
    """A session ends after 15 minutes without a page, and after 8 hours in any case."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            came, seen = request.session.get("came_at", now), request.session.get("seen_at", now)
            if now - seen > settings.SESSION_ENDS_IDLE_AFTER or now - came > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif "came_at" not in request.session or now - seen > WRITTEN_EVERY:
                request.session["came_at"], request.session["seen_at"] = came, now
        return self.answer(request)


class SetsUpFirst:
    """Whoever was enrolled chooses a password; everybody sets up a second factor; only then the desk opens."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not request.path.startswith(ALWAYS_OPEN):
            missing = still_to_do(user)
            if missing:
                return redirect(missing)
        return self.answer(request)


def still_to_do(user: User) -> str:
    """The page on which something is still to be set up; empty where nothing is."""
    account = Account.objects.for_the_system("whether somebody has set up their log-in").filter(user_id=user.pk).first()
    is_new = account is not None and account.state == "enrolled"
    if is_new and not account.has_own_password:
        return "account_change_password"
    if settings.MFA_IS_REQUIRED and not has_second_factor(user):
        return "mfa_index"
    if is_new:
        begin_work(acting_as("system"), account)
    return ""


class KeepsPace:
    """Counts the sealed pages that somebody opens, and beyond the limit asks why before it shows another."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        viewer = getattr(request, "viewer", None)
        if viewer is None or request.path.startswith(ALWAYS_OPEN):
            return self.answer(request)
        if pace.is_too_fast(viewer):
            return render(request, "offices/slow_down.html", status=429)
        with watching() as opened:
            response = self.answer(request)
        if opened:
            pace.count_opening(viewer, page=request.path)
        return response
