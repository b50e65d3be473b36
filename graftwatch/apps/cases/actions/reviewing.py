"""What a review of non-punishment keeps beside its moves, and how a part is set aside the moment one begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from graftwatch.apps.cases import names
from graftwatch.apps.cases.models import Case, Person, Review, RoleRecorded
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.models import Move

Said = Mapping[str, Any]


def set_part_aside(viewer: Viewer, person: Person) -> None:
    """From this moment the person is neither suspect nor person of interest, whatever they were called before."""
    before, person.cleared_by = person.role, None
    if before in Person.SUSPECTED:
        person.role = Person.Role.SET_ASIDE
        RoleRecorded.objects.create(person=person, role=person.role, before=before, by_id=viewer.user_id)
    person.save(update_fields=["role", "cleared_by"])


def last_review(person: Person) -> Review:
    found: Review = (
        Review.objects.for_the_system("the review that is under way").filter(person=person).latest("raised_at")
    )
    return found


def begin(viewer: Viewer, person: Person, said: Said, moved: Move) -> None:
    Review.objects.create(person=person, side=said["side"], raised_by_id=viewer.user_id)
    names.move_under_people(person, Case.objects.for_the_system("the case of a review").get(pk=person.case_id))


def looked_at(viewer: Viewer, person: Person, said: Said, moved: Move) -> None:
    review = last_review(person)
    review.looked_at = timezone.now()
    review.save(update_fields=["looked_at"])


def decided(viewer: Viewer, person: Person, said: Said, moved: Move) -> None:
    """Kept with both people. The reasons lie sealed in the move."""
    review = last_review(person)
    review.outcome, review.decided_at = moved.target, timezone.now()
    review.decided_by_id, review.decided_with = viewer.user_id, moved.approved_by
    review.save()


def appealed(viewer: Viewer, person: Person, said: Said, moved: Move) -> None:
    review = last_review(person)
    review.was_appealed = True
    review.save(update_fields=["was_appealed"])
