"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.evidence.views import files, item, register, stamps, viewing

app_name = "evidence"
urlpatterns = [
    path("evidence/", register.register, name="register"),
    path("evidence/of-case/<uuid:number>/", register.of_case, name="of_case"),
    path("evidence/of-case/<uuid:number>/add/", register.add, name="add"),
    path("evidence/of-case/<uuid:number>/export/", register.export, name="export"),
    path("evidence/of-case/<uuid:number>/export/second/", register.ask_export, name="ask_export"),
    path("evidence/<uuid:number>/", item.item, name="item"),
    path("evidence/<uuid:number>/go/<slug:verb>/", item.step, name="step"),
    path("evidence/<uuid:number>/second/<slug:verb>/", item.ask, name="ask"),
    path("evidence/<uuid:number>/verify/", item.verify, name="verify"),
    path("evidence/<uuid:number>/files/add/", files.add_file, name="add_file"),
    path("evidence/<uuid:number>/time-stamps/", stamps.stamps, name="stamps"),
    path("evidence/<uuid:number>/time-stamps/ask/", stamps.ask_stamp, name="ask_stamp"),
    path("evidence/files/<uuid:number>/take/", files.take, name="take"),
    path("evidence/files/<uuid:number>/view/", viewing.view, name="view"),
    path("evidence/files/<uuid:number>/view/<int:page>.png", viewing.picture, name="picture"),
]
