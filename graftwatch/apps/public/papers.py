"""The texts of graftwatch/law/words as papers: the same words as the pages, with room to write and to sign."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from graftwatch.apps.public.duties import duties
from graftwatch.desk import printing
from graftwatch.desk.printing import Block
from graftwatch.law.duties import Duties
from graftwatch.law.words import Part, Text, text, texts

REVIEWED_LANGUAGES = {"en"}


def paper(id: str, language: str) -> bytes:
    """One text as PDF in one language; raises UnknownTextError. The same words and numbers give the same bytes."""
    return _set(id, language, duties())


def pictures(id: str, language: str, ppi: float = 96) -> list[bytes]:
    """The same pages as PNG, to look at."""
    with translation.override(language):
        asked = text(id)
        return printing.pictures(
            list(blocks(asked, duties(), language)), language=language, title=_(asked.title), foot=_foot(asked), ppi=ppi
        )


@lru_cache(maxsize=128)
def _set(id: str, language: str, said: Duties) -> bytes:
    """Kept, because setting a paper is the dearest thing that a stranger can ask of the public door."""
    with translation.override(language):
        asked = text(id)
        return printing.pdf(
            list(blocks(asked, said, language)), language=language, title=_(asked.title), foot=_foot(asked)
        )


def blocks(asked: Text, said: Duties, language: str) -> Iterator[Block]:
    """What a text prints, in the language that is active."""
    if asked.lead:
        yield printing.Paragraph(_(asked.lead))
    if asked.questions:
        yield from _questions(asked)
    for part in asked.parts:
        if part.only_on != "page":
            yield from _part(part, said)
    yield printing.Heading(_("What this rests on"))
    yield printing.Paragraph(rests_on(asked), quiet=True, language="en")
    if language not in REVIEWED_LANGUAGES:
        yield printing.Paragraph(
            _("This translation was not yet checked by a speaker of the language. In doubt, the English paper holds."),
            quiet=True,
        )


def rests_on(asked: Text) -> str:
    """The sources of a text in one sentence, each named once with its places."""
    places: dict[str, list[str]] = {}
    for cite in asked.cites:
        name, _place, standing = str(cite).partition(f", {cite.locator}")
        places.setdefault(f"{name}{standing}", []).append(cite.locator)
    return "; ".join(f"{name}: {' and '.join(found)}" for name, found in places.items()) + "."


def numbers(said: Duties) -> Iterator[Block]:
    """Whom to call, as the country says it; where none is named, lines to write the numbers on."""
    if said.country:
        rows = [[_("Danger to life"), said.emergency, _("always")]]
        rows += [[f"{_(each.name)}. {_(each.says)}", each.phone, _(each.hours)] for each in said.contacts]
        yield printing.Table([_("Who"), _("Number"), pgettext("opening hours", "When")], rows, widths=(6.0, 2.0, 2.0))
    else:
        yield printing.Field(_("Emergency number"))
        yield printing.Field(_("Hotline"))
    for note in said.notes:
        yield printing.Paragraph(_(note), quiet=True)


def _questions(asked: Text) -> Iterator[Block]:
    yield printing.Table(
        [_("Question"), _("If yes")],
        [[_(each.asks), _(each.if_yes)] for each in asked.questions],
        widths=(1.0, 1.0),
    )


def _part(part: Part, said: Duties) -> Iterator[Block]:
    if part.heading:
        yield printing.Heading(_(part.heading))
    if part.note:
        yield printing.Note(_(part.note))
    yield from (printing.Paragraph(_(words)) for words in part.says)
    if part.steps:
        yield printing.Steps([(_(what), _(about) if about else "") for what, about in part.steps])
    if part.bullets:
        yield printing.Bullets([_(words) for words in part.bullets])
    if part.checks:
        yield printing.Checks([_(words) for words in part.checks])
    yield from (printing.Field(_(line.label), line.lines) for line in part.fields)
    if part.says_after:
        yield printing.Paragraph(_(part.says_after))
    if part.numbers:
        yield from numbers(said)
    if part.signature:
        yield printing.Signature(_(part.signature), _("Place and day"))


def _foot(asked: Text) -> str:
    return _("Nobody has to sign this to get care.") if asked.readers == "public" else _(asked.short)


def all_texts() -> list[Text]:
    """All texts, in their order."""
    return list(texts().values())
