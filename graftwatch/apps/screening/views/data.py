"""Bring in data: take workbooks in, set their columns beside ours, check, load, and go on to a run."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.screening.access import runs_screening
from graftwatch.apps.screening.bringing_in import CannotTakeError, begin_intake, carry_out_intake, take_in
from graftwatch.apps.screening.folders import ENDINGS, Folder, folder_named, folders
from graftwatch.apps.screening.mapping_form import (
    DATE_ORDERS,
    FROM_THE_NAME,
    NotAnsweredError,
    answer_from,
    keep_answer,
    lines,
    options,
)
from graftwatch.apps.screening.mapping_sheets import ShownSheet, sheets_of
from graftwatch.apps.screening.models import Intake
from graftwatch.apps.screening.views.leads import viewer_here
from graftwatch.apps.screening.views.runs import begin
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.loading.extract_day import extract_day
from graftwatch.records.schema import schema
from graftwatch.tables import Table


def loads_or_404(request: HttpRequest) -> Viewer:
    viewer = viewer_here(request)
    if not runs_screening(viewer):
        raise Http404
    return viewer


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """The folders that wait, and where to put the next one."""
    loads_or_404(request)
    return render(request, "screening/inbox.html", {"folders": folders(), "endings": ENDINGS})


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    viewer = loads_or_404(request)
    lender = request.POST.get("like", "")
    like = folder_named(lender) if lender else None
    try:
        folder = take_in(viewer, name=request.POST.get("name", ""), files=request.FILES.getlist("files"), like=like)
    except CannotTakeError as problem:
        page = {"folders": folders(), "endings": ENDINGS, "problem": str(problem)}
        return render(request, "screening/inbox.html", page)
    return redirect("screening:folder", folder.name)


@require_safe
def folder(request: HttpRequest, name: str) -> HttpResponse:
    """One folder: its tables, how far each is mapped, and what can be done next."""
    viewer = loads_or_404(request)
    found = folder_named(name)
    return render(request, "screening/folder.html", about_folder(viewer, found))


def about_folder(viewer: Viewer, found: Folder) -> dict[str, object]:
    intakes = Intake.objects.seen_by(viewer).filter(folder=found.name)
    checked = intakes.filter(what=Intake.What.CHECK).first()
    loaded = intakes.filter(what=Intake.What.LOAD).first()
    last = intakes.first()
    return {
        "folder": found,
        "sheets": sheets_of(found),
        "checked": checked,
        "loaded": loaded,
        "last": last,
        "is_fresh": bool(checked and checked.mapping_hash == found.mapping_hash),
    }


@require_POST
def intake(request: HttpRequest, name: str, what: str) -> HttpResponse:
    """Begin a check or a load, and watch it on the folder's page."""
    viewer = loads_or_404(request)
    begun = begin_intake(viewer, folder=folder_named(name), what=what)
    carry_out_intake.enqueue(begun.pk)
    return redirect("screening:folder", name)


@require_safe
def intake_progress(request: HttpRequest, number: int) -> HttpResponse:
    viewer = loads_or_404(request)
    found = Intake.objects.seen_by(viewer).filter(pk=number).first()
    if found is None:
        raise Http404
    response = render(request, "screening/_intake.html", {"last": found})
    if not found.is_under_way:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def screen_folder(request: HttpRequest, name: str) -> HttpResponse:
    """Start a run over this folder alone, without storing it."""
    viewer = loads_or_404(request)
    return begin(viewer, folder_named(name).name, None)


def sheet_or_404(found: Folder, number: int) -> ShownSheet:
    shown = sheets_of(found)
    if number >= len(shown) or shown[number].problem:
        raise Http404
    return shown[number]


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Their columns beside ours, and their codes beside ours; a person confirms."""
    viewer = loads_or_404(request)
    found = folder_named(name)
    sheet = sheet_or_404(found, number)
    said = request.POST if request.method == "POST" else None
    chosen = request.POST.get("table") or request.GET.get("table") or sheet.likely_table
    table = schema().tables.get(chosen)
    problem = ""
    if said is not None and table is not None and "keep" in said:
        try:
            keep_answer(viewer, folder=found, answer=answer_from(sheet, table, spoken_of(said)))
            return redirect("screening:folder", name)
        except NotAnsweredError as unanswered:
            problem = str(unanswered)
    return render(request, "screening/columns.html", about_sheet(found, sheet, table, said, problem))


def spoken_of(said: QueryDict) -> dict[str, str]:
    return {key: str(value) for key, value in said.items()}


def about_sheet(
    found: Folder, sheet: ShownSheet, table: Table | None, said: QueryDict | None, problem: str
) -> dict[str, object]:
    spoken = spoken_of(said) if said is not None else None
    return {
        "folder": found,
        "sheet": sheet,
        "table": table,
        "our_tables": sorted(schema(), key=lambda one: one.label),
        "lines": lines(sheet, table, spoken) if table else [],
        "options": options(table) if table else [],
        "date_orders": DATE_ORDERS,
        "dates": (spoken or {}).get("dates") or sheet.reads.dates,
        "decimal": (spoken or {}).get("decimal") or sheet.reads.decimal,
        "recorded": (spoken or {}).get("recorded") or day_of_extract(sheet),
        "problem": problem,
    }


def day_of_extract(sheet: ShownSheet) -> str:
    """The day said before, or the one in the name of the file."""
    found = extract_day(sheet.reads.recorded or FROM_THE_NAME, sheet.path.name)
    return found.isoformat() if found else ""
