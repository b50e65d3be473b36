"""Walls of an agency's people, and parties that a matter implicates."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import PartyForm, WallForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.apps.offices.views.second_person import with_a_second_person
from graftwatch.desk.access import actions
from graftwatch.desk.access import walls as acts
from graftwatch.desk.access.access import manages_wall, manages_walls
from graftwatch.desk.access.models import Implicated, User, Wall


def form_for(request: HttpRequest, *said: Any) -> WallForm:
    viewer = viewer_here(request)
    if not manages_walls(viewer):
        raise Http404
    people = User.objects.filter(agency_id=viewer.agency or 0).order_by("first_name", "username")
    return WallForm([(str(user.pk), user.called) for user in people], *said)


@require_safe
def walls(request: HttpRequest) -> HttpResponse:
    """Who of this agency is kept away from which facility."""
    form = form_for(request)
    return render(request, "offices/walls.html", {"walls": queries.walls(viewer_here(request)), "form": form})


@require_POST
def raise_wall(request: HttpRequest) -> HttpResponse:
    viewer, form = viewer_here(request), form_for(request, request.POST)
    if not form.is_valid():
        return render(request, "offices/walls.html", {"walls": queries.walls(viewer), "form": form})
    said = form.cleaned_data
    facility, reason = uuid.UUID(said["facility"]), said["reason"]
    if said["whom"] == "agency":
        acts.wall_off_agency(viewer, facility=facility, reason=reason)
    else:
        actions.raise_wall(viewer, User.objects.get(pk=int(said["whom"])), facility=facility, reason=reason)
    return redirect("offices:walls")


@require_POST
def take_down(request: HttpRequest, number: int) -> HttpResponse:
    """Take a wall down. A second person agrees first, and oversight sees it."""
    viewer = viewer_here(request)
    wall = get_object_or_404(Wall.objects.select_related("user"), pk=number)
    if not manages_wall(viewer, wall):
        raise Http404
    back = reverse("offices:walls")

    def act() -> HttpResponse:
        acts.take_wall_down(viewer, wall)
        return redirect(back)

    return with_a_second_person(request, act, wall, verb="access.take_wall_down", matter=None, back=back)


def matter_or_404(request: HttpRequest, kind: str, number: uuid.UUID) -> Any:
    found = queries.matter_seen(viewer_here(request), kind, number)
    if found is None:
        raise Http404
    return found


@require_safe
def matter(request: HttpRequest, kind: str, number: uuid.UUID) -> HttpResponse:
    """The parties that a matter implicates, for whoever supervises it."""
    return _matter(request, matter_or_404(request, kind, number), PartyForm())


def _matter(request: HttpRequest, found: Any, form: PartyForm) -> HttpResponse:
    rows = Implicated.objects.seen_by(viewer_here(request))
    rows = rows.filter(matter_kind=found._meta.label_lower, matter_id=found.pk).order_by("at")
    named = [(row, queries.party_called(row.party)) for row in rows]
    shown = {"matter": found, "kind": found._meta.label_lower, "named": named, "form": form}
    return render(request, "offices/walls_of.html", shown)


@require_POST
def implicate(request: HttpRequest, kind: str, number: uuid.UUID) -> HttpResponse:
    found, form = matter_or_404(request, kind, number), PartyForm(request.POST)
    if not form.is_valid():
        return _matter(request, found, form)
    acts.implicate_party(viewer_here(request), found, party=form.party)
    # Whoever is tied to the party themselves does not find the matter any more.
    return redirect("offices:walls_of", kind, number)


@require_POST
def lift(request: HttpRequest, kind: str, number: uuid.UUID, row: int) -> HttpResponse:
    """The party is not implicated after all. A second person agrees first, and oversight sees it."""
    found, viewer = matter_or_404(request, kind, number), viewer_here(request)
    rows = Implicated.objects.seen_by(viewer).filter(matter_kind=kind, matter_id=number, lifted_at__isnull=True)
    implicated = get_object_or_404(rows, pk=row)
    back = reverse("offices:walls_of", args=[kind, number])

    def act() -> HttpResponse:
        acts.lift_implication(viewer, implicated)
        return redirect(back)

    return with_a_second_person(request, act, implicated, verb="access.lift_implication", matter=found, back=back)
