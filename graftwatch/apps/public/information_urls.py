"""Addresses of the information pages; part of the namespace `public`."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
