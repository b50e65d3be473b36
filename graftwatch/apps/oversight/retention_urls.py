"""Addresses of the retention desk and of the list of copies, which this room includes."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.oversight.views import copies, retention

urlpatterns = [
    path("retention/", retention.retention, name="retention"),
    path("retention/look/", retention.look, name="retention_look"),
    path("retention/<uuid:number>/", retention.proposal, name="retention_proposal"),
    path("retention/<uuid:number>/decide/", retention.decide, name="retention_decide"),
    path("retention/holds/<uuid:number>/lift/", retention.lift, name="retention_lift"),
    path("retention/certificates/<uuid:number>/", retention.certificate, name="retention_certificate"),
    path("copies/", copies.copies, name="copies"),
    path("copies/<uuid:number>/end/", copies.end, name="copy_end"),
]
