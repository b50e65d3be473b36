"""Access codes: a protection case manager gives a person sixteen digits with which they see who opened their file."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.cases.models import Person
from graftwatch.apps.oversight.access import demand
from graftwatch.apps.oversight.views.trail import viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.codes import give_access_code, is_code_of, withdraw_access_code
from graftwatch.desk.audit.models import AccessCode
from graftwatch.desk.audit.naming import label_of
from graftwatch.desk.door.receipts import in_groups
from graftwatch.desk.printing.cards import receipt_card


@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    viewer = viewer_here(request)
    demand(viewer, "protection_file")
    people = list(_people(viewer)[:200])
    mine = AccessCode.objects.seen_by(viewer).filter(ends_on__gt=timezone.localdate())
    given = {code.about: code for code in mine}
    rows = [(person, given.get(label_of(person))) for person in people]
    return render(request, "oversight/codes.html", {"rows": rows})


@sensitive_variables("code")
@require_POST
def give(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """Shown once."""
    viewer = viewer_here(request)
    found = _person(viewer, person)
    language = request.POST.get("language", "en")
    language = _known(language)
    code = give_access_code(viewer, found, language=language, today=timezone.localdate())
    page = {"code": in_groups(code), "digits": code, "person": found, "its_language": language}
    return render(request, "oversight/code.html", page)


@sensitive_variables("code")
@require_POST
def card(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """The digits that were just shown, on a card that does not say what they are for, in the person's language."""
    viewer = viewer_here(request)
    found, code = _person(viewer, person), "".join(request.POST.get("code", "").split())
    if not is_code_of(found, code, today=timezone.localdate()):
        raise Http404
    note(viewer, "oversight.print_card", found, act="disclosure", justification="access_code", recipient="the_person")
    paper = receipt_card(code, language=_known(request.POST.get("language", "en")))
    saved = {"Content-Disposition": 'attachment; filename="card.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=saved)


@require_POST
def withdraw(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    withdraw_access_code(viewer, _person(viewer, person), today=timezone.localdate())
    return redirect("oversight:codes")


def _people(viewer: Viewer) -> Any:
    rows = Person.objects.seen_by(viewer).seen_through("case").select_related("case")
    return rows.order_by("case_id", "label")


def _person(viewer: Viewer, key: uuid.UUID) -> Person:
    demand(viewer, "protection_file")
    found: Person | None = Person.objects.seen_by(viewer).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _known(language: str) -> str:
    from django.conf import settings

    return language if language in dict(settings.LANGUAGES) else "en"
