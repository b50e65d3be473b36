"""Anybody can check a proof. The page shows the day and the hash; there is nothing else in it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from graftwatch.desk.door.proofs import check_proof

LONGEST = 4000


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "public/verify.html", {})
    pasted = request.POST.get("proof", "")[:LONGEST]
    checked = check_proof(pasted)
    day = dt.date.fromisoformat(checked.said["Received on"]) if checked.is_genuine else None
    return render(request, "public/verify.html", {"pasted": pasted, "checked": checked, "day": day})
