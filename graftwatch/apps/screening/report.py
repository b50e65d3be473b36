"""The printed report of a run: self-contained, for a reader who does not program. It names no one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from graftwatch.apps.screening import groups_words, harm_words
from graftwatch.apps.screening.self_test import words
from graftwatch.apps.screening.sentences import seen_sentence
from graftwatch.indicators import all_indicators
from graftwatch.measures.disclosure import UNDER
from graftwatch.records.schema import schema

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def write_report(out: Path, language: str) -> Path:
    """Render `report.html` from the run's own files, in `language`, and give its path."""
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    told = json.loads((out / "leads.json").read_text(encoding="utf-8"))
    path = out / "report.html"
    path.write_text(render_report(manifest, told, language), encoding="utf-8")
    return path


def render_report(manifest: Mapping[str, Any], told: Mapping[str, Any], language: str) -> str:
    """The report as one HTML page without anything fetched."""
    with translation.override(language):
        return render_to_string("screening/report/report.html", _context(manifest, told, language))


def _context(manifest: Mapping[str, Any], told: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {
        "language": language,
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "is_reviewed": language == "en",
        "manifest": {
            **manifest,
            **{name: gettext(manifest[name]) for name in ("agency", "purpose", "legal_basis")},
        },
        "as_of": dt.date.fromisoformat(manifest["as_of"]),
        "end_date": dt.date.fromisoformat(manifest["end_date"]),
        "summary": _summary(manifest, told),
        "leads": [lead_on_paper(lead, number) for number, lead in enumerate(told["leads"], 1)],
        "protection": [lead_on_paper(lead, number) for number, lead in enumerate(told["protection"], 1)],
        "tested": words.shown(manifest.get("self_test")),
        "harm": harm_words.shown(manifest.get("harm")),
        "groups": groups_words.shown(manifest.get("groups")),
        "lists": [_list(name, each) for name, each in manifest["reconciliation"].items()],
        "unlocks": [_unlock(each) for each in manifest["unlocks"]],
        "questions": [_question(code, each) for code, each in manifest["answers"].items()],
        "tables": manifest["tables"],
        "observatory": [_counted(each) for each in manifest["observatory"]],
        "parameters": [(code, values) for code, values in manifest["parameters"].items() if values],
        "least_cell": UNDER,
    }


def _summary(manifest: Mapping[str, Any], told: Mapping[str, Any]) -> list[str]:
    answers = manifest["answers"].values()
    n_asked = sum(answer["status"] != "not asked" for answer in answers)
    n_before = sum(1 for lead in told["leads"] if lead["before_surgery"])
    n_rows = sum(table["rows"] for table in manifest["tables"].values())
    sentences = [
        gettext("%(rows)s rows of %(tables)s tables were read, as they stood on %(day)s.")
        % {"rows": f"{n_rows:,}", "tables": len(manifest["tables"]), "day": _day(manifest["as_of"])},
        gettext("%(asked)s of %(all)s questions could be asked of them.")
        % {"asked": n_asked, "all": len(manifest["answers"])},
        ngettext("%(n)s file deserves a person's look.", "%(n)s files deserve a person's look.", len(told["leads"]))
        % {"n": len(told["leads"])},
    ]
    if n_before:
        sentences.append(
            ngettext(
                "In %(n)s of them an operation is planned and there is still time to ask.",
                "In %(n)s of them an operation is planned and there is still time to ask.",
                n_before,
            )
            % {"n": n_before}
        )
    sentences.append(
        gettext(
            "A lead is a reason to look, not a finding against anyone. Where there is none, nothing is shown to be in"
            " order: only what these records can show was asked."
        )
    )
    return sentences


def lead_on_paper(lead: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A lead of `leads.json` as the report shows it: findings that count, and each innocent reading once."""
    planned = lead["before_surgery"]
    findings = [_finding(each) for each in lead["findings"] if each["counted_bits"] > 0 or lead["protection_only"]]
    return {
        **lead,
        "number": number,
        "kind_words": gettext(KINDS.get(lead["kind"], lead["kind"])),
        "planned_on": dt.date.fromisoformat(planned["planned_on"]) if planned else None,
        "findings": findings,
        "benign": _each_once(findings, "benign"),
        "ask_first": _each_once(findings, "ask_first"),
        "speaks_for_ordinary": [{**each, "title": gettext(each["title"])} for each in lead["speaks_for_ordinary"]],
    }


def _each_once(findings: Iterable[Mapping[str, Any]], name: str) -> list[str]:
    """What stands beside findings, in their order: two findings of one question have the same readings."""
    return list(dict.fromkeys(each for finding in findings for each in finding[name]))


KINDS = {
    "pair": "Donor and recipient",
    "recipient": "Recipient",
    "person": "Person",
    "account": "Account",
    "facility": "Facility",
    "place": "Place",
    "thing": "Something shared by several files",
    "journey": "Journey",
    "practitioner": "Practitioner",
}


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    numbers = sorted({row["file_number"] for row in finding["rows"] if row["file_number"]})
    return {
        **finding,
        "title": gettext(finding["title"]),
        "question": gettext(finding["question"]),
        "benign": [gettext(each) for each in finding["benign"]],
        "ask_first": [gettext(each) for each in finding["ask_first"]],
        "seen_sentence": seen_sentence(finding),
        "file_numbers": numbers[:12],
        "n_more": max(len(numbers) - 12, 0),
    }


def _list(name: str, listed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": name,
        "title": gettext(listed["title"]),
        "mends": gettext(listed["mends"]),
        "do": gettext(listed["do"]),
        "n": _cell(listed["n_rows"]),
        "missing": listed["missing"],
    }


def _unlock(unlock: Mapping[str, Any]) -> dict[str, Any]:
    titles = [gettext(all_indicators()[code].title) for code in unlock["questions"] if code in all_indicators()]
    table = schema()[unlock["table"]]
    parts = [table.label, *([table[unlock["column"]].label] if unlock["column"] else [])]
    return {"missing": ": ".join(map(gettext, parts)), "holder": gettext(unlock["holder"]), "titles": titles}


def _question(code: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    known = all_indicators().get(code)
    return {
        "code": code,
        "title": gettext(known.title) if known else code,
        "status": gettext(answer["status"]),
        "is_asked": answer["status"] != "not asked",
        "reasons": answer["reasons"],
        "n": _cell(answer["n_findings"]),
    }


def _counted(table: Mapping[str, Any]) -> dict[str, Any]:
    rows = [[gettext(first), *rest] for first, *rest in table["rows"]]
    head = [gettext(cell) if cell else "" for cell in table["head"]]
    return {
        "title": gettext(table["title"]),
        "note": gettext(table["note"]) if table.get("note") else "",
        "head": head,
        "rows": rows,
    }


def _cell(n: int | None) -> str:
    """A count as it may be printed: small ones are not."""
    if n is None:
        return "–"
    return gettext("fewer than %(n)s") % {"n": UNDER} if 0 < n < UNDER else f"{n:,}"


def _day(text: str) -> str:
    from django.utils.formats import date_format

    return date_format(dt.date.fromisoformat(text))
