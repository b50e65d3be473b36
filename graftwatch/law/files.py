"""Read a folder of instruments or sources, one TOML file each; a key that we do not know is an error."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from graftwatch.law.entry import Instrument, MalformedEntry, Provision, Source

Entry = TypeVar("Entry", Instrument, Provision, Source)


def read_instruments(folder: Traversable) -> Mapping[str, Instrument]:
    """The instruments of a folder by id, which is the file's name; a country package reads its statutes so."""
    found = {}
    for id, said in _tables(folder):
        provisions = tuple(_build(Provision, id, each) for each in said.pop("provision", ()))
        found[id] = _build(Instrument, id, {**said, "id": id, "provisions": provisions})
    return MappingProxyType(found)


def read_sources(folder: Traversable) -> Mapping[str, Source]:
    """The sources of a folder by id, which is the file's name."""
    found = {}
    for id, said in _tables(folder):
        found[id] = _build(Source, id, {**said, "id": id, "locators": tuple(said.get("locators", ()))})
    return MappingProxyType(found)


def _tables(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".toml"):
            continue
        try:
            yield file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise MalformedEntry(f"{file.name} is not TOML: {error}. Mend that place.") from error


def _build(kind: type[Entry], where: str, said: Mapping[str, Any]) -> Entry:
    known = {each.name for each in fields(kind)}
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    if missing := sorted(needed - set(said)):
        raise MalformedEntry(f"{where} does not say {missing}. Add these keys.")
    if unknown := sorted(set(said) - known):
        raise MalformedEntry(f"{where} says {unknown}, which nobody reads. The keys are {sorted(known)}.")
    try:
        return kind(**said)
    except MalformedEntry as error:
        raise MalformedEntry(f"{where}, {said.get('locator', 'the file')}: {error}") from error
