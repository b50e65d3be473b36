"""Evidence as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "graftwatch.apps.evidence"
    label = "evidence"
    verbose_name = "Evidence"
