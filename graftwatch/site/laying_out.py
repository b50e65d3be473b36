"""What the desk lays out for the public door whenever it starts: keys, and offices that can be chosen."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.door.proofs import publish_signing_key
from graftwatch.desk.door.publishing import publish_parties
from graftwatch.desk.vault.people import publish_keys
from graftwatch.records.models import Facility

MOST_FACILITIES = 400
KINDS = ("transplant_centre", "hospital", "clinic")


def lay_out_for_the_door() -> str:
    """Bring the door's public tables into line. Gives the sentence that says why no report can be taken yet, if so."""
    publish_signing_key(settings.NODE_KEY, timezone.localdate())
    publish_parties(_facilities() | _agencies())
    return publish_keys(operator())


def _facilities() -> dict[str, str]:
    """Where people are operated on; a list of names that the ministry publishes anyway."""
    found = Facility.objects.for_the_system("names of facilities that a reporter can choose")
    rows = found.filter(kind__in=KINDS).exclude(name="").order_by("name").values_list("id", "name")
    return {parties.facility(key): name for key, name in list(rows)[:MOST_FACILITIES]}


def _agencies() -> dict[str, str]:
    return {parties.agency(key): name for key, name in Agency.objects.values_list("pk", "name")}
