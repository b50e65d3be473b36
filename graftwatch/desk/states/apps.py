"""State machines as a Django app."""

from django.apps import AppConfig


class StatesConfig(AppConfig):
    name = "graftwatch.desk.states"
    label = "states"
    verbose_name = "States"
