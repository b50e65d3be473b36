"""What kinds of act the trail tells apart: those that Directive (EU) 2016/680, article 25, wants logged, and our own.

The article names collection, alteration, consultation, disclosure (transfers included), combination and erasure; for
consultation and disclosure also the justification, the instant, and who consulted, disclosed and received. Log-ins and
changes of permissions are ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, get_args

from django.utils.translation import gettext_lazy as _

from graftwatch.errors import GraftwatchError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Act = Literal[
    "collection", "alteration", "consultation", "disclosure", "combination", "erasure", "permission", "session"
]
ACTS: frozenset[str] = frozenset(get_args(Act))
LABELS: dict[str, StrOrPromise] = {
    "collection": _("Collection"),
    "alteration": _("Alteration"),
    "consultation": _("Consultation"),
    "disclosure": _("Disclosure"),
    "combination": _("Combination"),
    "erasure": _("Erasure"),
    "permission": _("Permissions"),
    "session": _("Logging in and out"),
}

# What a verb is where its declaration does not say: by its first word.
_FIRST_WORDS: dict[str, str] = {
    "consultation": "open read look show search list find view consult browse verify ask_for unlock compare review",
    "disclosure": "export take_file disclose send release download print post hand deliver transfer answer_request",
    "erasure": "erase destroy delete purge shred forget",
    "collection": "collect take_in receive bring load import intake submit register record begin_intake",
    "combination": "combine link merge join attach match convert",
    "permission": "give raise lift assign put tie grant revoke enrol suspend add_user break nominate implicate",
    "session": "log change_password choose_language step_up",
}
_KIND_OF = {word: kind for kind, words in _FIRST_WORDS.items() for word in words.split()}
_A_CODE = re.compile(r"[a-z][a-z0-9_.:-]{0,79}")


class NotACodeError(GraftwatchError):
    """What the trail is told must be a code, so that nothing of a matter's content can get into it."""


def kind_of(verb: str) -> str:
    """`open_case` is a consultation, `charge` an alteration."""
    name = verb.rsplit(".", 1)[-1]
    longest = next((_KIND_OF[word] for word in sorted(_KIND_OF, key=len, reverse=True) if _begins(name, word)), "")
    return longest or "alteration"


def _begins(name: str, word: str) -> bool:
    return name == word or name.startswith(f"{word}_")


def code(said: str) -> str:
    """A justification or a recipient as a code: `safety_plan`, `agency:5`. Raises NotACodeError for anything else."""
    if said and not _A_CODE.fullmatch(said):
        raise NotACodeError("The trail takes codes, as safety_plan or agency:5; never words about a matter.")
    return said
