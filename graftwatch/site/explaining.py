"""Each entry of the catalogue in words, as the command line prints it and the reference pages show it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.indicators import all_retired
from graftwatch.indicators.answering import Entry, answered_by, merged_into, sharing_a_cause
from graftwatch.indicators.decided import Decided
from graftwatch.indicators.indicator import Clearing, Indicator, Range, Reconciliation
from graftwatch.indicators.parameters import LeastOf, Parameter
from graftwatch.law import Citation

FATES = {
    "merged": "Merged: other entries answer it now.",
    "narrowed": "Narrowed: another code asks what is left.",
    "reconciliation": "A reconciliation list: facts to mend, unscored.",
    "measure": "A measure that is published: it says nothing about a file.",
    "not asked": "Not asked, and not to be asked in this form.",
}


def explanation(each: Entry) -> str:
    """The text that `graftwatch explain` prints."""
    if isinstance(each, Indicator):
        return _joined(_question(each))
    if isinstance(each, Decided):
        return _joined(_decided(each))
    return _joined(_clearing(each) if isinstance(each, Clearing) else _list(each))


def _question(question: Indicator) -> Iterable[str]:
    yield f"{question.code}  {question.title}"
    yield _filled(question.question)
    yield _filled(
        f"Asked about: {question.about}. Kind: {question.family}, {question.strength}. Speaks {question.phase}."
        f" Read from tables held by: {', '.join(question.holders)}."
    )
    yield _listed("It may also be", question.benign)
    yield _listed("Ask first", question.ask_first)
    yield _listed("It cannot see", question.blind_to)
    yield _listed("Law and sources", map(cited, question.cites))
    yield _listed("Parameters", [parameter_in_words(name, each) for name, each in question.parameters.items()])
    yield _listed("Weight", _weight(question))
    yield _listed("Evidence the other way", [f"{each.code} {each.title}" for each in answered_by(question)])
    yield _listed("Without a table it cannot exclude", [f"{table}: {words}" for table, words in question.without])
    yield _listed("Reads", [", ".join(question.tables)])
    yield _listed("Answers, too", [f"{each.code} {each.title}" for each in merged_into(question.code)])


def _weight(question: Indicator) -> Iterable[str]:
    ring, ordinary = question.p_ring, question.p_ordinary
    if question.family == "profile":
        yield "weighs nothing: it only orders help"
    else:
        yield f"a ring's file answers yes in {ring.low:.0%} to {ring.high:.0%} of cases ({_basis(ring)})"
        yield (
            f"an ordinary file, until this State's own are counted, in {ordinary.low:.2%} to {ordinary.high:.2%}"
            f" ({_basis(ordinary)})"
        )
    if question.by_p_value:
        yield "weighs by the most that its p-value can support"
    if question.entitled:
        who = ", ".join(str(role.label) for role in GIVEN_TO_PEOPLE if question.entitled in role.compartments)
        yield f"its findings exist for some only: {who}; for everybody else a lead is weighed again without them"
    if question.never_alone:
        yield "never opens a lead alone"
    if question.may_be_victim:
        yield "its subject may be a victim: only protection can be offered"
    if others := sharing_a_cause(question):
        yield f"asks after one event with {', '.join(each.code for each in others)}: together they weigh as one"


def _basis(share: Range) -> str:
    return f"{share.basis}, {share.on}: {share.source}"


def _decided(code: Decided) -> Iterable[str]:
    yield f"{code.code}  {code.title}"
    yield _filled(f"{FATES[code.fate]} Decided on {code.on}.")
    if asked := all_retired().get(code.code):
        yield _filled(f"Until that day it was asked: {asked.question}")
    yield _filled(f"Why: {code.why}")
    yield _listed("Answered now by", code.into)
    yield _listed("Law and sources", map(cited, code.cites))


def _clearing(clearing: Clearing) -> Iterable[str]:
    yield f"{clearing.code}  {clearing.title}"
    yield _filled(clearing.question)
    bits = clearing.bits
    yield _filled(f"Evidence the other way: takes {abs(bits.low):g} to {abs(bits.high):g} bits off ({_basis(bits)}).")
    yield _listed("Answers", [", ".join(clearing.answers)])
    yield _listed("Law and sources", map(cited, clearing.cites))
    yield _listed("Reads", [", ".join(clearing.tables)])


def _list(listed: Reconciliation) -> Iterable[str]:
    yield f"{listed.name}  {listed.title}"
    yield _filled(listed.says)
    yield _filled("A reconciliation list: facts to mend, complete and unscored, never a suspicion.")
    yield _filled(f"Who can mend it: {listed.mends}. {listed.do}")
    yield _listed("What a row says", [f"{key}: {words}" for key, words in listed.phrases])
    yield _listed("Law and sources", map(cited, listed.cites))
    yield _listed("Reads", [", ".join(listed.tables)])
    yield _listed("Answers", [f"{each.code} {each.title}" for each in merged_into(listed.name)])


def cited(place: Citation) -> str:
    """A place in a text, what it says, and how far we read it."""
    return f"{place} ({place.basis}). {place.says}".strip()


def parameter_in_words(name: str, parameter: Parameter) -> str:
    """Its published default with unit and origin, and the range from which a State draws its own."""
    if isinstance(parameter, LeastOf):
        return f"{name}: {parameter.source}"
    said = f"{name} = {parameter.value:g} {parameter.unit} ({parameter.basis}: {parameter.source})"
    return f"{said}; a State draws its own from {_span(parameter)}" if parameter.within else said


def _span(parameter: Parameter) -> str:
    assert parameter.within is not None
    low, high = parameter.within
    return f"{low:g} to {high:g}"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _filled(text: str) -> str:
    return textwrap.fill(text, 88)


def _listed(title: str, lines: Iterable[str]) -> str:
    filled = [textwrap.fill(line, 86, initial_indent="- ", subsequent_indent="  ") for line in lines]
    return "\n".join([title, *filled]) if filled else ""
