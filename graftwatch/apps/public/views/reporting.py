"""The report: one address, one question a page, and everything typed travels in the page until it is sealed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from graftwatch.apps.public.channels import CHANNELS
from graftwatch.apps.public.duties import duties
from graftwatch.apps.public.flood import SENDING
from graftwatch.apps.public.today import today
from graftwatch.apps.public.uploading import CUT_OFF, files_of
from graftwatch.apps.public.walk import CHECK, OWN, Walk, is_needed, softened
from graftwatch.desk.door.answers import routing, soften
from graftwatch.desk.door.countries import country_name
from graftwatch.desk.door.files import LARGEST_FILE, LARGEST_TOGETHER, MOST_FILES, Refused
from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.door.readers import NobodyLeftError, is_open, published_keys
from graftwatch.desk.door.receipts import digits_of, in_groups, is_receipt, new_receipt
from graftwatch.desk.door.telling import told
from graftwatch.desk.door.traps import traps

__all__ = ["OWN", "report"]
HOLDS = (0, 3, 7, 14, 30)
WITHOUT_NAMES = "a"
"""Takes no files either: a photograph or a document shows somebody."""
LIMITS = {"most": MOST_FILES, "largest": LARGEST_FILE // 10**6, "together": LARGEST_TOGETHER // 10**6}


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Whatever is pressed comes here and says where to go in `go`."""
    if not is_open(published_keys()):
        return render(request, "public/problem.html", {"kind": "closed"}, status=503)
    go = request.POST.get("go", "")
    if go == "finish":
        return _finish(request)
    walk = Walk.of(request.POST, today())
    if walk is None:
        return _start(request, wrong=go == "begin")
    if go == "send" or request.META.get(CUT_OFF):  # the button stands behind the files and may be cut off with them
        return _send(request, walk)
    return _step(request, walk, go)


def _start(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    chosen = request.POST.get("channel", "")
    context = {"channels": CHANNELS, "chosen": chosen, "emergency": duties().emergency, "wrong": wrong}
    return render(request, "public/start.html", context, status=422 if wrong else 200)


def _step(request: HttpRequest, walk: Walk, go: str) -> HttpResponse:
    if go == "begin" or not walk.stands_somewhere:
        return _show(request, walk, walk.pages[0])
    if go == "back":
        before = walk.before()
        return _show(request, walk, before) if before else _start(request)
    if go.startswith("change:"):
        return _show(request, walk, go.removeprefix("change:"), onward=CHECK)
    if walk.page == CHECK:
        return _check(request, walk)
    return _answered(request, walk, go)


def _answered(request: HttpRequest, walk: Walk, go: str) -> HttpResponse:
    """A page was answered, left unknown, or skipped."""
    if go == "unknown":
        following = walk.next()
        walk.leave_unknown()
        return _show(request, walk, following)
    form = walk.form(checked=True)
    if not form.is_valid():
        return _question(request, walk, wrong=True, onward=CHECK if go == CHECK else "next")
    walk.unknown.discard(walk.page)
    if go == "another":
        return _show(request, walk, walk.another())
    return _show(request, walk, {"enough": walk.after_enough, CHECK: CHECK}.get(go) or walk.next())


def _show(request: HttpRequest, walk: Walk, page: str, *, onward: str = "next") -> HttpResponse:
    if page == CHECK:
        return _check(request, walk)
    walk.go_to(page)
    return _question(request, walk, onward=onward) if walk.stands_somewhere else _show(request, walk, walk.pages[0])


def _question(request: HttpRequest, walk: Walk, *, wrong: bool = False, onward: str = "next") -> HttpResponse:
    """One page. Whoever came from the check page to change an answer goes back there, not through all the rest."""
    asked = walk.asked
    assert asked is not None
    context: dict[str, Any] = {
        "walk": walk,
        "asked": asked,
        "form": _quiet(walk.form(checked=wrong), wrong),
        "carried": walk.carried(without=walk.page),
        "number": walk.pages.index(walk.page) + 1,
        "of": len(walk.pages),
        "needed": is_needed(walk.page),
        "wrong": wrong,
        "onward": onward,
        "may_have_another": asked.times > 1 and walk.another() != walk.page,
    }
    return render(request, "public/question.html", context, status=422 if wrong else 200)


def _quiet(form: Any, wrong: bool) -> Any:
    """A page one comes back to shows what was typed, and errors only after it was sent."""
    if not wrong and form.is_bound:
        form._errors = type(form.errors)()
    return form


def _check(
    request: HttpRequest, walk: Walk, *, problem: str = "", status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    """All answers, what in them may show who wrote them, and what can be done about it."""
    found, chosen = walk.answers(), softened(request.POST)
    if found.wrong:
        walk.go_to(found.wrong)
        return _question(request, walk, wrong=True)
    said = soften(found.content, chosen)
    shown = said | {"identity": found.identity, "keep_from": found.keep_from}
    is_secret = walk.channel in "cd"
    context = {
        "walk": walk,
        "told": told(shown, walk.channel),
        "traps": traps(found.content) if is_secret else [],
        "is_secret": is_secret,
        "has_day": "day" in found.content.get("when", {}),
        "has_place": bool({"facility", "centre"} & set(found.content.get("where", {}))),
        "chosen": chosen,
        "holds": HOLDS,
        "carried": walk.carried(),
        "receipt": new_receipt(),
        "channel_words": dict(CHANNELS)[walk.channel],
        "problem": problem,
        "refused": refused,
        "takes_files": walk.channel != WITHOUT_NAMES,
        "keeps_hidden": "keep_hidden" in request.POST,
        **LIMITS,
    }
    return render(request, "public/check.html", context, status=status)


def _send(request: HttpRequest, walk: Walk) -> HttpResponse:
    """Sealed in memory, stored in one transaction, and only then the receipt. Twice is once."""
    found, chosen = walk.answers(), softened(request.POST)
    if found.wrong:
        return _check(request, walk)
    takes_files = walk.channel != WITHOUT_NAMES or bool(request.META.get(CUT_OFF))
    files = files_of(request) if takes_files else []
    if isinstance(files, Refused):
        return _check(request, walk, status=422, refused=files)
    SENDING.take()
    receipt = digits_of(request.POST.get("receipt", ""))
    try:
        handed = hand_in(
            soften(found.content, chosen),
            found.identity or None if walk.channel in "bc" else None,
            routing(found, chosen, translation.get_language() or "en"),
            today(),
            receipt=receipt if is_receipt(receipt) else "",
            files=files,
        )
    except NobodyLeftError:
        return _check(request, walk, problem="nobody", status=409)
    context = {
        "receipt": handed.receipt,
        "channel": walk.channel,
        "salt": handed.salt,
        "commitment": handed.commitment,
        "is_independent": handed.is_independent,
        "n_files": len(files),
        "day": today(),
        "country": country_name(found.content.get("where", {}).get("country", "")),
    }
    return _receipt(request, context)


def _receipt(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    shown = context | {"groups": in_groups(context["receipt"])}
    return render(request, "public/receipt.html", shown, status=422 if context.get("wrong") else 200)


def _finish(request: HttpRequest) -> HttpResponse:
    """The receipt is typed again, so that we both know it was written down."""
    receipt = digits_of(request.POST.get("receipt", ""))
    if not is_receipt(receipt):
        return _start(request)
    if digits_of(request.POST.get("typed", "")) == receipt:
        return render(request, "public/finished.html")
    kept = {name: request.POST.get(name, "")[:64] for name in ("salt", "commitment", "channel")}
    return _receipt(request, kept | {"receipt": receipt, "wrong": True, "day": today()})
