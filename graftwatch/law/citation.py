"""Cite a provision or a source, and fail if there is no such thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from graftwatch.errors import GraftwatchError
from graftwatch.law.corpus import instruments, sources
from graftwatch.law.entry import Basis, Instrument, InstrumentKind, Source, SourceKind


class UnknownCitation(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A citation names an instrument, a source or a place in one that is not in the corpus."""


@dataclass(frozen=True)
class Citation:
    """A place in a text: what it says in our own words, and how far we read it.

    `date` is ISO 8601, perhaps only the year, or empty. `status` says how a matter stands ("charges pending").
    """

    id: str
    title: str
    locator: str
    says: str
    basis: Basis
    kind: InstrumentKind | SourceKind
    date: str
    status: str
    label: str

    def __str__(self) -> str:
        return self.label


def cite(instrument_or_source: str, locator: str) -> Citation:
    """The place `locator` of an instrument or source; raises UnknownCitation if it does not exist.

    >>> str(cite("osce-2020", "session 1, discussion, controlled list"))
    'OSCE/OHCHR/WHO expert meeting, July 2020, session 1, discussion, controlled list'
    """
    if instrument := instruments().get(instrument_or_source):
        return _in_instrument(instrument, locator)
    if source := sources().get(instrument_or_source):
        return _in_source(source, locator)
    raise UnknownCitation(
        f'There is no instrument or source "{instrument_or_source}". '
        f"Nearest: {_nearest(instrument_or_source, [*instruments(), *sources()])}. Correct the id, or write a "
        "file of that name in graftwatch/law/instruments/ or graftwatch/law/sources/."
    )


def _in_instrument(instrument: Instrument, locator: str) -> Citation:
    for provision in instrument.provisions:
        if provision.locator == locator:
            return Citation(
                id=instrument.id,
                title=instrument.title,
                locator=locator,
                says=provision.says,
                basis=provision.basis,
                kind=instrument.kind,
                date=instrument.date,
                status=instrument.status,
                label=f"{instrument.short}, {locator}",
            )
    raise _no_such_place(instrument.id, locator, [each.locator for each in instrument.provisions])


def _in_source(source: Source, locator: str) -> Citation:
    if source.locators and locator not in source.locators:
        raise _no_such_place(source.id, locator, source.locators)
    if not locator.strip():
        raise UnknownCitation(f'"{source.id}" is cited without a place. Say where: "abstract", "table 2".')
    # whoever reads a press report's name must read in the same breath that nobody was found guilty
    standing = f" ({source.status})" if source.status else ""
    return Citation(
        id=source.id,
        title=source.title,
        locator=locator,
        says=source.says,
        basis=source.basis,
        kind=source.kind,
        date=str(source.year or ""),
        status=source.status,
        label=f"{source.title}, {locator}{standing}",
    )


def _no_such_place(id: str, locator: str, places: Iterable[str]) -> UnknownCitation:
    places = list(places)
    return UnknownCitation(
        f'"{id}" has no place "{locator}". Nearest of its {len(places)}: {_nearest(locator, places)}. '
        f"Correct the locator, or add the place to {id}.toml."
    )


def _nearest(asked: str, known: Iterable[str]) -> str:
    like = nlargest(5, known, key=lambda each: SequenceMatcher(None, asked.lower(), each).ratio())
    return "; ".join(f'"{each}"' for each in like)
