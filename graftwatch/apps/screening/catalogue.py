"""The catalogue as pages show it: every code with what it asks or what became of it, by the place it looks from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graftwatch.indicators import all_indicators
from graftwatch.indicators.answering import Entry, answered_by, entries, merged_into, sharing_a_cause
from graftwatch.indicators.asking import columns_read
from graftwatch.indicators.decided import Decided
from graftwatch.indicators.indicator import Clearing, Indicator, Reconciliation
from graftwatch.indicators.parameters import LeastOf
from graftwatch.indicators.shown import shown
from graftwatch.law import Citation
from graftwatch.records.schema import schema

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VANTAGES: dict[str, StrOrPromise] = {
    "living_donor": gettext_lazy("Assessing a living donor"),
    "hospital": gettext_lazy("The hospital"),
    "waiting_list": gettext_lazy("The waiting list"),
    "follow_up": gettext_lazy("Follow-up and patients who return"),
    "facility": gettext_lazy("Auditing a facility"),
    "cross_agency": gettext_lazy("Several agencies together"),
    "finance": gettext_lazy("Money"),
    "border": gettext_lazy("Borders and travel"),
    "police": gettext_lazy("Police"),
    "community": gettext_lazy("Communities"),
    "clearings": gettext_lazy("Evidence the other way"),
    "reconciliation": gettext_lazy("Records that must agree"),
}
OF_A_CODE = {
    "LD": "living_donor",
    "HO": "hospital",
    "WL": "waiting_list",
    "PT": "follow_up",
    "FA": "facility",
    "XC": "cross_agency",
}
KINDS: dict[str, StrOrPromise] = {
    "question": gettext_lazy("Question"),
    "decided": gettext_lazy("Not asked as it stood"),
    "clearing": gettext_lazy("Evidence the other way"),
    "list": gettext_lazy("Reconciliation list"),
}
FATES: dict[str, StrOrPromise] = {
    "merged": gettext_lazy("Other entries of the catalogue answer it now."),
    "narrowed": gettext_lazy("It was narrowed. A question with a code of its own asks what is left."),
    "reconciliation": gettext_lazy("It became a reconciliation list: facts to mend, unscored."),
    "measure": gettext_lazy("It became a measure that is published. It says nothing about a file."),
    "not asked": gettext_lazy("It is not asked. The reason is below."),
}
BASES: dict[str, StrOrPromise] = {
    "found": gettext_lazy("read"),
    "partly read": gettext_lazy("read in part"),
    "seed": gettext_lazy("one of the founding texts"),
    "memory": gettext_lazy("remembered, not read"),
    "design": gettext_lazy("our own choice"),
}


@dataclass(frozen=True)
class Line:
    """One line of the list."""

    code: str
    title: str
    kind: str
    vantage: str
    family: str = ""
    strength: str = ""
    phase: str = ""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the catalogue."""

    vantage: str = ""
    family: str = ""
    kind: str = ""
    words: str = ""

    def takes(self, line: Line) -> bool:
        wanted = ((self.vantage, line.vantage), (self.family, line.family), (self.kind, line.kind))
        told = f"{line.code} {line.title} {_(line.title)}".casefold()
        return all(not one or one == other for one, other in wanted) and all(
            word in told for word in self.words.casefold().split()
        )


@cache
def lines() -> tuple[Line, ...]:
    """Everything in the catalogue, in the order of the places and then of the codes."""
    found = [_line(code, each) for code, each in entries().items()]
    order = list(VANTAGES)
    return tuple(sorted(found, key=lambda line: (order.index(line.vantage), line.code)))


def by_vantage(wanted: Wanted) -> list[tuple[StrOrPromise, list[Line]]]:
    """The lines that are wanted, under the place they look from."""
    taken = [line for line in lines() if wanted.takes(line)]
    groups = [(label, [line for line in taken if line.vantage == name]) for name, label in VANTAGES.items()]
    return [(label, group) for label, group in groups if group]


def families() -> list[str]:
    return sorted({each.family for each in all_indicators().values()})


def _line(code: str, each: Entry) -> Line:
    if isinstance(each, Indicator):
        return Line(code, each.title, "question", vantage_of(each), each.family, each.strength, each.phase)
    if isinstance(each, Decided):
        return Line(code, each.title, "decided", OF_A_CODE[code.partition("-")[0]])
    if isinstance(each, Clearing):
        return Line(code, each.title, "clearing", "clearings")
    return Line(code, each.title, "list", "reconciliation")


def vantage_of(question: Indicator) -> str:
    """The folder that the question lies in: the place it looks from."""
    return question.function.__module__.split(".")[2]


def told(each: Entry) -> dict[str, Any]:
    """What a page shows of one entry to everybody."""
    if isinstance(each, Indicator):
        return {"kind": "question", "cites": _cites(each.cites), **_question(each)}
    if isinstance(each, Decided):
        return {"kind": "decided", "cites": _cites(each.cites), "fate": FATES[each.fate], "into": _into(each)}
    if isinstance(each, Clearing):
        answers = [(code, all_indicators()[code].title) for code in each.answers if code in all_indicators()]
        return {"kind": "clearing", "cites": _cites(each.cites), "answers": answers, "reads": _reads(each)}
    merged = [(one.code, one.title) for one in merged_into(each.name)]
    return {"kind": "list", "cites": _cites(each.cites), "merged": merged, "reads": _reads(each)}


def _question(question: Indicator) -> dict[str, Any]:
    return {
        "vantage": VANTAGES[vantage_of(question)],
        "parameters": parameters_of(question),
        "clearings": [(each.code, each.title) for each in answered_by(question)],
        "merged": [(each.code, each.title) for each in merged_into(question.code)],
        "cause": [(each.code, each.title) for each in sharing_a_cause(question)],
        "reads": _reads(question),
        "shown": shown(question.code),
        "ring": [question.p_ring.low * 100, question.p_ring.high * 100],
        "ordinary": [question.p_ordinary.low * 100, question.p_ordinary.high * 100],
        "ring_basis": BASES[question.p_ring.basis],
        "ordinary_basis": BASES[question.p_ordinary.basis],
    }


def parameters_of(question: Indicator) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "value": None if isinstance(each, LeastOf) else f"{each.value:g}",
            "unit": each.unit,
            "basis": BASES[each.basis],
            "source": each.source,
            "within": [f"{end:g}" for end in each.within] if each.within else None,
        }
        for name, each in question.parameters.items()
    ]


def _cites(places: tuple[Citation, ...]) -> list[dict[str, Any]]:
    return [{"label": str(each), "says": each.says, "basis": BASES[each.basis]} for each in places]


def _into(decided: Decided) -> list[tuple[str, str]]:
    """Each entry that answers now, with its title; a measure has a name and no page."""
    return [(name, entries()[name].title if name in entries() else "") for name in decided.into]


def _reads(asked: Indicator | Clearing | Reconciliation) -> list[tuple[str, list[str]]]:
    read = columns_read(asked, schema())
    return [(table, _labels(table, columns)) for table, columns in sorted(read.items())]


def _labels(table: str, columns: set[str]) -> list[str]:
    known = schema()[table].readable
    labels = {_(known[name].label or name.replace("_", " ")) for name in columns if name in known}
    return sorted(labels)
