"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "offices"
urlpatterns: list[URLPattern | URLResolver] = [path("", include("graftwatch.apps.offices.vault_urls"))]
