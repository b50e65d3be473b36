"""Signals to oversight: searches that may serve oneself, very many sealed pages, emergencies, conflicts.

A signal is no accusation. It says that something happened, never what was typed or read.
"""

from __future__ import annotations

from collections.abc import Iterable

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Signal, Tie, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action, tell

SHORTEST = 3
"""Letters that a word must have to count as part of a name."""


def signal(user_id: int, kind: Signal.Kind, *, thing: str = "", said: str = "") -> Signal:
    """Tell oversight. Called from within actions."""
    made: Signal = Signal.objects.create(user_id=user_id, kind=kind, thing=thing, said=said)
    return made


def _searches(viewer: Viewer) -> bool:
    return viewer.user_id is not None


@action(may=_searches)
def search(viewer: Viewer, words: str, *, to: str = "find") -> list[Signal.Kind]:
    """Write down that somebody searched, and tell oversight where it was for themselves, theirs, or their office.

    `to` says what the box is there for, as a code: it is the justification in the trail. The words reach neither the
    trail nor the signal. Gives the kinds of signal that were raised.
    """
    tell(justification=to)
    user = User.objects.select_related("agency").get(pk=viewer.user_id or 0)
    kinds = list(dict.fromkeys(_kinds(user, parties.words_of(words))))
    for kind in kinds:
        signal(user.pk, kind)
    return kinds


note_search = search
"""What rooms call: `note_search(viewer, words, to="find_a_case")`."""


def _kinds(user: User, words: frozenset[str]) -> Iterable[Signal.Kind]:
    if _speaks_of(user.get_full_name(), words):
        yield Signal.Kind.OWN_NAME
    if parties.tokens_within(words) & set(_ties_to_people(user)):
        yield Signal.Kind.RELATIVE
    if user.agency is not None:
        if parties.words_of(user.agency.name) <= words:
            yield Signal.Kind.OWN_INSTITUTION
        colleagues = User.objects.filter(agency=user.agency).exclude(pk=user.pk)
        if any(parties.words_of(each.get_full_name()) <= words for each in colleagues if each.get_full_name()):
            yield Signal.Kind.COLLEAGUE


def _ties_to_people(user: User) -> Iterable[str]:
    return Tie.objects.filter(user=user, party__startswith="person:").values_list("party", flat=True)


def _speaks_of(name: str, words: frozenset[str]) -> bool:
    """The whole name is among the words, or the words are a part of it: a family name alone."""
    parts = parties.words_of(name)
    said = {word for word in words if len(word) >= SHORTEST}
    return bool(parts) and (parts <= words or (bool(said) and said <= parts))
