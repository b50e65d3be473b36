"""Find what a page is about, or answer as if it were not there; and who is looking."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from graftwatch.apps.cases import queries
from graftwatch.apps.cases.models import Case, Named, Person
from graftwatch.desk.access.viewer import Viewer


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def case_or_404(viewer: Viewer, number: uuid.UUID) -> Case:
    found = queries.find_case(viewer, number)
    if found is None:
        raise Http404
    return found


def person_or_404(viewer: Viewer, number: uuid.UUID) -> Person:
    found = queries.find_person(viewer, number)
    if found is None:
        raise Http404
    return found


def named_or_404(viewer: Viewer, number: uuid.UUID) -> Named:
    found = queries.find_named(viewer, number)
    if found is None:
        raise Http404
    return found
