"""What a form names, found again: people, agencies, cases by their number."""

from __future__ import annotations

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access.models import Agency, User

TAKES_NO_MORE = ("closed", "archived", "erased", "rejected")


def user_of(number: object) -> User | None:
    key = str(number or "")
    return User.objects.filter(pk=int(key), is_active=True).first() if key.isdigit() else None


def agency_of(number: object) -> Agency | None:
    key = str(number or "")
    return Agency.objects.filter(pk=int(key)).first() if key.isdigit() else None


def case_of(number: object) -> Case | None:
    """An open case by its number, for a triage supervisor, who sees no case. Exists or not is all that is said."""
    rows = Case.objects.for_the_system("the case that a report is joined to")
    found: Case | None = (
        rows.filter(number=str(number or "").strip().upper()).exclude(investigation__in=TAKES_NO_MORE).first()
    )
    return found
