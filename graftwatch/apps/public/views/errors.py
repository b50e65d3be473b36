"""Pages for when something is not as it should be. They say what is safe and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/problem.html", {"kind": "not_understood"}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/problem.html", {"kind": "not_found"}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "public/problem.html", {"kind": "broken"}, status=500)


def busy(request: HttpRequest) -> HttpResponse:
    """The waiting page, which carries what was typed, so that sending it again is one touch."""
    context = {"kind": "busy", "typed": [(name, value) for name, values in request.POST.lists() for value in values]}
    response = render(request, "public/problem.html", context, status=503)
    response.headers["Retry-After"] = "30"
    return response
