"""`graftwatch explain CODE`: a question with its law, parameters, innocent readings and limits."""

from __future__ import annotations

import textwrap
from typing import Annotated

import typer

from graftwatch.errors import GraftwatchError
from graftwatch.indicators import all_indicators
from graftwatch.indicators.indicator import Indicator


class UnknownQuestionError(GraftwatchError):
    """No question has this code."""


def explain(
    code: Annotated[str, typer.Argument(help="The code of a question, such as WL-01; 'all' lists them")],
) -> None:
    """Print a question with its law, parameters, innocent readings and limits."""
    if code.lower() == "all":
        for each in all_indicators().values():
            typer.echo(f"{each.code}  {each.title}")
        return
    question = all_indicators().get(code.upper())
    if question is None:
        raise UnknownQuestionError(
            f"There is no question {code!r}. There are {', '.join(all_indicators())}. See: graftwatch explain all"
        )
    typer.echo(explanation(question))


def explanation(question: Indicator) -> str:
    """The text that `graftwatch explain` prints."""
    parts = [
        f"{question.code}  {question.title}",
        _filled(question.question),
        _filled(
            f"Asked about: {question.about}. Kind: {question.family}, {question.strength}. Speaks {question.phase}."
            f" Read from tables held by: {', '.join(question.holders)}."
        ),
        _list("It may also be", question.benign),
        _list("Ask first", question.ask_first),
        _list("It cannot see", question.blind_to),
        _list("Law and sources", [f"{cite}. {cite.says}".strip() for cite in question.cites]),
        _list(
            "Parameters",
            [f"{name} = {p.value:g} {p.unit} ({p.basis}: {p.source})" for name, p in question.parameters.items()],
        ),
        _list(
            "Weight",
            [
                (
                    f"a ring's file answers yes in {question.p_ring.low:.0%} to {question.p_ring.high:.0%} of cases"
                    f" ({question.p_ring.basis}, {question.p_ring.on}: {question.p_ring.source})"
                ),
                (
                    f"an ordinary file, until this State's own are counted, in {question.p_ordinary.low:.2%} to"
                    f" {question.p_ordinary.high:.2%} ({question.p_ordinary.basis}: {question.p_ordinary.source})"
                ),
                *(["never opens a lead alone"] if question.never_alone else []),
                *(["its subject may be a victim: only protection can be offered"] if question.may_be_victim else []),
            ],
        ),
        _list("Reads", [", ".join(question.tables)]),
    ]
    return "\n\n".join(part for part in parts if part)


def _filled(text: str) -> str:
    return textwrap.fill(text, 88)


def _list(title: str, lines: tuple[str, ...] | list[str]) -> str:
    filled = [textwrap.fill(line, 86, initial_indent="- ", subsequent_indent="  ") for line in lines]
    return "\n".join([title, *filled]) if filled else ""
