"""What may be cited: treaties, resolutions, guidelines, studies and reports, each with how far it was read."""

from graftwatch.law.citation import Citation, UnknownCitation, cite
from graftwatch.law.corpus import instruments, sources
from graftwatch.law.entry import Basis, Instrument, MalformedEntry, Provision, Source
from graftwatch.law.files import read_instruments, read_sources

__all__ = [
    "Basis",
    "Citation",
    "Instrument",
    "MalformedEntry",
    "Provision",
    "Source",
    "UnknownCitation",
    "cite",
    "instruments",
    "read_instruments",
    "read_sources",
    "sources",
]
