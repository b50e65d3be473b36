"""Addresses of the public door. All of them end in a slash and none carries anything that somebody typed."""

from __future__ import annotations

from django.urls import path

from graftwatch.apps.public.information_urls import urlpatterns as information
from graftwatch.apps.public.views import mailbox, reporting, verifying

app_name = "public"
urlpatterns = [
    path("report/", reporting.report, name="report"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("verify/", verifying.verify, name="verify"),
    *information,
]
