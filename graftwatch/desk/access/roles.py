"""The roles that exist, as data: for which purpose each looks, and which compartments it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Role:
    """One role: its purpose, said on every page and in the trail, and the kinds of things it may see at all."""

    name: str
    label: StrOrPromise
    purpose: str
    compartments: frozenset[str]


SCREENING_OFFICER = Role(
    "screening_officer",
    _("Screening officer"),
    "screening",
    frozenset({"leads", "evidence", "protection", "runs", "loading"}),
)
AUDITOR = Role("auditor", _("Auditor"), "oversight", frozenset({"runs", "decisions", "trail"}))
OPERATOR = Role("operator", _("Operator of this installation"), "operation", frozenset({"runs", "loading", "accounts"}))

ROLES = {role.name: role for role in (SCREENING_OFFICER, AUDITOR, OPERATOR)}
GIVEN_TO_PEOPLE = (SCREENING_OFFICER, AUDITOR)
PURPOSES = {
    "screening": _("Screening of records for signs of trafficking"),
    "oversight": _("Oversight of decisions and access"),
    "operation": _("Operation of this installation"),
}
