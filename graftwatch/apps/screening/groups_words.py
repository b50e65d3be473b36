"""Which groups leads fall on more often, in the reader's language: how much, how sure, what else explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from graftwatch import codes
from graftwatch.apps.screening.harm_words import CHANCES

KIND_WORDS = {
    "sex": gettext_lazy("Sex"),
    "residency": gettext_lazy("Residence"),
    "language": gettext_lazy("Language"),
    "age": gettext_lazy("Age"),
    "tie": gettext_lazy("Tie claimed"),
}
TIE_WORDS = {
    "blood": gettext_lazy("By blood"),
    "legal": gettext_lazy("By marriage or partnership"),
    "stranger": gettext_lazy("No kin"),
    "programme": gettext_lazy("Exchange, or gift to nobody in particular"),
}
NO_BREAK, LEFT_TO_RIGHT = "\u00a0", "\u2066%s\u2069"
CODED = {"sex": codes.SEX, "residency": codes.RESIDENCY}


def shown(told: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    """What a page shows: a sentence where nothing was compared, or the groups that are asked after more, and all."""
    if told is None:
        return {"is_compared": False, "why_not": gettext("This run is older than the count of groups.")}
    if not told:
        return {
            "is_compared": False,
            "why_not": gettext("The records of this run tell no two groups of donors apart, so none were compared."),
        }
    rows = [_row(each) for each in told]
    more = [row for row in rows if row["asks"]]
    sentence = gettext(
        "Compared: %(n)s groups of donors, each with the largest of its kind. Asked after at least one and a half times"
        " as often, and more than chance explains: %(more)s. With too few on leads to tell: %(few)s."
    )
    few = sum(each["p"] is None and not each["asks"] for each in told)
    said = sentence % {"n": len(rows), "more": len(more), "few": few}
    return {"is_compared": True, "sentence": said, "more": more, "all": rows}


def _row(found: Mapping[str, Any]) -> dict[str, Any]:
    share, of_largest = (
        "·" if found[side] is None else (gettext("%(n)s %%") % {"n": found[side]}).replace(" ", NO_BREAK)
        for side in ("share", "share_of_largest")
    )
    return {
        "by": gettext(str(KIND_WORDS[found["by"]])),
        "value": _value(found["by"], found["value"]),
        "largest": _value(found["by"], found["largest"]),
        "share": share,
        "share_of_largest": of_largest,
        "times": "·" if found["ratio"] is None else f"{found['ratio']:.1f}",
        "chance": "·" if found["p"] is None else next(words for step, words in CHANCES if found["p"] <= step),
        "asks": found["asks"],
        "spoken_by": found["spoken_by"],
    }


def _value(by: str, value: str) -> str:
    if by == "tie":
        return gettext(str(TIE_WORDS[value]))
    if by == "age":
        return LEFT_TO_RIGHT % value  # a band of digits has no direction of its own: 60+ became +60 in Arabic
    return gettext(CODED[by].label_of(value)) if by in CODED else value
