"""The mailbox: the receipt opens it for one page, is never part of an address, and is kept nowhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from graftwatch.apps.public.flood import OPENING
from graftwatch.apps.public.today import today
from graftwatch.apps.public.uploading import CUT_OFF, files_of
from graftwatch.apps.public.views.reporting import LIMITS
from graftwatch.desk.door.files import Given, Refused
from graftwatch.desk.door.letters import Kind, OpenedMailbox, TakesNoFilesError, answer, read_letters
from graftwatch.desk.door.questions.kinds import LONG
from graftwatch.desk.door.readers import NobodyLeftError
from graftwatch.desk.door.receipts import digits_of, is_receipt

WRITES = {"answer": Kind.ANSWER, "withdraw": Kind.WITHDRAWAL, "retaliation": Kind.RETALIATION}


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Asks for the receipt, or opens the mailbox with it. A wrong receipt and an unknown one are the same page."""
    if request.method != "POST":
        return render(request, "public/mailbox_ask.html", {})
    receipt = digits_of(request.POST.get("receipt", "")[:200])
    if not is_receipt(receipt):
        return render(request, "public/mailbox_ask.html", {"problem": "length"}, status=422)
    OPENING.take()
    kind = request.POST.get("go", "answer" if request.META.get(CUT_OFF) else "")
    words = request.POST.get("words", "").strip()
    if kind in WRITES:
        return _write(request, receipt, kind, words)
    return _opened(request, receipt, read_letters(receipt, today()), {})


def _write(request: HttpRequest, receipt: str, kind: str, words: str) -> HttpResponse:
    """An answer, a wish to stop, or word of what was done to the reporter."""
    typed = {"kind": kind, "words": words}
    files = files_of(request) if kind != "withdraw" else []
    if isinstance(files, Refused):
        return _opened(request, receipt, read_letters(receipt, today()), typed | {"problem": "files", "refused": files})
    if kind != "withdraw" and not words and not files:
        return _opened(request, receipt, read_letters(receipt, today()), typed | {"problem": "empty"})
    if len(words) > LONG:
        return _opened(request, receipt, read_letters(receipt, today()), typed | {"problem": "long"})
    return _sent(request, receipt, typed, files)


def _sent(request: HttpRequest, receipt: str, typed: dict[str, Any], files: list[Given]) -> HttpResponse:
    kind, words = typed["kind"], typed["words"]
    try:
        found = answer(receipt, WRITES[kind], words, today(), files)
        return _opened(request, receipt, found, {"sent": kind, "n_files": len(files)})
    except NobodyLeftError:
        problem = {"problem": "nobody"}
    except TakesNoFilesError:
        problem = {"problem": "no_files"}
    return _opened(request, receipt, read_letters(receipt, today()), typed | problem)


def _opened(request: HttpRequest, receipt: str, found: OpenedMailbox | None, context: dict[str, Any]) -> HttpResponse:
    if found is None:
        return render(request, "public/mailbox_ask.html", {"problem": "unknown"}, status=422)
    shown = {"receipt": receipt, "mailbox": found, "longest": LONG, **LIMITS} | context
    return render(request, "public/mailbox.html", shown, status=422 if "problem" in context else 200)
