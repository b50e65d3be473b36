"""Cases as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.rooms import Room


class CasesConfig(AppConfig):
    name = "graftwatch.apps.cases"
    label = "cases"
    verbose_name = "Cases"
    rooms = (
        Room(_("My day"), "cases:day", ("cases",), 5),
        Room(_("Cases"), "cases:cases", ("cases",), 12),
        Room(_("Non-punishment"), "cases:non_punishment", ("trail",), 88),
    )
    two_people = {"record_role": _("Name a person in this case")}
