"""The walk through the questions. All of it travels in the page: nothing is stored before the last one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from graftwatch.desk.door.answers import MOST_HELD_BACK, Answers, Softened, answers, pages
from graftwatch.desk.door.forms import AQuestion, form_of
from graftwatch.desk.door.questions import CHANNELS, NEEDED, Question, question

CHECK = "check"
OWN = frozenset({"channel", "page", "go", "unknown", "hold", "month_only", "region_only", "receipt", "typed", "salt"})
ENOUGH_AFTER = "signs"
"""From this page on one may finish."""


@dataclass
class Walk:
    """One reporter's way, as the browser sent it: channel, page, what was typed so far, what is not known."""

    channel: str
    typed: QueryDict
    unknown: set[str]
    today: dt.date
    page: str = ""
    extra: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, posted: QueryDict, today: dt.date) -> Walk | None:
        """None where no channel was chosen."""
        channel = posted.get("channel", "")
        if channel not in CHANNELS:
            return None
        typed = QueryDict(mutable=True)
        for name, values in posted.lists():
            page, _dot, asked = name.partition(".")
            found = asked_here(channel, page)
            if found and asked in {one.name for one in found.fields} and _is_page(found, page):
                typed.setlist(name, values)
        unknown = {page for page in posted.getlist("unknown") if asked_here(channel, page)}
        walk = cls(channel, typed, unknown, today)
        walk.go_to(posted.get("page", ""))
        return walk

    # Where one stands

    @property
    def pages(self) -> list[str]:
        """In order; a page asked for that holds nothing yet is among them (a further person)."""
        found = pages(self.typed, self.channel)
        for page in self.extra:
            if page not in found:
                last = max(index for index, name in enumerate(found) if name.split("-")[0] == page.split("-")[0])
                found.insert(last + 1, page)
        return found

    @property
    def stands_somewhere(self) -> bool:
        """Whether the page that the browser names is one of this channel."""
        return self.page == CHECK or (self.asked is not None and _is_page(self.asked, self.page))

    @property
    def asked(self) -> Question | None:
        return asked_here(self.channel, self.page)

    def form(self, *, checked: bool = False) -> AQuestion:
        asked = self.asked
        assert asked is not None
        shown = self.typed if checked or any(name.startswith(f"{self.page}.") for name in self.typed) else None
        return form_of(asked, shown, self.today, channel=self.channel, name=self.page)

    def answers(self) -> Answers:
        return answers(self.typed, self.channel, self.unknown, self.today)

    def carried(self, *, without: str = "") -> list[tuple[str, str]]:
        """What travels as hidden fields beside the page shown."""
        kept = [("channel", self.channel), *(("unknown", page) for page in sorted(self.unknown))]
        for name, values in self.typed.lists():
            if not without or not name.startswith(f"{without}."):
                kept += [(name, str(value)) for value in values if value]
        return kept

    # Steps

    def go_to(self, page: str) -> None:
        self.page = page
        if page not in self.pages and self.stands_somewhere and page != CHECK:
            self.extra.append(page)

    def next(self) -> str:
        found = self.pages
        place = found.index(self.page) if self.page in found else -1
        return found[place + 1] if place + 1 < len(found) else CHECK

    def before(self) -> str:
        """Empty before the first page."""
        found = self.pages
        if self.page == CHECK:
            return found[-1]
        place = found.index(self.page) if self.page in found else 0
        return found[place - 1] if place else ""

    def leave_unknown(self) -> None:
        for name in [name for name in self.typed if name.startswith(f"{self.page}.")]:
            del self.typed[name]
        if self.asked is not None and self.asked.times == 1:
            self.unknown.add(self.page)

    def another(self) -> str:
        """The page of one person more; the same page where there is no room for one."""
        asked, (kind, _dash, number) = self.asked, self.page.partition("-")
        further = int(number or 1) + 1
        return f"{kind}-{further}" if asked is not None and further <= asked.times else self.page

    @property
    def may_finish(self) -> bool:
        names = [page.split("-")[0] for page in self.pages]
        return (
            ENOUGH_AFTER in names
            and self.page in self.pages
            and self.pages.index(self.page) >= names.index(ENOUGH_AFTER)
        )

    @property
    def after_enough(self) -> str:
        """Who is finished early is still asked who must not see it, and who they are."""
        later = [page for page in self.pages if page in ("keep_from", "identity", "wish")]
        return next((page for page in later if self.pages.index(page) > self.pages.index(self.page)), CHECK)


def asked_here(channel: str, page: str) -> Question | None:
    """The question of a page, unless only operators at the telephone ask it: a forged form may name those, too."""
    found = question(channel, page)
    return None if found is None or found.phone_only else found


def _is_page(asked: Question, page: str) -> bool:
    kind, _dash, number = page.partition("-")
    if asked.times == 1:
        return page == asked.name
    return kind == asked.name and number.isascii() and number.isdigit() and 1 <= int(number) <= asked.times


def is_needed(page: str) -> bool:
    return page in NEEDED


def softened(posted: QueryDict) -> Softened:
    """What was chosen on the check page."""
    held: Any = posted.get("hold", "0")
    days = int(held) if held.isascii() and held.isdigit() and len(held) < 4 else 0
    return Softened("month_only" in posted, "region_only" in posted, min(days, MOST_HELD_BACK))
