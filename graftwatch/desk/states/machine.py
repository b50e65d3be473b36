"""A machine, its states and its transitions, as plain data, and what can be said of a table by walking it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOT_PEOPLE = frozenset({"timer", "reporter", "system", "public"})
"""Who may bring a transition about without logging in: a clock, a reporter with a receipt, the machine itself."""


@dataclass(frozen=True)
class State:
    """One state: what it is called and what it means. From an `end` nothing leads on."""

    name: str
    label: StrOrPromise
    means: StrOrPromise = ""
    end: bool = False


@dataclass(frozen=True)
class Ask:
    """One thing a transition asks. `kind` chooses the field; `choices` are (value, words)."""

    name: str
    label: StrOrPromise
    hint: StrOrPromise = ""
    kind: Literal["line", "text", "day", "instant", "number", "choice", "choices", "yes_no", "user"] = "text"
    choices: tuple[tuple[str, StrOrPromise], ...] = ()
    required: bool = True


@dataclass(frozen=True)
class Clock:
    """A deadline that a transition starts: when it ends, this is said, and `then` is the timer's transition, if any.

    One that is not `pausable` runs whatever anybody says: somebody's protection waits for it.
    """

    name: str
    label: StrOrPromise
    within: dt.timedelta
    ends: StrOrPromise
    then: str = ""
    pausable: bool = True


@dataclass(frozen=True)
class Transition:
    """One verb that leads from some states to another.

    `who` names roles (desk/access/roles.py), or one of NOT_PEOPLE. `guards` name functions in the room's `guards.py`,
    `guard(viewer, thing, said) -> str`: empty, or the sentence that says why not and what to do. `two_people` wants an
    approval from another unit. `target` empty: the state stays. `stops` names clocks that end with it.
    """

    name: str
    label: StrOrPromise
    source: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    happens: StrOrPromise
    asks: tuple[Ask, ...] = ()
    guards: tuple[str, ...] = ()
    two_people: bool = False
    starts: tuple[Clock, ...] = ()
    stops: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """One table. `field` is the attribute of the thing that holds the state; `room` where its guards live;
    `compartment` the one that the answers to `asks` belong to."""

    name: str
    label: StrOrPromise
    room: str
    field: str
    begins: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    compartment: str

    def __getitem__(self, name: str) -> Transition:
        return next(each for each in self.transitions if each.name == name)

    def state(self, name: str) -> State:
        return next(each for each in self.states if each.name == name)

    @property
    def choices(self) -> list[tuple[str, StrOrPromise]]:
        return [(each.name, each.label) for each in self.states]

    def offered(self, state: str, role: str) -> tuple[Transition, ...]:
        """What somebody of this role may do from here, as far as the table says."""
        return tuple(each for each in self.transitions if state in each.source and role in each.who)

    def faults(self, roles: frozenset[str]) -> Iterator[str]:
        """What is wrong with the table: unknown names, states nobody reaches, dead ends, transitions of nobody."""
        names = [each.name for each in self.states]
        verbs = [each.name for each in self.transitions]
        yield from (f"{name} is there twice" for name in {*names, *verbs} if names.count(name) + verbs.count(name) > 1)
        for each in self.transitions:
            targets = (each.target,) if each.target else ()
            yield from (f"{each.name}: no state {n}" for n in (*each.source, *targets) if n not in names)
            yield from (f"{each.name}: no role {who}" for who in each.who if who not in roles | NOT_PEOPLE)
            if not each.who:
                yield f"{each.name}: nobody may do it"
            yield from (f"{each.name}: no transition {c.then}" for c in each.starts if c.then and c.then not in verbs)
        yield from (f"nothing leads to {name}" for name in names if name not in self.reached_from(self.begins))
        ends = {each.name for each in self.states if each.end}
        yield from (f"no end is reached from {name}" for name in names if not ends & self.reached_from(name))
        yield from (f"{name} is an end and yet goes on" for name in ends if self.reached_from(name) != {name})

    def reached_from(self, name: str) -> set[str]:
        found, edge = {name}, [name]
        while edge:
            here = edge.pop()
            for each in self.transitions:
                if here in each.source and each.target and each.target not in found:
                    found.add(each.target)
                    edge.append(each.target)
        return found

    def drawn(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"  [*] --> {self.begins}"]
        lines += [
            f"  {source} --> {each.target or source}: {each.name}"
            for each in self.transitions
            for source in each.source
        ]
        lines += [f"  {each.name} --> [*]" for each in self.states if each.end]
        return "\n".join(lines)

    def as_table(self) -> str:
        """The table as Markdown: what, from where, to where, who, what it needs."""
        lines = ["| Verb | From | To | Who | Needs |", "| --- | --- | --- | --- | --- |"]
        for each in self.transitions:
            needs = [ask.name for ask in each.asks if ask.required] + [guard.replace("_", " ") for guard in each.guards]
            needs += ["**a second person**"] if each.two_people else []
            needs += [
                f"clock {clock.name}: {clock.within.days} d{'' if clock.pausable else ', never paused'}"
                for clock in each.starts
            ]
            row = (each.name, ", ".join(each.source), each.target or "(stays)", ", ".join(each.who), "; ".join(needs))
            lines.append("| " + " | ".join(row) + " |")
        return "\n".join(lines)
