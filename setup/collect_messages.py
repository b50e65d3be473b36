"""Collects every word that a page or a report can show, and brings the catalogues of all languages up to date.

From three places: Python (gettext), templates (translate tags), and the plain English of the floors below, where
questions, tables, code lists, public texts and the duties of each installed State speak for themselves. Babel does
it: no GNU gettext is needed. What is no longer said anywhere is kept at the end of a catalogue, marked obsolete;
translations are never guessed.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import get_args

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "graftwatch"
CATALOGUES = PACKAGE / "site" / "locale"
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOTES = ("Translators:",)
WRITTEN_BY_RUNS = (
    *("total", "operation planned", "counts in full", "counts half: another finding of its kind counts in full"),
    *("row table", "row", "file number", "known on", "what", "in words", "who can mend it", "to do"),
    *("n counted", "n decisions", "n months", "n registered"),
    *("days overdue", "days since", "days since leaving", "days since seen"),
)
"""Words of the run's files: the heads of reconciliation lists, and what a run says of its counts."""


def words_of_python(path: Path) -> Iterator[tuple[object, ...]]:
    with path.open("rb") as source:
        yield from extract("python", source, KEYWORDS, NOTES)


def words_of_template(path: Path) -> Iterator[tuple[object, ...]]:
    """Django rewrites a template as something that reads like Python; its indentation means nothing."""
    from django.utils.translation.template import templatize

    lines = templatize(path.read_text("utf-8"), origin=str(path)).splitlines()
    yield from extract("python", BytesIO("\n".join(line.strip() for line in lines).encode()), KEYWORDS, NOTES)


def words_of_questions() -> Iterator[str]:
    from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations
    from graftwatch.indicators.decided import all_decided
    from graftwatch.indicators.indicator import About, Family, Phase, Strength

    for kind in (About, Family, Phase, Strength):
        yield from get_args(kind)
    for asked in all_indicators().values():
        yield from (asked.title, asked.question, *asked.benign, *asked.blind_to, *asked.ask_first, *asked.holders)
        yield from (words for _, words in asked.without)
        yield from (cite.says for cite in asked.cites)
        yield from (parameter.unit for parameter in asked.parameters.values())
    for code in all_decided().values():
        yield from (code.title, code.why, *(cite.says for cite in code.cites))
    for listed in all_reconciliations().values():
        yield from (listed.name.replace("_", " "), listed.title, listed.says, listed.do, listed.mends)
        yield from (words for _, words in listed.phrases)
    for clearing in all_clearings().values():
        yield from (clearing.title, clearing.question)


def words_of_tables() -> Iterator[str]:
    from graftwatch.records.schema import schema

    for table in schema():
        yield from (table.label, table.meaning, table.holder)
        if table.when:
            meaning = table[table.when].meaning
            yield f"{table.label}: {meaning[:1].lower()}{meaning[1:]}"
        for column in table.columns:
            yield from (column.label, column.meaning, column.unit)
            yield from (code.label for code in (column.codes.codes if column.codes else ()))


def words_of_checklists() -> Iterator[str]:
    from graftwatch.law.checklists import words

    yield from words()


def words_of_clocks() -> Iterator[str]:
    """How long what is kept, as we and each installed State say it."""
    from graftwatch import countries
    from graftwatch.desk.vault.retention.clocks import clocks

    for package in (None, *countries.installed().values()):
        for clock in clocks(package).values():
            yield from (clock.label, clock.since, clock.legal_basis)


def words_of_texts() -> Iterator[str]:
    """What people outside the desk read: the texts, and who has to report what in each installed State."""
    from importlib.resources import files

    from graftwatch import countries
    from graftwatch.law import duties, words

    for text in words.texts().values():
        yield from words.every_word(text)
    yield from duties.ROLES.values()
    yield from duties.every_word(duties.without_a_country())
    for package in countries.installed().values():
        found = duties.read_duties(files(package) / "duties.toml")
        yield from (found.country, *duties.every_word(found))


def words_of_reports() -> Iterator[str]:
    """What a run writes into its files in plain English, and pages and reports translate."""
    from graftwatch.apps.screening import gifts, observatory, report
    from graftwatch.apps.screening.request import Terms

    yield from report.KINDS.values()
    yield from observatory.WORDS.values()
    yield from (title for title, *_ in observatory.COUNTS)
    yield from (gifts.TITLE, gifts.NOTE, *(words for words in gifts.HEAD if words))
    yield from (Terms.purpose, Terms.legal_basis)
    yield from WRITTEN_BY_RUNS


def collected() -> Catalog:
    """Everything that can be said, with the file that says it."""
    found = Catalog(project="Graftwatch", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*")):
        if path.name.endswith("_test.py") or "vendor" in path.parts:
            continue
        reader = {".py": words_of_python, ".html": words_of_template, ".txt": words_of_template}.get(path.suffix)
        for _line, message, notes, context in reader(path) if reader else ():
            found.add(message, locations=[(str(path.relative_to(ROOT)), 0)], auto_comments=notes, context=context)
    for place, words in (
        ("graftwatch/indicators", words_of_questions()),
        ("graftwatch/records", words_of_tables()),
        ("graftwatch/law/words", words_of_texts()),
        ("graftwatch/desk/vault/retention", words_of_clocks()),
        ("graftwatch/apps/screening", words_of_reports()),
        ("graftwatch/law/observed", words_of_checklists()),
    ):
        for word in words:
            if word.strip():
                found.add(word, locations=[(place, 0)])
    return found


def update(language: str, words: Catalog) -> Catalog:
    path = CATALOGUES / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=language, project="Graftwatch", fuzzy=False)
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language)
    catalogue.update(words, no_fuzzy_matching=True)
    written = BytesIO()
    write_po(written, catalogue, width=110, sort_output=True, include_lineno=False)
    # The time of collecting changes on every run and says nothing.
    path.write_bytes(re.sub(rb'"POT-Creation-Date:[^"]*"\n', b"", written.getvalue()))
    return catalogue


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "graftwatch.site.settings.test")
    import django
    from django.conf import settings
    from django.utils.translation import to_locale

    django.setup()
    words = collected()
    for language, name in settings.LANGUAGES:
        if language == "en":
            continue
        catalogue = update(to_locale(language), words)
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"[messages] {name} ({language}): {len(catalogue)} messages, {missing} without a translation.")


if __name__ == "__main__":
    main()
