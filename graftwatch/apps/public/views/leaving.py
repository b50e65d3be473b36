"""Leaving quickly, and being asked whether one is alive."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def leave(request: HttpRequest) -> HttpResponse:
    """One touch: the browser is told to forget this site, and shows an everyday page."""
    response = HttpResponseRedirect(settings.LEAVE_TO)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def alive(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the machine; says nothing else."""
    return HttpResponse("alive", content_type="text/plain")
