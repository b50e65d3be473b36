"""Oversight as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.rooms import Room

EVERYBODY = tuple(sorted({compartment for role in ROLES.values() for compartment in role.compartments}))


class OversightConfig(AppConfig):
    name = "graftwatch.apps.oversight"
    label = "oversight"
    verbose_name = "Oversight"
    rooms = (
        Room(_("Oversight"), "oversight:overview", ("trail",), 90),
        Room(_("Signals"), "oversight:signals", ("signals",), 91),
        Room(_("Chain and heads"), "oversight:heads", ("trail",), 92),
        Room(_("Access codes"), "oversight:codes", ("protection_file",), 94),
        Room(_("Retention"), "oversight:retention", ("retention",), 96),
        Room(_("Copies"), "oversight:copies", ("copies",), 97),
        Room(_("Trail"), "oversight:trail", EVERYBODY, 95),
    )
