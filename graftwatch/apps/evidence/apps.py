"""Evidence as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class EvidenceConfig(AppConfig):
    name = "graftwatch.apps.evidence"
    label = "evidence"
    verbose_name = "Evidence"
    rooms = (Room(_("Evidence"), "evidence:register", ("evidence_items", "legal_privilege"), 14),)
    # What other rooms hand over to this one (desk/states/handing_over.py).
    takes = {"reporters_files": "graftwatch.apps.evidence.actions.taking_over.take_over"}
    two_people = {"export_bag": _("Export in a bag")}
