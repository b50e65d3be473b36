"""Pages for when something is not as it should be. They say what is safe and what to do."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from graftwatch.apps.public.uploading import FILES_WAITED
from graftwatch.desk.door.away import BACK_IN, is_away


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/problem.html", {"kind": "not_understood"}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/problem.html", {"kind": "not_found"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Whatever else went wrong. Django calls it while it handles the problem."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return render(request, "public/problem.html", {"kind": "broken"}, status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """More people than can be served."""
    return _waiting(request, "busy", 30)


def away(request: HttpRequest) -> HttpResponse:
    """The door's database cannot be asked; it comes back by itself."""
    return _waiting(request, "away", BACK_IN)


def _waiting(request: HttpRequest, kind: str, seconds: int) -> HttpResponse:
    """The waiting page, which carries what was typed, so that sending it again is one touch.

    Files it cannot carry: the page that comes next says that they have to be chosen again.
    """
    typed = [(name, value) for name, values in request.POST.lists() for value in values]
    typed += [(FILES_WAITED, "yes")] if request.FILES and FILES_WAITED not in request.POST else []
    context = {"kind": kind, "typed": typed, "has_files": (FILES_WAITED, "yes") in typed}
    response = render(request, "public/problem.html", context, status=503)
    response.headers["Retry-After"] = str(seconds)
    return response
