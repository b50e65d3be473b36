"""Addresses of the information pages; part of the namespace `public`. Each text has its own name as address."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.public.views import information, keeping
from graftwatch.law.words import texts

urlpatterns = [
    path("", information.home, name="home"),
    path("self-check/", information.self_check, name="self-check"),
    path("duties/", information.who_must_report, name="duties"),
    path("card/", keeping.card, name="card"),
    path("proof/paper/", keeping.proof, name="proof-paper"),
    *(path(f"{id}/", information.page, {"id": id}, name=id) for id in texts() if id != "self-check"),
    *(path(f"{id}/paper/", information.on_paper, {"id": id}, name=f"{id}-paper") for id in texts()),
]
