"""Audit as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "graftwatch.desk.audit"
    label = "audit"
    verbose_name = "Audit"
