"""What the pages of a case and of a person show, gathered for their templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graftwatch.apps.cases import actions, names, queries, team
from graftwatch.apps.cases.actions.people import writes_people
from graftwatch.apps.cases.actions.reading import CaseFile, PersonFile
from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.cases.forms import ClassifyForm, FacilityForm, NoteForm, PauseForm, ShareForm, TaskForm
from graftwatch.apps.cases.models import Admitted, Case, Person
from graftwatch.apps.cases.states import ANSWERING, INVESTIGATION, NON_PUNISHMENT, PROTECTION
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.machine import Machine
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import offered
from graftwatch.desk.vault.people import Unlocked

OVERLAYS = ("restrict", "lift_restriction", "hold", "release_hold", "make_joint")
_NOTE = {"fact": gettext_lazy("A fact was noted"), "opinion": gettext_lazy("An opinion was noted")}
_PERSON = gettext_lazy("A person was added")
_SHARED = gettext_lazy("Something was shared")
TABLES = (INVESTIGATION, PROTECTION, NON_PUNISHMENT, ANSWERING)


@dataclass(frozen=True)
class Happened:
    """One line of the timeline."""

    at: dt.datetime
    what: Any
    by: str
    said: tuple[tuple[Any, Any], ...] = ()


def about_case(viewer: Viewer, case: Case) -> dict[str, object]:
    file = actions.open_case_file(viewer, case)
    steps = offered(viewer, INVESTIGATION, case)
    tasks, admitted = team.tasks_on(case), set(_admitted(viewer, case))
    members = team.on(case, tasks, admitted)
    return {
        "case": case,
        "file": file,
        "banner": banner_for(viewer, case),
        "state": INVESTIGATION.state(case.investigation),
        "protection_state": PROTECTION.state(case.protection),
        "steps": [each for each in steps if each.name not in OVERLAYS],
        "overlays": [each for each in steps if each.name in OVERLAYS and _fits(each.name, case)],
        "protection_steps": offered(viewer, PROTECTION, case),
        "clocks": queries.clocks_of(viewer, case),
        "now": timezone.now(),
        "members": members,
        "n_tied": sum(not each.sees_it for each in members),
        "leads_the_team": viewer.holds("supervision") or tasks.get(viewer.user_id or 0) == team.LEAD,
        "may_supervise": viewer.holds("supervision"),
        "admitted": admitted,
        "timeline": timeline(file, {each.user.pk: each.user.called for each in members}),
        "named": [(each, offered(viewer, ANSWERING, each.row)) for each in file.named],
        "may_add_people": writes_people(viewer, case),
        "forms": forms_of(viewer, case, members),
    }


def _fits(verb: str, case: Case) -> bool:
    """Overlays that make no sense now are not offered."""
    fits = {
        "restrict": not case.restricted,
        "lift_restriction": case.restricted,
        "release_hold": case.held_until is not None,
    }
    return fits.get(verb, True)


def _admitted(viewer: Viewer, case: Case) -> list[int]:
    if not case.restricted:
        return []
    return list(Admitted.objects.seen_by(viewer).filter(case=case).values_list("user_id", flat=True))


def forms_of(viewer: Viewer, case: Case, members: list[team.Member]) -> dict[str, Any]:
    users = [each.user for each in members]
    found: dict[str, Any] = {
        "note": NoteForm(viewer, auto_id="note_%s"),
        "task": TaskForm(viewer, members=users, auto_id="task_%s"),
        "share": ShareForm(viewer, auto_id="share_%s"),
        "pause": PauseForm(),
    }
    if viewer.holds("investigation"):
        found["facility"] = FacilityForm(auto_id="facility_%s")
        said = {name: getattr(case, name) for name in ("trafficking_in_persons", "trafficking_in_organs")}
        found["offences"] = ClassifyForm(auto_id="offences_%s", initial=said)
    return found


def timeline(file: CaseFile, members: Mapping[int, str]) -> list[Happened]:
    """Everything that happened, oldest first: steps, people, notes, places, what was attached and shared."""
    people = people_named_in(file.moves, members)
    found = [moved(each, said, people) for each, said in file.moves]
    found += [Happened(each.row.at, _NOTE[each.row.kind], _by(each.row)) for each in file.notes]
    found += [
        Happened(each.row.added_at, _PERSON, _("Person %(label)s") % {"label": each.row.label}) for each in file.people
    ]
    found += [Happened(each.row.at, _SHARED, _by(each.row)) for each in file.shared]
    found += [Happened(each.at, each._meta.verbose_name, _by(each)) for each, _shown in file.attached]
    return sorted(found, key=lambda each: each.at)


def people_named_in(moves: Iterable[tuple[Move, dict[str, Any]]], known: Mapping[int, str]) -> dict[int, str]:
    """Everybody whom an answer to a question of kind `user` names, by number: one query for all who are not known."""
    keys = {
        int(said[ask.name])
        for move, said in moves
        if (machine := table_of(move.machine)) is not None
        for ask in machine[move.verb].asks
        if ask.kind == "user" and str(said.get(ask.name) or "").isdigit()
    }
    others = {user.pk: user.called for user in User.objects.filter(pk__in=keys - set(known))}
    return {**known, **others}


def moved(move: Any, said: dict[str, Any], people: Mapping[int, str]) -> Happened:
    machine = table_of(move.machine)
    if machine is None:
        return Happened(move.at, move.verb, "")
    transition = machine[move.verb]
    labels = {ask.name: ask for ask in transition.asks}
    told = tuple(
        (labels[name].label, _words(labels[name], value, people)) for name, value in said.items() if name in labels
    )
    return Happened(move.at, transition.label, _who(move), told)


def table_of(name: str) -> Machine | None:
    return next((each for each in TABLES if each.name == name), None)


def _words(ask: Any, value: Any, people: Mapping[int, str]) -> Any:
    """A choice in its words, a person by name, a day as a day."""
    words = dict(ask.choices)
    if isinstance(value, list):
        return ", ".join(str(words.get(each, each)) for each in value)
    if ask.kind == "user":
        return people.get(int(value), "–") if str(value).isdigit() else "–"
    if ask.kind == "day":
        return dt.date.fromisoformat(str(value))
    return words.get(value, value)


def _who(move: Any) -> str:
    return move.by.called if move.by else ""


def _by(row: Any) -> str:
    return row.by.called if row.by else ""


def about_person(viewer: Viewer, person: Person, unlocked: Unlocked | None) -> dict[str, object]:
    file = actions.open_person(viewer, person, unlocked=unlocked)
    people = people_named_in(file.moves, {})
    return {
        "person": person,
        "case": person.case,
        "file": file,
        "banner": banner_for(viewer, person.case),
        "state": NON_PUNISHMENT.state(person.non_punishment),
        "steps": offered(viewer, NON_PUNISHMENT, person),
        "clocks": clocks_of_person(viewer, person),
        "now": timezone.now(),
        "happened": [moved(each, said, people) for each, said in file.moves],
        "roles": person.roles.seen_by(viewer).select_related("by", "approved_by"),
        "reviews": person.reviews.seen_by(viewer),
        "may_give_a_code": viewer.holds("protection_file"),
        "all_languages": settings.LANGUAGES,
        "n_to_let_in": _n_to_let_in(person, file, unlocked),
    }


def _n_to_let_in(person: Person, file: PersonFile, unlocked: Unlocked | None) -> int:
    """Members who may read the name and cannot open it yet; asked only where the viewer could let them in."""
    if unlocked is None or file.name_is != "read" or not person.held_name:
        return 0
    return len(names.missing_holders(person, names.who_may_hold(person.case, person.compartment)))


def clocks_of_person(viewer: Viewer, person: Person) -> list[Deadline]:
    return [each for each in queries.clocks_of(viewer, person.case) if each.thing_id == person.pk]
