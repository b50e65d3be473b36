"""Pages that somebody asked for and that were not theirs, or not there, stand in the trail: trying doors is an act."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, note


class WritesDownRefusals:
    """Stands inside of whoever sets `request.viewer`. A refused action has its row already and gets no second one.

    Only the page's name and the number it was asked for are kept: never an address, where somebody may have typed.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        viewer: Viewer | None = getattr(request, "viewer", None)
        is_told = getattr(request, "is_told_to_the_trail", False)
        if response.status_code == HTTPStatus.NOT_FOUND and viewer and request.resolver_match and not is_told:
            _told(request, viewer)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> None:
        if isinstance(problem, Denied) and getattr(problem, "is_told_to_the_trail", False):
            request.is_told_to_the_trail = True  # type: ignore[attr-defined]


def _told(request: HttpRequest, viewer: Viewer) -> None:
    found = request.resolver_match
    assert found is not None
    page = f"{found.namespace or 'site'}.{found.url_name or 'page'}"
    numbers = [str(value) for value in found.kwargs.values() if isinstance(value, uuid.UUID | int)]
    note(viewer, page, f"page:{numbers[0]}"[:120] if numbers else None, act="consultation", result="refused")
