"""Access as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "graftwatch.desk.access"
    label = "access"
    verbose_name = "Access"
