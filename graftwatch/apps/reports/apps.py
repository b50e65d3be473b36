"""Reports as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "graftwatch.apps.reports"
    label = "reports"
    verbose_name = "Reports"
