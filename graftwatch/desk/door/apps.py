"""The door as a Django app."""

from django.apps import AppConfig


class DoorConfig(AppConfig):
    name = "graftwatch.desk.door"
    label = "door"
    verbose_name = "Public door"
