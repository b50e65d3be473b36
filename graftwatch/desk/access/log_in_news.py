"""What people hear at a log-in: when they last came and with what, what failed, and what was changed by whom."""

from __future__ import annotations

import re

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from graftwatch.desk.access.models import LogInNews, User

KEPT = 100
"""Rows a person: the newest ones."""
# The first that fits: browsers name their ancestors, too.
BROWSERS = (
    ("Edge", r"Edg[A-Za-z]*/"),
    ("Opera", r"OPR/|Opera"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chromium", r"Chrom(e|ium)/|CriOS/"),
    ("Safari", r"Safari/"),
)
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def device_called(agent: str) -> str:
    """The kind of browser and system, without versions: `Firefox, Windows`. Empty where neither is known."""
    found = [next((name for name, words in kinds if re.search(words, agent)), "") for kinds in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def write_news(user: User, kind: str, *, device: str = "", by: int | None = None, n_failed: int = 0) -> None:
    """Called within an action."""
    other = by if by != user.pk else None
    LogInNews.objects.create(user=user, kind=kind, device=device, by_id=other, n_failed=n_failed)
    rows = LogInNews.objects.for_the_system("the newest news of one person").filter(user=user)
    old = list(rows.values_list("pk", flat=True)[KEPT:])
    if old:
        rows.filter(pk__in=old).delete()


def take_news(user: User) -> list[str]:
    """Sentences for somebody who comes in now, the time before first; each change is told once. Within an action."""
    rows = LogInNews.objects.for_the_system("what somebody hears about their own log-in").filter(user=user)
    last = rows.filter(kind=LogInNews.Kind.CAME_IN).first()
    untold = list(rows.filter(is_told=False).exclude(kind=LogInNews.Kind.CAME_IN).select_related("by").order_by("at"))
    rows.filter(pk__in=[row.pk for row in untold]).update(is_told=True)
    return [*([last_time(last)] if last else []), *map(sentence, untold)]


def last_time(row: LogInNews) -> str:
    said = {"when": _when(row), "device": row.device or _("an unknown browser")}
    return _("You last logged in on %(when)s, with %(device)s.") % said


def failures(n: int) -> str:
    return ngettext(
        "Before this %(n)s try to log in under your name failed.",
        "Before this %(n)s tries to log in under your name failed.",
        n,
    ) % {"n": n}


def sentence(row: LogInNews) -> str:
    said = {"what": row.get_kind_display(), "when": _when(row), "who": row.by.called if row.by else ""}
    if row.by:
        return _("%(what)s: %(when)s, by %(who)s.") % said
    return _("%(what)s: %(when)s, by yourself. If it was not you, tell your access officer now.") % said


def _when(row: LogInNews) -> str:
    return date_format(timezone.localtime(row.at), "DATETIME_FORMAT")
