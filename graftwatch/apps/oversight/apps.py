"""Oversight as a Django app."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "graftwatch.apps.oversight"
    label = "oversight"
    verbose_name = "Oversight"
