"""What in a text may give somebody away: looked for before a question, an extract or feedback leaves the triage room.

Marks to look at, not a judgment: it finds what has a form (dates, times, numbers, addresses) and words that point at
the reader. Whoever sends it reads the text again and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Trap:
    """One place in a text and why it may give somebody away."""

    words: str
    why: StrOrPromise


_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|"
    "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_READER = (
    "your (?:shift|ward|colleague|boss|department|patient|office|hospital|clinic|name|phone)s?|as (?:a|the) "
    "(?:nurse|doctor|surgeon|interpreter|clerk)|votre (?:service|collègue|hôpital|patient|nom)|su (?:turno|colega|"
    "hospital|paciente|nombre)|ваш(?:а|е|ей|его)? (?:смен\\w*|коллег\\w*|больниц\\w*|пациент\\w*)|"
    "您的(?:同事|病人|医院|班次)|你的(?:同事|病人|医院|班次)|زميلك|مناوبتك|مستشفاك|مريضك"
)
SIGNS: tuple[tuple[re.Pattern[str], StrOrPromise], ...] = (
    (re.compile(r"[\w.+-]+@[\w-]+\.\w+"), _("an e-mail address")),
    (re.compile(r"(?<!\w)\+?\d[\d\s()/-]{6,}\d"), _("a telephone, file or document number")),
    (re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\d{4}年\d{1,2}月"), _("a date: few people were there that day")),
    (re.compile(rf"\b\d{{1,2}}\.?\s+(?:de\s+)?(?:{_MONTHS})\b", re.IGNORECASE), _("a date: few were there that day")),
    (re.compile(r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}\s?(?:am|pm)\b", re.IGNORECASE), _("a time of day")),
    (re.compile(r"\b(?:Dr|Prof|Mr|Mrs|Ms|Mme|Sr|Sra|д-р|проф)\.?\s+\w+"), _("a title with a name")),
    (re.compile(_READER, re.IGNORECASE), _("words that say who the reader is")),
    (
        re.compile(r"(?<=[\w,;] )[A-ZÀ-ÖØ-ÞА-Я][\wà-öø-ÿа-я’'-]+(?: [A-ZÀ-ÖØ-ÞА-Я][\wà-öø-ÿа-я’'-]+)+"),
        _("perhaps a name"),
    ),
)


def traps(text: str) -> list[Trap]:
    """Each place once, in the order of the text."""
    found = {(match.start(), match.group().strip()): why for pattern, why in SIGNS for match in pattern.finditer(text)}
    places: dict[str, Trap] = {}
    for (_start, words), why in sorted(found.items(), key=lambda each: each[0]):
        places.setdefault(words, Trap(words, why))
    return list(places.values())
