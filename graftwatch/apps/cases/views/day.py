"""My day, the list of cases, a new case, and the counts for oversight."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from graftwatch.apps.cases import actions, queries
from graftwatch.apps.cases.access import proposes, works_on_cases
from graftwatch.apps.cases.forms import ProposeForm
from graftwatch.apps.cases.views.finding import viewer_here
from graftwatch.desk.access.signals import note_search
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.people import unlocked_of

A_PAGE = 50


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """What is before somebody today."""
    viewer = viewer_here(request)
    if not works_on_cases(viewer):
        raise Http404
    now = timezone.now()
    page = {"day": queries.my_day(viewer, now), "now": now, "may_propose": proposes(viewer)}
    return render(request, "cases/day.html", page)


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that somebody works on."""
    viewer = viewer_here(request)
    if not works_on_cases(viewer):
        raise Http404
    show, words = request.GET.get("show", "open"), request.GET.get("q", "").strip()
    unlocked = unlocked_of(request)
    if words:
        note_search(viewer, words, to="find_a_case")
    found = queries.wanted_cases(viewer, show=show, words=words, vault_is_open=unlocked is not None)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "show": show, "words": words, "may_propose": proposes(viewer)}
    return render(request, "cases/cases.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a case to those who can open it."""
    viewer = viewer_here(request)
    if not (proposes(viewer) and works_on_cases(viewer)):
        raise Http404
    form = ProposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.propose_case(viewer, **form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            return redirect("cases:case", made.pk)
    return render(request, "cases/propose.html", {"form": form})


@require_safe
def non_punishment(request: HttpRequest) -> HttpResponse:
    """How often non-punishment was raised, and what became of it: numbers alone."""
    viewer = viewer_here(request)
    page = {"counts": queries.non_punishment_counts(viewer), "fewest": queries.FEWEST}
    return render(request, "cases/non_punishment.html", page)
