"""Screening as a Django app."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "graftwatch.apps.screening"
    label = "screening"
    verbose_name = "Screening"
