"""Screening as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class ScreeningConfig(AppConfig):
    name = "graftwatch.apps.screening"
    label = "screening"
    verbose_name = "Screening"
    rooms = (
        Room(_("Leads"), "screening:leads", ("leads",), 20),
        Room(_("Protection"), "screening:protection", ("protection",), 30),
        Room(_("Runs"), "screening:runs", ("runs",), 40),
        Room(_("Bring in data"), "screening:folders", ("loading",), 50),
        Room(_("Decisions"), "screening:decisions", ("decisions", "leads"), 60),
    )
