"""What the pages of a case and of a person show, gathered for their templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graftwatch.apps.cases import actions, queries, team
from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.actions.people import writes_people
from graftwatch.apps.cases.actions.reading import CaseFile
from graftwatch.apps.cases.actions.teaming import leads_the_team
from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.cases.forms import ClassifyForm, FacilityForm, NoteForm, PauseForm, ShareForm, TaskForm
from graftwatch.apps.cases.models import Admitted, Case, Person
from graftwatch.apps.cases.states import ANSWERING, INVESTIGATION, NON_PUNISHMENT, PROTECTION
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.machine import Machine
from graftwatch.desk.states.moving import offered

OVERLAYS = ("restrict", "lift_restriction", "hold", "release_hold", "make_joint")
_NOTE = {"fact": gettext_lazy("A fact was noted"), "opinion": gettext_lazy("An opinion was noted")}
_PERSON = gettext_lazy("A person was added")
_SHARED = gettext_lazy("Something was shared")
TABLES = (INVESTIGATION, PROTECTION, NON_PUNISHMENT, ANSWERING)


@dataclass(frozen=True)
class Member:
    """Somebody on the case, and whether they are tied, or still to be admitted."""

    user: User
    task: str
    sees_it: bool


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
    members = members_of(case)
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
        "leads_the_team": leads_the_team(viewer, case),
        "may_supervise": viewer.holds("supervision"),
        "admitted": set(_admitted(viewer, case)),
        "timeline": timeline(file),
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
    return list(Admitted.objects.seen_by(viewer).filter(case=case).values_list("user_id", flat=True))


def members_of(case: Case) -> list[Member]:
    tasks = team.tasks_on(case)
    return [
        Member(user, tasks.get(user.pk, ""), sees_case(team.looking_today(user), case)) for user in team.members(case)
    ]


def forms_of(viewer: Viewer, case: Case, members: list[Member]) -> dict[str, Any]:
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


def timeline(file: CaseFile) -> list[Happened]:
    """Everything that happened, oldest first: steps, people, notes, places, what was attached and shared."""
    found = [moved(each, said) for each, said in file.moves]
    found += [Happened(each.row.at, _NOTE[each.row.kind], _by(each.row)) for each in file.notes]
    found += [
        Happened(each.row.added_at, _PERSON, _("Person %(label)s") % {"label": each.row.label}) for each in file.people
    ]
    found += [Happened(each.row.at, _SHARED, _by(each.row)) for each in file.shared]
    found += [Happened(each.at, each._meta.verbose_name, _by(each)) for each, _shown in file.attached]
    return sorted(found, key=lambda each: each.at)


def moved(move: Any, said: dict[str, Any]) -> Happened:
    machine = table_of(move.machine)
    if machine is None:
        return Happened(move.at, move.verb, "")
    transition = machine[move.verb]
    labels = {ask.name: ask for ask in transition.asks}
    told = tuple((labels[name].label, _words(labels[name], value)) for name, value in said.items() if name in labels)
    return Happened(move.at, transition.label, _who(move), told)


def table_of(name: str) -> Machine | None:
    return next((each for each in TABLES if each.name == name), None)


def _words(ask: Any, value: Any) -> Any:
    """A choice in its words, a person by name, a day as a day."""
    words = dict(ask.choices)
    if isinstance(value, list):
        return ", ".join(str(words.get(each, each)) for each in value)
    if ask.kind == "user":
        user = User.objects.filter(pk=value).first()
        return user.called if user else "–"
    if ask.kind == "day":
        return dt.date.fromisoformat(str(value))
    return words.get(value, value)


def _who(move: Any) -> str:
    return move.by.called if move.by else ""


def _by(row: Any) -> str:
    return row.by.called if row.by else ""


def about_person(viewer: Viewer, person: Person) -> dict[str, object]:
    file = actions.open_person(viewer, person)
    return {
        "person": person,
        "case": person.case,
        "file": file,
        "banner": banner_for(viewer, person.case),
        "state": NON_PUNISHMENT.state(person.non_punishment),
        "steps": offered(viewer, NON_PUNISHMENT, person),
        "clocks": clocks_of_person(viewer, person),
        "now": timezone.now(),
        "happened": [moved(each, said) for each, said in file.moves],
        "roles": person.roles.seen_by(viewer).select_related("by", "approved_by"),
        "reviews": person.reviews.seen_by(viewer),
    }


def clocks_of_person(viewer: Viewer, person: Person) -> list[Deadline]:
    return [each for each in queries.clocks_of(viewer, person.case) if each.thing_id == person.pk]
