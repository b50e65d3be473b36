"""Offices as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class OfficesConfig(AppConfig):
    name = "graftwatch.apps.offices"
    label = "offices"
    verbose_name = "Offices"
    rooms = (
        Room(_("Second person"), "offices:approvals", ("approvals",), 80),
        Room(_("People"), "offices:people", ("people",), 85),
        Room(_("Walls"), "offices:walls", ("walls",), 86),
        Room(_("Emergency access"), "offices:glass", ("cases", "reports"), 87),
        Room(_("Emergency reviews"), "offices:glass_reviews", ("signals",), 88),
    )
