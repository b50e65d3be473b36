"""The four ways to report, in plain words. Which of them a duty asks for is said by the page of duties."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CHANNELS: tuple[tuple[str, Promise], ...] = (
    ("a", _("A journey for a transplant, without anybody's name")),
    ("b", _("A report with my name, because it is my duty or my wish")),
    ("c", _("A report in confidence: only a custodian may learn who I am")),
    ("d", _("A report without saying who I am")),
)
