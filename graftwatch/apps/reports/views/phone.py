"""A call is taken: what to read aloud, the questions of the public form on one page, the receipt to read out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.access import takes_calls
from graftwatch.apps.reports.codes import CHANNELS, CONFIDENTIAL, DUTY, label_of
from graftwatch.apps.reports.views.arriving import viewer_here
from graftwatch.desk.door.answers import Answers, Softened, answers, routing
from graftwatch.desk.door.forms import AQuestion, form_of
from graftwatch.desk.door.questions import NEEDED, Question, questions
from graftwatch.desk.door.readers import NobodyLeftError, is_open, published_keys
from graftwatch.desk.door.receipts import TooBusyError, digits_of, in_groups, is_receipt, new_receipt

ASKED_FIRST = ("call", "danger", "keep_from", "identity")
PEOPLE_AT_ONCE = 3
"""How many persons the page has room for; more is said in the caller's own words."""


@dataclass(frozen=True)
class Part:
    """One question of the page with its forms; of persons there are several."""

    asked: Question
    forms: list[AQuestion] = field(default_factory=list)
    needed: bool = False
    is_unknown: bool = False

    @property
    def is_open(self) -> bool:
        """What is asked first, and what something was said on; the rest unfolds when the caller speaks of it."""
        said = any(form.is_bound and any(form[name].data for name in form.fields) for form in self.forms)
        return self.needed or self.asked.name in ASKED_FIRST or said

    @property
    def is_wrong(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms)


@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """What to say first, and which of four ways."""
    if not takes_calls(viewer_here(request)):
        raise Http404
    page = {"channels": CHANNELS, "is_open": is_open(published_keys())}
    return render(request, "reports/phone.html", page, status=200)


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest, channel: str) -> HttpResponse:
    """All questions on one page, for somebody who listens while they type. Nothing is stored before it is sealed."""
    viewer = viewer_here(request)
    if not takes_calls(viewer) or channel not in dict(CHANNELS):
        raise Http404
    today = timezone.localdate()
    if request.method != "POST":
        return _page(request, channel, _blank(channel))
    unknown = set(request.POST.getlist("unknown")) & set(NEEDED)
    found = answers(request.POST, channel, unknown, today, by_phone=True)
    if found.wrong:
        return _page(request, channel, _answered(channel, request.POST, found, unknown), wrong=True)
    typed = digits_of(request.POST.get("receipt", ""))
    try:
        sealed = actions.take_call(
            viewer,
            content=found.content,
            identity=found.identity or None if channel in (DUTY, CONFIDENTIAL) else None,
            routing=routing(found, Softened(), _spoken(request), by_phone=True),
            receipt=typed if is_receipt(typed) else "",
            today=today,
        )
    except (NobodyLeftError, TooBusyError) as problem:
        parts = _answered(channel, request.POST, found, unknown)
        return _page(request, channel, parts, problem=type(problem).__name__)
    page = {"groups": in_groups(sealed.receipt).split(), "sealed": sealed, "channel": channel}
    return render(request, "reports/phone_receipt.html", page)


def _spoken(request: HttpRequest) -> str:
    """The language in which the caller will read answers."""
    wanted = request.POST.get("language", "")
    return wanted if translation.check_for_language(wanted) and wanted else translation.get_language() or "en"


def _page(
    request: HttpRequest, channel: str, parts: list[Part], *, wrong: bool = False, problem: str = ""
) -> HttpResponse:
    page = {
        "parts": parts,
        "channel": channel,
        "label": label_of(CHANNELS, channel),
        "wrong": wrong,
        "problem": problem,
        "receipt": digits_of(request.POST.get("receipt", "")) or new_receipt(),
    }
    return render(request, "reports/phone_intake.html", page)


def _blank(channel: str) -> list[Part]:
    return _parts(channel, None, set())


def _answered(channel: str, data: Mapping[str, Any], found: Answers, unknown: set[str]) -> list[Part]:
    """What was typed stays; errors stand where something is still open."""
    parts = _parts(channel, data, unknown)
    for part in parts:
        for form in part.forms:
            is_checked = form.prefix in found.forms and (part.needed or _is_said(data, str(form.prefix)))
            if not is_checked or part.is_unknown:
                form._errors = type(form.errors)()  # type: ignore[attr-defined]
    return parts


def _is_said(data: Mapping[str, Any], page: str) -> bool:
    return any(name.startswith(f"{page}.") and data[name] for name in data)


def _parts(channel: str, data: Mapping[str, Any] | None, unknown: set[str]) -> list[Part]:
    today = timezone.localdate()
    found = []
    for asked in questions(channel, by_phone=True):
        names = [asked.name] if asked.times == 1 else [f"{asked.name}-{n}" for n in range(1, PEOPLE_AT_ONCE + 1)]
        forms = [form_of(asked, data, today, channel=channel, name=name) for name in names]
        found.append(Part(asked, forms, asked.name in NEEDED, asked.name in unknown))
    return found
