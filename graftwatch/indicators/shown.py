"""What the tests beside a question show: the pictures it asks about, and those over which it stays silent.

`setup/write_shown.py` writes `shown/CODE.json` from the tests themselves; nobody edits these files.
"""

from __future__ import annotations

import ast
import inspect
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from graftwatch.indicators.indicator import Indicator

FOLDER = Path(__file__).with_name("shown")


@dataclass(frozen=True)
class Case:
    """One picture put to the question on a day, with what the test says of it; `settings` are those it changes."""

    says: str
    today: str
    settings: tuple[tuple[str, float], ...]
    picture: str
    asks: bool


@dataclass(frozen=True)
class Shown:
    """The cases of a question, one a test and answer: over which it asks, and over which it stays silent."""

    asks: tuple[Case, ...] = ()
    silent: tuple[Case, ...] = ()


@cache
def shown(code: str) -> Shown:
    """What the tests of this question show; nothing where they were not written out yet."""
    path = FOLDER / f"{code}.json"
    if not path.exists():
        return Shown()
    said = json.loads(path.read_text("utf-8"))["cases"]
    cases = [Case(**{**each, "settings": tuple(each["settings"].items())}) for each in said]
    return Shown(_one_a_test(cases, asks=True), _one_a_test(cases, asks=False))


def _one_a_test(cases: list[Case], *, asks: bool) -> tuple[Case, ...]:
    """The first of each test: a test that tries ten days shows one."""
    first: dict[str, Case] = {}
    for case in cases:
        if case.asks is asks:
            first.setdefault(case.says, case)
    return tuple(first.values())


def sentence(test: str) -> str:
    """`test_a_villages_notary_is_expected` as a sentence."""
    words = test.removeprefix("test_").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}."


def beside(question: Indicator) -> Path:
    """The file of tests beside a question."""
    path = Path(inspect.getfile(question.function))
    return path.with_name(f"{path.stem}_test.py")


def made_of(question: Indicator) -> str:
    """A hash of the question's code and of its tests, blind to layout, comments and the words of its head."""
    code = _code(Path(inspect.getfile(question.function)), with_heads=False) + _code(beside(question), with_heads=True)
    return sha256(code.encode()).hexdigest()[:32]


def is_up_to_date(question: Indicator) -> bool:
    """Whether what is shown was written from the question and the tests as they are."""
    path = FOLDER / f"{question.code}.json"
    return path.exists() and json.loads(path.read_text("utf-8"))["made_of"] == made_of(question)


def _code(path: Path, *, with_heads: bool) -> str:
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not with_heads:
            node.decorator_list = []
    return ast.dump(tree)
