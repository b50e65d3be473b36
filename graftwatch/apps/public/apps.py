"""The public door as a Django app. Installed by the public process and by tests, never by the desk."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "graftwatch.apps.public"
    label = "public"
    verbose_name = "Public door"
