"""Reports as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class ReportsConfig(AppConfig):
    name = "graftwatch.apps.reports"
    label = "reports"
    verbose_name = "Reports"
    # Whose keys urgent reports are sealed to besides (desk/vault/people/publishing.py asks every room).
    on_duty = "graftwatch.apps.reports.duty.on_duty"
    rooms = (
        Room(_("Reports"), "reports:inbox", ("reports", "review"), 10),
        Room(_("Take a call"), "reports:phone", ("phone_intake",), 10),
        Room(_("Requests for identities"), "reports:custodian", ("identity_reporter",), 10),
        Room(_("Asked for advice"), "reports:consultations", ("leads", "charges", "review", "medical"), 75),
    )
