"""What stands around every public page: nothing is kept, nothing runs, nothing comes from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed

from graftwatch.apps.public.views import errors
from graftwatch.desk.door.away import is_away
from graftwatch.desk.door.receipts import TooBusyError

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, noarchive",
}
FORGOTTEN = (
    "REMOTE_ADDR",
    "REMOTE_HOST",
    "REMOTE_PORT",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REAL_IP",
    "HTTP_USER_AGENT",
    "HTTP_REFERER",
    "HTTP_COOKIE",
)


class NothingIsKept:
    """Drops who asks before anything else runs, refuses what another site sends, and forbids every copy."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in FORGOTTEN:
            request.META.pop(name, None)
        response: HttpResponse
        if request.method == "TRACE":
            response = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        elif request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            # A form of another site that posts here could choose a stranger's receipt. There is no token to ask for,
            # because nothing is done on anybody's authority; the browser itself says where the form stood.
            response = HttpResponseForbidden("This form was not sent from here.", content_type="text/plain")
        else:
            response = self.answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, TooBusyError):
            return errors.busy(request)
        return errors.away(request) if is_away(problem) else None
