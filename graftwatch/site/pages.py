"""The pages that belong to no room: the way in, help, language, and the two pages nobody wants to see."""

from __future__ import annotations

import sys

from allauth.account import views as account
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.log import log_response
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.desk.access.actions import choose_language
from graftwatch.desk.door.away import BACK_IN, in_one_line, is_away
from graftwatch.site.context import first_room_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Everybody begins where their work is: triage with the reports, officers with the leads."""
    return redirect(first_room_of(request.viewer))  # type: ignore[attr-defined]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "site/help.html")


@require_http_methods(["GET", "HEAD", "POST"])
def log_out(request: HttpRequest) -> HttpResponse:
    """The library's; then the browser forgets what it kept of the desk, but for the cookie that knows the device."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on; kept with the person, or with this browser before log-in."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if chosen in dict(settings.LANGUAGES):
        over_tls = settings.LANGUAGE_COOKIE_SECURE
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Strict", httponly=True, secure=over_tls)
        if request.user.is_authenticated:
            choose_language(request.viewer, request.user, language=chosen)  # type: ignore[attr-defined]
    return response


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "site/not_found.html", status=404)


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """Shown when the programme failed; says nothing of what was being looked at. Django calls it while it handles the
    problem."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return render(request, "site/broken.html", status=500)


def away(request: HttpRequest) -> HttpResponse:
    """A database is away for a moment. Nothing here asks one, not even who is looking; the log gets one line."""
    words = render_to_string("site/away.html", {"was_sent": request.method == "POST"})
    headers = {"Retry-After": str(BACK_IN), "Cache-Control": "no-store"}
    response = HttpResponse(words, status=503, headers=headers)
    why = in_one_line(sys.exc_info()[1])
    log_response("A database is away; pages say so. %s", why, response=response, request=request, level="warning")
    return response
