"""Where the name of somebody in a case lies: of a possible victim under the keys of people (tier A), else under ours.

The name of whoever is or may be a victim is sealed to each member of the case who may read it, and opens with an open
vault alone. Where nobody on the case has set up a vault yet, a name that was there before waits under the machine's
keys until somebody has; a new one is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from graftwatch.apps.cases import team
from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.models import Case, Person
from graftwatch.desk.access.models import User
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault import people, record_keys
from graftwatch.desk.vault.held import For, Held
from graftwatch.desk.vault.people import NotForYouError, Unlocked
from graftwatch.records.guarded import writing

FIELDS = (("name", "held_name"), ("identity", "held_identity"))
"""What says who somebody is: under the machine's keys, and under those of people."""
WHY = "the name of a possible victim moves under the keys of people"


def who_may_hold(case: Case, compartment: str) -> list[User]:
    """Members who find the case today, may read names of this compartment, and have set up a vault."""
    found = []
    for user in team.members(case):
        viewer = team.looking_today(user)
        if viewer.holds(compartment) and people.is_enrolled(user.pk) and sees_case(viewer, case):
            found.append(user)
    return found


def write(person: Person, *, name: str, identity: str) -> None:
    """Put a new person's name where it belongs; the caller saves. Raises NotYetError where nobody could open it."""
    if not person.is_protected:
        person.name, person.identity = name, identity
        return
    holders = who_may_hold(person.case, person.compartment)
    if not holders:
        raise NotYetError(
            _(
                "The name of a possible victim opens with people's own keys only, and nobody on this case who may "
                "read it has set up a vault. Set up yours, then write the name down."
            )
        )
    _seal(person, {"name": name, "identity": identity}, holders)


def _seal(person: Person, said: dict[str, str], holders: Iterable[User]) -> None:
    for ours, held in FIELDS:
        if said[ours]:
            setattr(person, held, For(said[ours], holders))


def lies_with_us(person: Person) -> bool:
    """Whether a possible victim's name still opens with the machine's keys."""
    return person.is_protected and bool(person.name or person.identity)


def move_under_people(person: Person, case: Case) -> bool:
    """Once somebody may be a victim, their name leaves the machine's keys: whether it could be moved now.

    Our key of it is destroyed after the commit, so that no copy of the old row opens either.
    """
    if not lies_with_us(person):
        return False
    holders = who_may_hold(case, person.compartment)
    if not holders:
        return False
    _seal(person, {ours: getattr(person, ours).for_the_system(WHY) or "" for ours, _held in FIELDS}, holders)
    person.name = person.identity = b""
    person.save(update_fields=[name for both in FIELDS for name in both])
    record, compartment = record_keys.record_of(person), person.compartment
    transaction.on_commit(lambda: record_keys.destroy_key(record, compartment))
    return True


def _held_of(person: Person) -> dict[str, Held]:
    found = {held: getattr(person, held) for _ours, held in FIELDS}
    return {name: held for name, held in found.items() if held}


def missing_holders(person: Person, members: Iterable[User]) -> list[User]:
    """Who of these may read the name and cannot open it yet."""
    held = _held_of(person).values()
    return [user for user in members if any(f"user:{user.pk}" not in each.holders for each in held)]


def let_in(person: Person, unlocked: Unlocked, users: Iterable[User]) -> int:
    """Seal it for these, too; only somebody who can open it can. How many were let in."""
    missing = missing_holders(person, users)
    held = _held_of(person)
    if not missing or not held:
        return 0
    try:
        for name, value in held.items():
            setattr(person, name, value.with_more(unlocked, missing))
    except NotForYouError:
        return 0
    person.save(update_fields=list(held))
    return len(missing)


def shut_out(person: Person, user: User) -> None:
    """Take one person's key off; the last holder stays, so that the name is not lost."""
    for name, held in _held_of(person).items():
        if f"user:{user.pk}" in held.holders and len(held.holders) > 1:
            setattr(person, name, held.without(user))
            person.save(update_fields=[name])


def keep_names(now: object = None) -> int:
    """By the worker: names that waited move under people's keys, members who are gone are shut out. How many moved."""
    rows = Person.objects.for_the_system("names of possible victims").exclude(victim="none", non_punishment="none")
    cases = {case.pk: case for case in Case.objects.for_the_system("cases of possible victims")}
    n_moved = 0
    for person in rows:
        with transaction.atomic(), writing("names of possible victims"):
            n_moved += move_under_people(person, cases[person.case_id])
            if person.held_name:
                _shut_out_who_is_gone(person, cases[person.case_id])
    return n_moved


def _shut_out_who_is_gone(person: Person, case: Case) -> None:
    here = {f"user:{user.pk}" for user in who_may_hold(case, person.compartment)}
    for user in User.objects.filter(pk__in=[int(who.removeprefix("user:")) for who in person.held_name.holders]):
        if f"user:{user.pk}" not in here:
            shut_out(person, user)
