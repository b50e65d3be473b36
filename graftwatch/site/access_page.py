"""Who may open which page, as a paper that a data-protection officer can read and sign: from tests/access.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from graftwatch.desk.access.roles import PURPOSES, ROLES
from graftwatch.errors import GraftwatchError
from graftwatch.site.demo_people import PEOPLE

TABLE = Path(__file__).resolve().parents[2] / "tests" / "access.csv"
NOT_A_PERSON = ("url", "method", "why")
NO_ROOM = "Pages that belong to no room"
SIGNS = {"200": "opens", "sent on": "done", "log in": "log in", "404": "–", "405": "–"}
LEGEND = """\
| Sign | What it means |
| --- | --- |
| opens | The page opens, with what this person may see on it and nothing else |
| done | The step is taken, or the person is led to another page |
| log in | Nobody is logged in: the way in is shown |
| – | The answer is that there is no such page. It is the same answer as for something that does not exist |
"""
SIGNATURE = """\
## Signed

I have read this table. It says who may open which page of this installation, and I agree with it.

| | Name | Day | Signature |
| --- | --- | --- | --- |
| Data-protection officer | | | |
| Head of the office | | | |
| Oversight body | | | |
"""

ABOUT = """\
A test asks for each of these pages as each of these people, on every change, and fails where the answer is another
one; a page that is missing here fails, too. {n_rows} pages and steps, {n_people} people."""

Row = dict[str, str]


class NoTableError(GraftwatchError):
    """The table lies in the source tree, not in an installed Graftwatch."""


def rows() -> list[Row]:
    if not TABLE.exists():
        raise NoTableError(f"{TABLE} is not there. The page is written from a checkout of the source.")
    return list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def access(written: str) -> str:
    """The page: who is who, what the signs mean, one table a room, and lines to sign on."""
    found = rows()
    people = [name for name in found[0] if name not in NOT_A_PERSON]
    parts = [
        f"# Who may open which page\n\n{written}",
        ABOUT.format(n_rows=len(found), n_people=len(people)),
        f"## The people\n\n{_people(people)}",
        f"## The signs\n\n{LEGEND}".rstrip(),
        *_rooms(found, people),
        SIGNATURE.rstrip(),
    ]
    return "\n\n".join(parts) + "\n"


def _people(names: list[str]) -> str:
    known = {person.name: person for person in PEOPLE}
    lines = ["| Column | Role | Office | Purpose | What the role holds |", "| --- | --- | --- | --- | --- |"]
    for name in names:
        if name not in known:
            lines.append(f"| {name} | nobody is logged in | | | |")
            continue
        person = known[name]
        role = ROLES[person.role]
        holds = ", ".join(sorted(role.compartments)).replace("_", " ")
        behind = " (walled off from Centre Nord)" if name == "walled" else ""
        office = f"{person.agency}, {person.unit}"
        lines.append(f"| {name} | {role.label}{behind} | {office} | {PURPOSES[role.purpose]} | {holds} |")
    return "\n".join(lines)


def _rooms(found: list[Row], people: list[str]) -> Iterator[str]:
    room_of = dict(_routes(get_resolver()))
    by_room: dict[str, list[Row]] = {}
    for row in found:
        room = room_of.get(re.sub(r"\{[^}]+\}", "{}", row["url"]), "")
        by_room.setdefault(room, []).append(row)
    for room in sorted(by_room):
        title = apps.get_app_config(room).verbose_name if room else NO_ROOM
        yield f"## {title}\n\n{_table(by_room[room], people)}"


def _table(found: list[Row], people: list[str]) -> str:
    lines = [f"| Page | Step | {' | '.join(people)} | Why |", "| --- | --- |" + " --- |" * (len(people) + 1)]
    for row in sorted(found, key=lambda row: (row["url"], row["method"])):
        step = {"GET": "read", "POST": "change"}.get(row["method"], row["method"])
        signs = " | ".join(SIGNS.get(row[name], row[name]) for name in people)
        lines.append(f"| `{row['url']}` | {step} | {signs} | {row['why']} |")
    return "\n".join(lines)


def _routes(resolver: URLResolver, before: str = "/", room: str = "") -> Iterator[tuple[str, str]]:
    """Each address, with its placeholders as `{}`, and the room that it belongs to."""
    labels = {app.label for app in apps.get_app_configs()}
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = entry.namespace if entry.namespace in labels else room
            yield from _routes(entry, route, inner or "")
        elif isinstance(entry, URLPattern):
            yield re.sub(r"<[^>]+>", "{}", route), room
