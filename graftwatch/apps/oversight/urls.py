"""Addresses of this room."""

from __future__ import annotations

from django.urls import include, path

from graftwatch.apps.oversight import api
from graftwatch.apps.oversight.views import codes, heads, overview, trail

app_name = "oversight"
urlpatterns = [
    path("", include("graftwatch.apps.oversight.retention_urls")),
    path("trail/", trail.trail, name="trail"),
    path("trail/<int:number>/", trail.entry, name="entry"),
    path("trail/heads/", heads.heads, name="heads"),
    path("trail/heads/verify/", heads.verify, name="verify"),
    path("trail/heads/sign/", heads.sign, name="sign"),
    path("trail/heads/compare/", heads.compare, name="compare"),
    path("trail/heads/witnesses/", heads.add_witness, name="add_witness"),
    path("trail/heads/countersignatures/", heads.countersignature, name="countersignature"),
    path("trail/heads/<int:size>/", heads.head, name="head"),
    path("trail/heads/<int:size>/note.json", heads.note, name="note"),
    path("oversight/", overview.overview, name="overview"),
    path("oversight/signals/", overview.signals, name="signals"),
    path("oversight/codes/", codes.codes, name="codes"),
    path("oversight/codes/<uuid:person>/give/", codes.give, name="give_code"),
    path("oversight/codes/<uuid:person>/card/", codes.card, name="code_card"),
    path("oversight/codes/<uuid:person>/withdraw/", codes.withdraw, name="withdraw_code"),
    path("api/oversight/", api.addresses()),
]
