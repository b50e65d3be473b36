"""What every page and every export of a case must say: open reviews of non-punishment, and where it applies."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from graftwatch.apps.cases.models import Case, Person
from graftwatch.apps.cases.states import OPEN_REVIEW
from graftwatch.desk.access.viewer import Viewer


def banner_for(viewer: Viewer, case: Case) -> list[str]:
    """Sentences without a name, the same for every reader of this case. Empty where nothing was raised."""
    people = Person.objects.for_the_system("whether an export must carry the banner").filter(case=case)
    stands = list(people.order_by().values_list("non_punishment", flat=True))
    n_open = sum(each in OPEN_REVIEW for each in stands)
    n_applied = stands.count("applied")
    said = []
    if n_open:
        said.append(
            ngettext(
                "Non-punishment is under review for %(n)s person in this case. Until it is decided nobody may name "
                "that person a suspect.",
                "Non-punishment is under review for %(n)s people in this case. Until it is decided nobody may name "
                "one of them a suspect.",
                n_open,
            )
            % {"n": n_open}
        )
    if n_applied:
        said.append(
            ngettext(
                "Non-punishment applies to %(n)s person in this case: a victim who is not to be punished for what "
                "they were made to do.",
                "Non-punishment applies to %(n)s people in this case: victims who are not to be punished for what "
                "they were made to do.",
                n_applied,
            )
            % {"n": n_applied}
        )
    if n_open or n_applied:
        said.append(_("Whoever receives this is bound to respect it."))
    return said
