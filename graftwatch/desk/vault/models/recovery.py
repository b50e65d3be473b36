"""Recovery keys, of which only the public half is kept, and the drills that proved them."""

from __future__ import annotations

import hashlib
import uuid

from django.db import models

from graftwatch.records.guarded import Guarded


class Recovery(Guarded):
    """One row is one recovery key. Its private half lies in shares on paper, and nowhere else.

    `sealed_test` is drawn at random and sealed to it; a drill that opens it proves that the shares are good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public = models.BinaryField(max_length=32)
    n_needed = models.PositiveIntegerField()
    holders = models.JSONField(help_text="Who was given a share, in the order of the shares: offices, not persons")
    sealed_test = models.BinaryField()
    test_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery key {self.fingerprint[:8]}"

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(bytes(self.public)).hexdigest()


class Drill(Guarded):
    """One row is one drill: which shares were there, and whether the test value opened."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="drills")
    at = models.DateTimeField(auto_now_add=True)
    shares = models.JSONField(help_text="Numbers of the shares, as on their cards")
    succeeded = models.BooleanField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"drill of {self.at:%Y-%m-%d}"
