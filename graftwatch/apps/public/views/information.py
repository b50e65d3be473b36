"""Pages that inform: home, the texts of graftwatch/law/words, the self-check, the duties, and each text on paper."""

from __future__ import annotations

from typing import get_args

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from graftwatch import countries
from graftwatch.apps.public.duties import duties
from graftwatch.apps.public.papers import paper
from graftwatch.law.duties import ROLES, About
from graftwatch.law.words import text, texts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where one arrives: what this is, whom to call, and the ways on."""
    public = [each for each in texts().values() if each.readers == "public"]
    at_work = [each for each in texts().values() if each.readers == "professional"]
    return render(request, "public/information/home.html", {"public": public, "at_work": at_work, "said": duties()})


@require_safe
def page(request: HttpRequest, id: str) -> HttpResponse:
    """One text."""
    return render(request, "public/information/text.html", {"text": text(id), "said": duties()})


def self_check(request: HttpRequest) -> HttpResponse:
    """The questions, and after the button what each yes may mean. Nothing is counted, kept or put into an address."""
    asked = text("self-check")
    yes = [each for n, each in enumerate(asked.questions) if request.POST.get(f"question-{n}") == "yes"]
    context = {"text": asked, "said": duties(), "is_answered": request.method == "POST", "yes": yes}
    return render(request, "public/information/self_check.html", context)


def who_must_report(request: HttpRequest) -> HttpResponse:
    """The wizard: who are you, what did you notice; and the one duty, with the way to report that meets it."""
    role, about = request.POST.get("role", ""), request.POST.get("about", "")
    is_answered = role in ROLES and about in get_args(About)
    context: dict[str, object] = {
        "said": duties(),
        "roles": ROLES,
        "role": role,
        "about": about,
        "wrong": request.method == "POST" and not is_answered,
    }
    if is_answered:
        duty = duties().that_applies(role, about)  # type: ignore[arg-type]  # it is one of the two: see above
        context |= {"duty": duty, "law": countries.law_of(duty), "to": duties().contact(duty.to)}
    return render(request, "public/information/duties.html", context, status=422 if context["wrong"] else 200)


@require_safe
def on_paper(request: HttpRequest, id: str) -> HttpResponse:
    """One text as PDF on A4."""
    made = paper(id, translation.get_language() or "en")
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="page.pdf"'}
    )
