"""The register of exhibits, of all cases and of one; a new exhibit; what leaves in a bag."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.queries import find_case
from graftwatch.apps.evidence import actions, limits, queries
from graftwatch.apps.evidence.access import exports_from, registers_in, works_here
from graftwatch.apps.evidence.actions.exporting import LEAVES
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.forms import BagForm, RegisterForm, SecondPersonForm
from graftwatch.apps.evidence.moving import say_altered
from graftwatch.apps.evidence.views.leaving import answered_with
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval
from graftwatch.desk.access.second_factor import step_up
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.moving import NotYetError

A_PAGE = 50


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def case_or_404(viewer: Viewer, number: uuid.UUID) -> Case:
    found = find_case(viewer, number) if works_here(viewer) else None
    if found is None:
        raise Http404
    return found


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every exhibit that this viewer may see."""
    viewer = viewer_here(request)
    if not works_here(viewer):
        raise Http404
    page = Paginator(queries.items(viewer), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evidence/register.html", {"page": page, "cases": queries.cases_of(viewer)})


@require_safe
def of_case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The exhibits of one case."""
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    page = {
        "case": case,
        "page": Paginator(queries.items(viewer, case), A_PAGE).get_page(request.GET.get("page")),
        "banner": banner_for(viewer, case),
        "may_register": registers_in(viewer, case),
        "may_export": exports_from(viewer, case),
    }
    return render(request, "evidence/register.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    if not registers_in(viewer, case):
        raise Http404
    form = RegisterForm(request.POST or None)
    if form.is_bound and form.is_valid():
        item = actions.register(viewer, case, **form.cleaned_data)
        return redirect("evidence:item", item.pk)
    return render(request, "evidence/add.html", {"case": case, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def export(request: HttpRequest, number: uuid.UUID) -> HttpResponseBase:
    """Choose what leaves in a bag, to whom; then it leaves."""
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    if not exports_from(viewer, case):
        raise Http404
    rows = [item for item in queries.items(viewer, case).filter(state__in=LEAVES) if viewer.holds(item.compartment)]
    chosen = [(str(item.pk), f"{item.exhibit} · {item.get_kind_display()}") for item in rows]
    form = BagForm(request.POST or None, items=chosen)
    page = {"case": case, "form": form, "banner": banner_for(viewer, case), "alone": limits.exported_alone()}
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            wanted = [item for item in rows if str(item.pk) in said["items"]]
            return answered_with(actions.export(viewer, case, **said | {"items": wanted}))
        except NotYetError as against:
            form.add_error(None, str(against))
        except AlteredError:
            form.add_error(None, say_altered())
        except NeedsASecondPersonError:
            page["second"] = SecondPersonForm()
    return render(request, "evidence/export.html", page)


@require_POST
def ask_export(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a second person about a bag of many exhibits."""
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    form = SecondPersonForm(request.POST)
    if not exports_from(viewer, case):
        raise Http404
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        ask_for_approval(viewer, case, verb="evidence.export_bag", reason=reason, matter=case)
        messages.success(request, _("A second person was asked. Once they agree, choose the exhibits again."))
    return redirect("evidence:export", number)
