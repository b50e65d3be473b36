"""Where the words themselves would say who wrote them. A hint before sending; a refusal in channel (a) alone.

Patterns are coarse on purpose: a warning too many costs a glance, one too few may cost a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Trap = Literal["email", "phone", "number", "date", "i_am", "i_did", "colleague", "day_and_place", "rare"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?:^|\s)@\w{3,}")
_PHONE = re.compile(r"(?<!\w)\+?\(?\d[\d\s()./-]{6,}\d(?!\w)")
_NUMBER = re.compile(r"(?<!\w)(?=\w*\d\w*\d\w*\d\w*\d)[A-Za-z]{0,3}[\d-]{6,}[A-Za-z]?(?!\w)|(?<!\w)[A-Z]{1,3}\d{5,}")
_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    r"enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|"
    r"январ\w*|феврал\w*|март\w*|апрел\w*|ма[йя]|июн\w*|июл\w*|август\w*|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*|"
    r"يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?\b|"
    r"\d{1,2}月\d{1,2}[日号]",
    re.IGNORECASE,
)
_I_DID = re.compile(
    r"\bI\s+(?:\w+\s+)?(?:operated|assisted|anaesthetised|anesthetized|scrubbed|treated|examined|interpreted|typed|signed|"
    r"admitted|saw\s+(?:him|her)|was\s+(?:on\s+(?:call|duty)|in\s+theatre))\b|\bmy\s+(?:patient|shift|ward|boss|chief)\b|"
    r"\bj'ai\s+(?:opéré|assisté|traité|examiné)|\b(?:mon|ma)\s+(?:patient|service|chef|garde)|"
    r"\b(?:operé|asistí|atendí|examiné)\b|\bmi\s+(?:paciente|turno|jefe|servicio)\b|"
    r"\bя\s+(?:оперировал|ассистировал|лечил|осматривал)|\bмо[йяе]\s+(?:пациент|смен|начальник)|"
    r"(?:أجريت|عالجت|ساعدت في|مريضي|مناوبتي|رئيسي)|我(?:做|参与|主刀|治疗|检查)了?|我的(?:病人|患者|主任|班)",
    re.IGNORECASE,
)
_I_AM = re.compile(
    r"\b(?:I\s+am|I['’]m|as)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}(?:nurse|doctor|physician|surgeon|anaesthetist|anesthetist|"
    r"nephrologist|midwife|interpreter|coordinator|technician|secretary|clerk|porter|cleaner)\b|\bI\s+work(?:ed)?\b|"
    r"\bje\s+suis\s+(?:une?\s+|l['’]|la\s+|le\s+)?(?:\w+\s+)?(?:infirmi\w+|médecin|chirurgien\w*|anesthésiste|néphrologue|"
    r"sage-femme|interprète|coordinat\w+|technicien\w*|secrétaire)|\bje\s+travaill\w+|"
    r"\bsoy\s+(?:una?\s+|el\s+|la\s+)?(?:enfermer[oa]|médic[oa]|doctora?|cirujan[oa]|anestesista|nefrólog[oa]|matrona|"
    r"intérprete|coordinador\w*|técnic[oa]|secretari[oa])\b|\b(?:yo\s+trabajo|trabajo\s+(?:como|en\s+(?:el|la|un|una|est[ea])))\b|"
    r"\bя\s*[-–—,]?\s*(?:\w+(?:ая|ый|ий|ой)\s+)?(?:медсестра|медбрат|врач|хирург|анестезиолог|нефролог|акушерка|переводчи(?:к|ца)|"
    r"координатор|санитар(?:ка)?)\b|\bя\s+работа\w+|"
    r"أنا\s+(?:ال)?(?:ممرض|طبيب|جر[اّ]|مترجم|قابلة|منس[قّ]|فن[يّ])|(?:أعمل|أشتغل)\s+(?:في|لدى|ك)|"
    r"我是[^，。\s]{0,8}?(?:护士|医生|大夫|主任|翻译|麻醉师|助产士|协调员|技师)|我在[^，。\s]{1,12}?(?:工作|上班)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:dr|prof|mr|mrs|ms|sr|sra|doctor|nurse|professor|docteur|mme|доктор|проф)\b\.?\s+(?-i:[A-ZА-ЯÀ-Þ]\w+)|"
    r"(?:الدكتور|الدكتورة|السيد|السيدة)\s+\w+|\w{1,3}(?:医生|主任|教授|护士)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:born|née?|nacid[oa]|рожд\w*|dob|d\.o\.b)\b|مواليد|出生", re.IGNORECASE)
_PATTERNS: tuple[tuple[Trap, re.Pattern[str]], ...] = (
    ("email", _EMAIL),
    ("phone", _PHONE),
    ("number", _NUMBER),
    ("date", _DATE),
    ("i_am", _I_AM),
    ("i_did", _I_DID),
    ("colleague", _TITLED),
)


@dataclass(frozen=True)
class Found:
    """One trap: which kind, on which page, and the words that set it off (empty where it is a combination)."""

    trap: Trap
    page: str
    words: str = ""


def traps(content: Mapping[str, Any]) -> list[Found]:
    """What in a report may show who wrote it, each kind once a page."""
    found = [
        Found(trap, page, hit[0].strip()[:60])
        for page, words in _texts(content)
        for trap, pattern in _PATTERNS
        if (hit := pattern.search(words))
    ]
    return [*found, *_combinations(content)]


def _combinations(content: Mapping[str, Any]) -> Iterator[Found]:
    where, when, you = (content.get(page, {}) for page in ("where", "when", "you"))
    place = where.get("facility") or where.get("centre")
    if place and when.get("day"):
        yield Found("day_and_place", "when")
    if place and you.get("work") and you["work"] not in ("patient", "other") and "seen" in you.get("known", []):
        yield Found("rare", "you")


def _texts(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Free text by page; of several people each is its own page."""
    for page, said in content.items():
        entries = enumerate(said, 1) if isinstance(said, list) else [(0, said)]
        for number, entry in entries:
            if isinstance(entry, Mapping):
                said_here = (value for value in entry.values() if isinstance(value, str))
                words = "\n".join(value for value in said_here if not value.startswith(("facility:", "agency:")))
                yield (f"{page}-{number}" if number else page), words


def identifies_somebody(words: str) -> bool:
    """For channel (a): a name with its title, a number of three digits or more, an address, a date, a birth."""
    if re.search(r"\d{3,}|(?:\d[\s.-]?){5,}", words):
        return True
    return any(pattern.search(words) for pattern in (_EMAIL, _PHONE, _DATE, _TITLED, _BORN))
