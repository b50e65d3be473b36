"""The work on a matter: the case, the people and places in it, notes, reviews, who was told, what was shared."""

from graftwatch.apps.cases.models.attached import Attachment, attachments_of, kinds_of_attachment
from graftwatch.apps.cases.models.case import Admitted, Case
from graftwatch.apps.cases.models.named import Named
from graftwatch.apps.cases.models.people import Facts, Person, Review, RoleRecorded
from graftwatch.apps.cases.models.writings import FacilityInCase, Note, Shared

__all__ = [
    "Admitted",
    "Attachment",
    "Case",
    "FacilityInCase",
    "Facts",
    "Named",
    "Note",
    "Person",
    "Review",
    "RoleRecorded",
    "Shared",
    "attachments_of",
    "kinds_of_attachment",
]
