"""What a reporter may keep on paper: the card with the receipt, and the proof as people read it. Nothing is stored."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_POST

from graftwatch.apps.public.views.errors import not_understood
from graftwatch.desk.door.proofs import check_proof
from graftwatch.desk.door.receipts import digits_of, is_receipt
from graftwatch.desk.printing.cards import proof_paper, receipt_card

LONGEST = 4000


@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """The digits that the page shows, as a card to print. Whether they open anything is not looked up."""
    digits = digits_of(request.POST.get("receipt", "")[:40])
    if not is_receipt(digits):
        return not_understood(request)
    return _pdf(receipt_card(digits, language=translation.get_language() or "en"))


@require_POST
def proof(request: HttpRequest) -> HttpResponse:
    """A proof that is genuine, as a paper."""
    pasted = request.POST.get("proof", "")[:LONGEST]
    checked = check_proof(pasted)
    if not checked.is_genuine:
        return not_understood(request)
    return _pdf(
        proof_paper("\n".join(pasted.strip().splitlines()), checked.said, language=translation.get_language() or "en")
    )


def _pdf(made: bytes) -> HttpResponse:
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="page.pdf"'}
    )
