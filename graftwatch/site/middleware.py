"""What stands around every page: a content security policy, and who is looking."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation

from graftwatch.desk.access.viewer import viewer_of
from graftwatch.desk.audit.action import Denied

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
ASKED_BY = ["GET", "HEAD", "POST"]
"""TRACE would send cookies back as text; no page of ours needs it."""


class ContentSecurityPolicy:
    """Nothing from elsewhere, nothing inline: scripts only with this answer's nonce, styles only from our files."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.csp_nonce = secrets.token_urlsafe(16)  # type: ignore[attr-defined]
        response = HttpResponseNotAllowed(ASKED_BY) if request.method == "TRACE" else self.answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=request.csp_nonce))  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        # Who is looking is asked of the database: not once more when that is away.
        is_away = response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        if is_away or (getattr(request, "user", None) is not None and request.user.is_authenticated):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class WhoIsLooking:
    """Hands every view a viewer, speaks the viewer's language, and answers a denial as if there were nothing."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.answer(request)
        request.viewer = viewer_of(user, timezone.localdate())  # type: ignore[attr-defined]
        if user.language and user.language != translation.get_language():
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        if isinstance(problem, Denied):
            raise Http404 from problem
