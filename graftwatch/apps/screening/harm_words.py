"""What watching may have cost, in the reader's language: what fell, how sure, what else may explain it, what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from graftwatch.records.schema import schema

KIND_WORDS = {
    "follow_up": gettext_lazy("Follow-up visits in a month"),
    "travel_registration": gettext_lazy("Journeys registered in a month"),
    "living_donor_assessment": gettext_lazy("Files of living donors opened in a month"),
}
CHANCES = (
    (0.001, gettext_lazy("under 1 in 1,000")),
    (0.01, gettext_lazy("under 1 in 100")),
    (0.05, gettext_lazy("under 1 in 20")),
    (1.0, gettext_lazy("1 in 20 or more")),
)


def shown(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a page shows: a sentence where nothing was compared, or the months, what fell, and all that was watched."""
    why_not = _why_not(told)
    if told is None or why_not:
        return {"is_compared": False, "why_not": why_not}
    rows = [*map(_kind, told["kinds"]), *map(_field, told["fields"])]
    fell = [row for row in rows if row["asks"]]
    counts = {"fields": len(told["fields"]), "kinds": len(told["kinds"]), "n": len(fell)}
    return {
        "is_compared": True,
        "before": _months(told["before"]),
        "since": _months(told["since"]),
        "fields_since": _months(told["fields_since"]) if told["fields_since"] else "",
        "sentence": gettext(
            "Watched: %(fields)s fields, and %(kinds)s kinds of visits, journeys and files. Fallen so far that"
            " somebody should ask: %(n)s."
        )
        % counts,
        "fell": fell,
        "all": rows,
    }


def _why_not(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return gettext("This run is older than the count of what watching may have cost.")
    if told["live_from"] is None:
        return gettext(
            "Nobody said since when these records are read, so nothing was compared. Say it with: graftwatch screen"
            " --live-from DAY"
        )
    if not told["fields"] and not told["kinds"]:
        day = date_format(dt.date.fromisoformat(told["live_from"]))
        return gettext(
            "Records are read since %(day)s. There are not yet enough whole months since then, or before, to compare."
        ) % {"day": day}
    return ""


def _months(span: list[str]) -> str:
    first, last = (date_format(dt.date.fromisoformat(month), "YEAR_MONTH_FORMAT") for month in span)
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def _kind(found: Mapping[str, Any]) -> dict[str, Any]:
    before, since = (None if found[side] is None else f"{found[side]:,.1f}" for side in ("before", "since"))
    return _row(found, gettext(str(KIND_WORDS[found["kind"]])), before, since, [])


def _field(found: Mapping[str, Any]) -> dict[str, Any]:
    before, since = (
        None if found[side] is None else gettext("%(n)s %%") % {"n": found[side]} for side in ("before", "since")
    )
    return _row(found, _label(found["table"], found["column"]), before, since, found["read_by"])


def _row(
    found: Mapping[str, Any], what: str, before: str | None, since: str | None, read_by: list[str]
) -> dict[str, Any]:
    return {
        "what": what,
        "before": before or "·",
        "since": since or "·",
        "chance": "·" if found["p"] is None else next(words for step, words in CHANCES if found["p"] <= step),
        "asks": found["asks"],
        "read_by": read_by,
    }


def _label(table: str, column: str) -> str:
    if table not in schema() or column not in schema()[table].by_name:
        return f"{table}: {column}"
    known = schema()[table]
    return ": ".join(map(gettext, (known.label, known[column].label or column.replace("_", " "))))
