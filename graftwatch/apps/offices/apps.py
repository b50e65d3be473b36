"""Offices as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room

HAVE_A_VAULT = ("report_text", "identity_reporter", "identity_victim", "protection_file", "review")


class OfficesConfig(AppConfig):
    name = "graftwatch.apps.offices"
    label = "offices"
    verbose_name = "Offices"
    rooms = (
        Room(_("Second person"), "offices:approvals", ("approvals",), 80),
        Room(_("People"), "offices:people", ("people",), 85),
        Room(_("Walls"), "offices:walls", ("walls",), 86),
        Room(_("Emergency access"), "offices:glass", ("cases", "reports"), 87),
        Room(_("Vault"), "offices:vault", HAVE_A_VAULT, 98),
        Room(_("Recovery"), "offices:vault_recovery", ("people",), 99),
        Room(_("Emergency reviews"), "offices:glass_reviews", ("signals",), 88),
    )
