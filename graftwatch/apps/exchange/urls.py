"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.exchange import views

app_name = "exchange"
urlpatterns = [
    path("exchange/", views.disclosures, name="disclosures"),
    path("exchange/new/", views.compose, name="compose"),
    path("exchange/<uuid:number>/", views.disclosure, name="disclosure"),
    path("exchange/<uuid:number>/change/", views.rewrite, name="rewrite"),
    path("exchange/<uuid:number>/leaving/", views.add_what_leaves, name="add_what_leaves"),
    path("exchange/<uuid:number>/leaving/<uuid:row>/stays/", views.leave_out, name="leave_out"),
    path("exchange/<uuid:number>/handling/", views.choose_handling, name="handling"),
    path("exchange/<uuid:number>/second-person/<slug:verb>/", views.ask_second, name="ask_second"),
    path("exchange/<uuid:number>/<slug:verb>/", views.act, name="act"),
]
