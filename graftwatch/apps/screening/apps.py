"""Screening as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.rooms import Room

EVERYBODY = tuple(sorted({compartment for role in ROLES.values() for compartment in role.compartments}))


class ScreeningConfig(AppConfig):
    name = "graftwatch.apps.screening"
    label = "screening"
    verbose_name = "Screening"
    rooms = (
        Room(_("Leads"), "screening:leads", ("leads",), 20),
        Room(_("Protection"), "screening:protection", ("protection",), 30),
        Room(_("Runs"), "screening:runs", ("runs",), 40),
        Room(_("Bring in data"), "screening:folders", ("loading",), 50),
        Room(_("Catalogue"), "screening:catalogue", EVERYBODY, 58),
        Room(_("Decisions"), "screening:decisions", ("decisions", "leads"), 60),
        Room(_("What was learnt"), "screening:learning", ("decisions",), 61),
    )
