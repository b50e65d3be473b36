"""Offices as a Django app."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "graftwatch.apps.offices"
    label = "offices"
    verbose_name = "Offices"
