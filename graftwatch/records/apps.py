"""The records as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "graftwatch.records"
    label = "records"
    verbose_name = "Records"
