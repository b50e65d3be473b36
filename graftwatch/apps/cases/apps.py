"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "graftwatch.apps.cases"
    label = "cases"
    verbose_name = "Cases"
