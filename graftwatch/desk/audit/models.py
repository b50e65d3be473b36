"""The trail: one row an act, each holding the hash of the row before it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.records.guarded import Guarded


class Entry(Guarded):
    """One row says who did what to which thing, in which role and for which purpose; never what the thing contains.

    `written` is the canonical form of the row and `digest` its hash together with `previous`, the digest of the row
    before. The columns beside it only serve to filter; the verifier compares them with `written`.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"))
    verb = models.CharField(_("verb"), max_length=120)
    who = models.CharField(_("who"), max_length=60)
    result = models.CharField(_("result"), max_length=20)
    thing = models.CharField(_("thing"), max_length=120, blank=True, db_index=True)
    written = models.TextField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"
