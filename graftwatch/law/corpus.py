"""The instruments and sources that ship with Graftwatch."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graftwatch.law.entry import Instrument, Source
from graftwatch.law.files import read_instruments, read_sources


@cache
def instruments() -> Mapping[str, Instrument]:
    """All treaties, resolutions, guidelines, reports and meeting records, by id."""
    return read_instruments(files("graftwatch.law") / "instruments")


@cache
def sources() -> Mapping[str, Source]:
    """All studies, reports, press reports, judgments, data and standards, by id."""
    return read_sources(files("graftwatch.law") / "sources")
