"""One exhibit: what it is, where it is, who had it; each transition with its form; its files."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.evidence import actions, guards, open_exceptions, queries
from graftwatch.apps.evidence.access import adds_files
from graftwatch.apps.evidence.actions.taking_in import COPIES_ARE_MADE_IN
from graftwatch.apps.evidence.files import AlteredError, warnings_of
from graftwatch.apps.evidence.forms import SecondPersonForm
from graftwatch.apps.evidence.models import Item
from graftwatch.apps.evidence.moving import say_altered
from graftwatch.apps.evidence.states import MACHINE
from graftwatch.apps.evidence.states.exceptions import RAISED
from graftwatch.apps.evidence.views.register import viewer_here
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval, granted_for
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.machine import Transition
from graftwatch.desk.states.moving import NotYetError, offered, verb_of


def item_or_404(viewer: Viewer, number: uuid.UUID) -> Item:
    found = queries.find_item(viewer, number)
    if found is None:
        raise Http404
    return found


@require_safe
def item(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Opening an exhibit is an act."""
    viewer = viewer_here(request)
    found = item_or_404(viewer, number)
    opened = actions.open_item(viewer, found)
    page = {
        "item": found,
        "case": found.case,
        "opened": opened,
        "files": [(file, facts, warnings_of(file)) for file, facts in opened.files],
        "state": MACHINE.state(found.state),
        "held": [MACHINE.state(name) for name in sorted(open_exceptions.still_open(found)) if name != found.state],
        "ways": _ways(viewer, found),
        "clocks": running(found),
        "banner": banner_for(viewer, found.case),
        "may_add_files": _takes_files(viewer, found),
        "copies": [told for told in opened.events if told.event.verb in ("disclose", "exhibit", "export", "take_file")],
    }
    return render(request, "evidence/item.html", page)


def _takes_files(viewer: Viewer, item: Item) -> bool:
    original = item.state == "collected" and item.collected_by_id == viewer.user_id
    return adds_files(viewer, item) and (original or item.state in COPIES_ARE_MADE_IN)


@dataclass(frozen=True)
class Way:
    """One transition from here: what still hinders it, whether a second person agreed, and whether it goes on."""

    step: Transition
    hindered: str
    agreed: bool
    is_exception: bool


def _ways(viewer: Viewer, item: Item) -> list[Way]:
    """What may be done from here: what goes on first, exceptions next, what is hindered last."""
    found = [
        Way(
            each,
            _hindered(viewer, item, each),
            each.two_people and granted_for(viewer, verb_of(MACHINE, each), item) is not None,
            each in RAISED,
        )
        for each in offered(viewer, MACHINE, item)
    ]
    return sorted(found, key=lambda way: (bool(way.hindered), way.is_exception))


def _hindered(viewer: Viewer, item: Item, way: Transition) -> str:
    """What can be said before anything is answered. Hashes are computed when it is done, not when it is offered."""
    cheap = [name for name in way.guards if name != "hashes_hold_now"]
    return next((words for name in cheap if (words := getattr(guards, name)(viewer, item, {}))), "")


def _way_or_404(viewer: Viewer, item: Item, verb: str) -> Transition:
    for each in offered(viewer, MACHINE, item):
        if each.name == verb:
            return each
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """One transition: what it asks, what will happen, and then it is done."""
    viewer = viewer_here(request)
    found = item_or_404(viewer, number)
    way = _way_or_404(viewer, found, verb)
    form = TransitionForm(way, request.POST or None, people=queries.people_who_see(found))
    page: dict[str, Any] = {"item": found, "step": way, "form": form}
    if form.is_bound and form.is_valid():
        try:
            actions.hand_over(viewer, found, verb=verb, said=form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        except AlteredError:
            messages.error(request, say_altered())
            return redirect("evidence:item", number)
        except NeedsASecondPersonError:
            page["second"] = SecondPersonForm()
        else:
            return _back(viewer, number)
    return render(request, "evidence/step.html", page)


def _back(viewer: Viewer, number: uuid.UUID) -> HttpResponse:
    """To the exhibit; or to the register, where it has just been hidden from whoever hid it."""
    return redirect("evidence:item", number) if queries.find_item(viewer, number) else redirect("evidence:register")


@require_POST
def ask(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """Ask a second person about a transition."""
    viewer = viewer_here(request)
    found = item_or_404(viewer, number)
    way = _way_or_404(viewer, found, verb)
    form = SecondPersonForm(request.POST)
    if not way.two_people or not form.is_valid():
        return redirect("evidence:step", number, verb)
    reason = form.cleaned_data["reason"]
    ask_for_approval(viewer, found, verb=verb_of(MACHINE, way), reason=reason, matter=found.case)
    messages.success(request, _("A second person was asked. Once they agree, do it again."))
    return redirect("evidence:item", number)


@require_POST
def verify(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Compute every hash anew, now."""
    viewer = viewer_here(request)
    if actions.verify(viewer, item_or_404(viewer, number)):
        messages.success(request, _("Every byte is what was sealed. The custody record says that it was checked."))
    else:
        messages.error(request, say_altered())
    return _back(viewer, number)
