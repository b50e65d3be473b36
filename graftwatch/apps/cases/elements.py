"""What the elements of the offence need to know about one person: act, means, purpose, age; asked neutrally.

The lists follow article 3 of the Palermo Protocol. Whether somebody said yes is not among the questions: it decides
nothing where one of these means was used, and never for a child.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

UNANSWERED = (
    ("unknown", _("Asked, and not known")),
    ("not_asked", _("Not asked yet")),
    ("refused", _("They did not want to say")),
)
ACTS = (
    ("recruitment", _("Recruited")),
    ("transport", _("Transported")),
    ("transfer", _("Transferred")),
    ("harbouring", _("Housed or hidden")),
    ("receipt", _("Received")),
    ("none", _("None of these")),
    *UNANSWERED,
)
MEANS = (
    ("threat", _("Threatened")),
    ("force", _("Forced")),
    ("abduction", _("Abducted")),
    ("fraud", _("Cheated")),
    ("deception", _("Deceived about what would happen")),
    ("power", _("Somebody used their power over them")),
    ("vulnerability", _("Somebody used that they had no real choice: debt, status, illness, need")),
    ("payment", _("Somebody who controls them was paid")),
    ("none", _("None of these")),
    *UNANSWERED,
)
PURPOSES = (
    ("organ_removal", _("Removal of an organ")),
    ("other_exploitation", _("Another exploitation")),
    ("none", _("None of these")),
    *UNANSWERED,
)
MONEY = (
    ("promised", _("Promised")),
    ("paid", _("Paid in full")),
    ("paid_less", _("Paid less than promised")),
    ("debt", _("A debt was to be worked off")),
    ("none", _("No money")),
    *UNANSWERED,
)
LABELS = {
    "acts": _("What did others do?"),
    "means": _("How was it brought about?"),
    "purpose": _("To what end?"),
    "money": _("Was money in play?"),
    "heard_how": _("How was this person heard?"),
    "heard_alone": _("Heard alone, with an independent interpreter"),
    "basis": _("What does this rest on?"),
}
WORDS = {value: words for choices in (ACTS, MEANS, PURPOSES, MONEY) for value, words in choices}
