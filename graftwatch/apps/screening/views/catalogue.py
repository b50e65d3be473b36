"""The catalogue: the list, and one page for each code."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from graftwatch.apps.screening import catalogue as shelves
from graftwatch.apps.screening.access import sees_own_values
from graftwatch.apps.screening.auditing import for_auditors
from graftwatch.apps.screening.views.leads import viewer_here
from graftwatch.indicators.answering import UnknownCodeError, entry
from graftwatch.indicators.indicator import Indicator


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every question, decided code, list and piece of evidence the other way, by the place it looks from."""
    asked = {name: request.GET.get(name, "") for name in ("vantage", "family", "kind", "words")}
    wanted = shelves.Wanted(**asked)
    page = {
        "groups": shelves.by_vantage(wanted),
        "wanted": wanted,
        "vantages": shelves.VANTAGES.items(),
        "families": shelves.families(),
        "kinds": shelves.KINDS.items(),
    }
    return render(request, "screening/catalogue.html", page)


@require_safe
def one_entry(request: HttpRequest, code: str) -> HttpResponse:
    """What a code asks, rests on and cannot see, or what became of it; to auditors also what the State keeps back."""
    try:
        found = entry(code)
    except UnknownCodeError:
        raise Http404 from None
    own_code = getattr(found, "code", "") or found.name  # type: ignore[union-attr]
    if code != own_code:
        return redirect("screening:catalogue_entry", own_code)
    page = {"entry": found, "code": own_code, **shelves.told(found)}
    viewer = viewer_here(request)
    if isinstance(found, Indicator) and sees_own_values(viewer):
        page["own"] = for_auditors(viewer, found, settings.GRAFTWATCH_HOME)
    return render(request, "screening/catalogue_entry.html", page)
