"""What a question is made of, and the decorators that make one of a function."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, overload

from graftwatch.indicators.parameters import Basis, Parameter
from graftwatch.law import Citation

About = Literal[
    "pair",
    "donor",
    "recipient",
    "person",
    "practitioner",
    "facility",
    "account",
    "journey",
    "place",
    "thing",
    "report",
]
Family = Literal["falsity", "network", "finance", "behaviour", "testimony", "process", "aggregate", "online", "profile"]
Strength = Literal["strong", "moderate", "weak", "context"]
Phase = Literal["before surgery", "after surgery", "any time"]

Question = Callable[..., Any]

KEY_OF = {"donor": "person", "recipient": "person", "pair": "person"}
"""What `depends_on` may say beside a table's name: donors and recipients are persons, a pair is two of them."""


@dataclass(frozen=True)
class Range:
    """A share between two ends, given on a day from a source. Never fitted to rings that we planted."""

    low: float
    high: float
    on: str
    basis: Basis
    source: str


@dataclass(frozen=True)
class Asked:
    """A function over tables: what it needs is read off its signature.

    `may_be_empty` lists columns ("table.column") without which the question is asked in part, not left out.
    """

    function: Question
    may_be_empty: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def name(self) -> str:
        return self.function.__name__

    @cached_property
    def _signature(self) -> inspect.Signature:
        return inspect.signature(self.function)

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table, view or question it reads, in the order of its signature."""
        return tuple(p.name for p in self._signature.parameters.values() if p.kind is p.POSITIONAL_OR_KEYWORD)

    @property
    def optional(self) -> tuple[str, ...]:
        """Those that it can do without; the finding then says what could not be excluded."""
        return tuple(name for name in self.tables if self._signature.parameters[name].default is None)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(name for name in self.tables if name not in self.optional)

    @property
    def parameters(self) -> dict[str, Parameter]:
        return {
            p.name: p.default
            for p in self._signature.parameters.values()
            if p.kind is p.KEYWORD_ONLY and isinstance(p.default, Parameter)
        }

    @property
    def needs_today(self) -> bool:
        return "today" in self._signature.parameters

    @property
    def doc(self) -> str:
        return inspect.getdoc(self.function) or ""


@dataclass(frozen=True)
class View(Asked):
    """A table that many questions share, computed once a run."""


@dataclass(frozen=True)
class Indicator(Asked):
    """A question with its law, its innocent readings and its limits.

    `p_ring` is how often a ring's file would answer yes; `p_ordinary` is the reference rate among ordinary files,
    used while this State's own files are few. `judge` finishes a small table with exact statistics. `never_alone`
    findings open no lead without another. `may_be_victim`
    subjects are offered protection, nothing else. Questions with the same `cause` ask after one event in different
    records: together they weigh as one, and bear each other out.

    `entitled` is the compartment that somebody must hold for its findings to exist for them at all; everybody else sees
    what it answers without the restricted tables that it can do without, or nothing of it.

    `depends_on` names the table whose ids the subjects are ("person", "account"; "donor", "recipient" and "pair" mean
    persons). It promises that a subject's answer needs only the rows that belong to it: its own row, rows with a column
    that refers to it, and rows that refer to such a row, on through any number of references (a paper refers to a file,
    the file to its donor and recipient); to a pair belong the rows of either of the two. Tables from which no reference
    leads to the key, such as places and licences, may be read whole: when one changes, the question is asked in full.
    So it is on a new day if it, or a view that it reads, says `today`. A subject that is compared with others, known by
    what it shares with them (a telephone, a circle), or judged by a p-value over all, makes the promise false: leave it
    out. tests/nightly holds every promise against full runs.
    """

    code: str
    about: About
    family: Family
    strength: Strength
    phase: Phase
    holders: tuple[str, ...]
    cites: tuple[Citation, ...]
    benign: tuple[str, ...]
    blind_to: tuple[str, ...]
    ask_first: tuple[str, ...]
    p_ring: Range
    p_ordinary: Range
    title: str
    judge: Callable[..., Any] | None = None
    depends_on: str | None = None
    never_alone: bool = False
    may_be_victim: bool = False
    by_p_value: bool = False
    cause: str = ""
    entitled: str = ""
    without: tuple[tuple[str, str], ...] = ()

    @property
    def question(self) -> str:
        return self.doc.split("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True)
class Clearing(Asked):
    """Evidence the other way: a record that a ring could not fill in as easily, and which questions it answers.

    `bits` is how much it takes off the findings of `answers` about the same subject: low and high end.
    """

    code: str
    about: About
    answers: tuple[str, ...]
    bits: Range
    cites: tuple[Citation, ...]
    title: str

    @property
    def question(self) -> str:
        return self.doc.split("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True)
class Reconciliation(Asked):
    """Records that must agree and do not: facts to mend, complete and unscored, never a suspicion.

    One row is one disagreement, with the columns of `indicators/reconciling.py`. `mends` is the office that can mend
    it, `do` what it is asked to do, and `phrases` says in words what each value of the column `what` means.
    """

    title: str
    mends: str
    do: str
    phrases: tuple[tuple[str, str], ...]
    cites: tuple[Citation, ...]

    @property
    def says(self) -> str:
        return self.doc.split("\n\n")[0].replace("\n", " ")


def indicator(
    *,
    code: str,
    title: str,
    about: About,
    family: Family,
    strength: Strength,
    phase: Phase,
    holders: Sequence[str],
    cites: Sequence[Citation],
    benign: Sequence[str],
    blind_to: Sequence[str],
    ask_first: Sequence[str],
    p_ring: Range,
    p_ordinary: Range,
    judge: Callable[..., Any] | None = None,
    depends_on: str | None = None,
    never_alone: bool = False,
    may_be_victim: bool = False,
    by_p_value: bool = False,
    cause: str = "",
    entitled: str = "",
    without: dict[str, str] | None = None,
    may_be_empty: Sequence[str] = (),
) -> Callable[[Question], Indicator]:
    """Make a question of a function. Its signature is the interface, its docstring the question."""

    def make(function: Question) -> Indicator:
        return Indicator(
            function=function,
            code=code,
            title=title,
            about=about,
            family=family,
            strength=strength,
            phase=phase,
            holders=tuple(holders),
            cites=tuple(cites),
            benign=tuple(benign),
            blind_to=tuple(blind_to),
            ask_first=tuple(ask_first),
            p_ring=p_ring,
            p_ordinary=p_ordinary,
            judge=judge,
            depends_on=depends_on,
            never_alone=never_alone,
            may_be_victim=may_be_victim,
            by_p_value=by_p_value,
            cause=cause,
            entitled=entitled,
            without=tuple((without or {}).items()),
            may_be_empty=tuple(may_be_empty),
        )

    return make


def clearing(
    *, code: str, title: str, about: About, answers: Sequence[str], bits: Range, cites: Sequence[Citation]
) -> Callable[[Question], Clearing]:
    """Make evidence the other way of a function."""

    def make(function: Question) -> Clearing:
        return Clearing(
            function=function,
            code=code,
            title=title,
            about=about,
            answers=tuple(answers),
            bits=bits,
            cites=tuple(cites),
        )

    return make


def disagreement(
    *,
    title: str,
    mends: str,
    do: str,
    phrases: dict[str, str],
    cites: Sequence[Citation],
    may_be_empty: Sequence[str] = (),
) -> Callable[[Question], Reconciliation]:
    """Make a reconciliation list of a function. Its docstring says which records disagree."""

    def make(function: Question) -> Reconciliation:
        return Reconciliation(
            function=function,
            title=title,
            mends=mends,
            do=do,
            phrases=tuple(phrases.items()),
            cites=tuple(cites),
            may_be_empty=tuple(may_be_empty),
        )

    return make


@overload
def view(function: Question) -> View: ...


@overload
def view(*, may_be_empty: Sequence[str]) -> Callable[[Question], View]: ...


def view(function: Question | None = None, *, may_be_empty: Sequence[str] = ()) -> View | Callable[[Question], View]:
    """Make a shared view of a function: `@view`, or `@view(may_be_empty=["table.column"])`."""

    def make(function: Question) -> View:
        return View(function=function, may_be_empty=tuple(may_be_empty))

    return make(function) if function is not None else make
