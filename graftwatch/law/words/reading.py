"""Read the texts of a folder, one TOML file each; an unknown key and a source that is not there are errors."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from graftwatch.errors import GraftwatchError
from graftwatch.law.citation import UnknownCitation, cite
from graftwatch.law.words.text import Line, Part, Question, Text


class UnknownTextError(GraftwatchError):
    """Nobody wrote a text of this name."""


class MalformedTextError(GraftwatchError):
    """A text lacks what every text has, or says what nobody reads."""


@cache
def texts() -> Mapping[str, Text]:
    """All texts that ship with Graftwatch by id, which is the file's name, in their order."""
    return read_texts(files("graftwatch.law.words"))


def text(id: str) -> Text:
    """One text; raises UnknownTextError."""
    if id not in texts():
        raise UnknownTextError(f'There is no text "{id}". There are: {", ".join(texts())}.')
    return texts()[id]


def read_texts(folder: Traversable) -> Mapping[str, Text]:
    """The texts of a folder."""
    found = []
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append(_text(file.name.removesuffix(".toml"), said))
    return MappingProxyType({each.id: each for each in sorted(found, key=lambda each: each.order)})


def every_word(text: Text) -> Iterator[str]:
    """Each message id of a text, in the order in which it is read."""
    yield from (text.title, text.short, text.lead)
    for question in text.questions:
        yield from (question.asks, question.if_yes)
    for part in text.parts:
        yield from (part.heading, part.note, *part.says)
        yield from (words for step in part.steps for words in step)
        yield from (*part.bullets, *part.checks, *(line.label for line in part.fields), part.says_after, part.signature)
        yield from (source.says for source in part.cites)


def _text(id: str, said: dict[str, Any]) -> Text:
    try:
        _known(Text, said, {"part", "question"} | {each.name for each in fields(Text)} - {"id", "parts", "questions"})
        parts = tuple(_part(each) for each in said.pop("part", ()))
        questions = tuple(Question(**each) for each in said.pop("question", ()))
        made = Text(id=id, parts=parts, questions=questions, **said)
    except (TypeError, UnknownCitation, MalformedTextError) as problem:
        raise MalformedTextError(f"{id}.toml: {problem}") from problem
    if made.readers not in ("public", "professional"):
        raise MalformedTextError(f'{id}.toml: readers is "{made.readers}". Choose public or professional.')
    return made


def _part(said: dict[str, Any]) -> Part:
    _known(Part, said, {each.name for each in fields(Part)})
    many: dict[str, Any] = {name: tuple(said[name]) for name in ("says", "bullets", "checks") if name in said}
    many["steps"] = tuple((what, about) for what, about in said.get("steps", ()))
    many["fields"] = tuple(Line(label, lines) for label, lines in said.get("fields", ()))
    many["cites"] = tuple(cite(source, place) for source, place in said.get("cites", ()))
    return Part(**{**said, **many})


def _known(kind: type, said: Mapping[str, Any], names: set[str]) -> None:
    if unknown := sorted(set(said) - names):
        raise MalformedTextError(f"{kind.__name__} says {unknown}, which nobody reads. The keys are {sorted(names)}.")
