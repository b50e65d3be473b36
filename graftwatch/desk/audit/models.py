"""The trail, one row an act, each holding the hash of the row before it; the tree over it; and who vouches for it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.audit.acts import LABELS
from graftwatch.records.guarded import Guarded


class Entry(Guarded):
    """One row says who did what to which thing, in which role and for which purpose; never what the thing contains.

    `written` is the canonical form of the row and `digest` its hash together with `previous`, the digest of the row
    before. The columns beside it only serve to filter; the verifier compares them with `written`.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    verb = models.CharField(_("verb"), max_length=120)
    act = models.CharField(_("kind of act"), max_length=20, choices=list(LABELS.items()), default="")
    who = models.CharField(_("who"), max_length=60, db_index=True)
    role = models.CharField(_("role"), max_length=40, default="")
    agency = models.BigIntegerField(_("agency"), null=True, help_text="Its number; the trail outlives the row")
    result = models.CharField(_("result"), max_length=20)
    thing = models.CharField(_("thing"), max_length=120, blank=True, db_index=True)
    matter = models.CharField(_("matter"), max_length=120, blank=True, default="", db_index=True)
    written = models.TextField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"


class Tile(models.Model):
    """One row is the Merkle hash of 256 entries whose chain was verified when it was made: number 0 is of the first.

    Made once, never changed; whatever it says can be recomputed from the entries, and a full verification does.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    last = models.CharField(max_length=64, help_text="The digest of its last entry, which the next tile begins from")

    def __str__(self) -> str:
        return f"tile {self.number}"


class SignedHead(models.Model):
    """One row is the head of the tree at one size, signed by this installation (Ed25519)."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"))
    key = models.CharField(max_length=64, help_text="The public key that the signature belongs to")
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"head of {self.size}"


class Witness(models.Model):
    """One row is one body outside of this installation that countersigns heads: an oversight body, another node."""

    name = models.CharField(_("name"), max_length=200)
    key = models.CharField(_("public key"), max_length=64, unique=True, help_text="Ed25519, 64 hexadecimal digits")
    since_on = models.DateField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Countersignature(models.Model):
    """One row is one witness's signature under one signed head."""

    head = models.ForeignKey(SignedHead, models.PROTECT, related_name="countersignatures")
    witness = models.ForeignKey(Witness, models.PROTECT, related_name="countersignatures")
    signature = models.CharField(max_length=128)
    brought_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["head", "witness"], name="a_witness_signs_a_head_once")]

    def __str__(self) -> str:
        return f"{self.witness} under {self.head_id}"


class TimeStamp(models.Model):
    """One row is one time stamp (RFC 3161) over a hash of ours, verified when it was brought in. No content."""

    about = models.CharField(max_length=120, db_index=True, help_text="`audit.signedhead:<size>`, or an event's row")
    digest = models.CharField(max_length=64, help_text="The SHA-256 that was stamped")
    at = models.DateTimeField(_("when"), help_text="What the authority says")
    authority = models.CharField(_("authority"), max_length=300)
    answer = models.BinaryField(help_text="The whole answer, as it came: openssl ts -verify reads it")
    brought_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "digest", "at", "authority"], name="a_stamp_once")]

    def __str__(self) -> str:
        return f"time stamp of {self.about}"


class SeenHead(models.Model):
    """One row is the last head of another installation that this one has countersigned: the next must grow from it."""

    key = models.CharField(primary_key=True, max_length=64, help_text="The other installation's public key")
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"head of {self.size} elsewhere"


class Verification(models.Model):
    """One row is what came of verifying the whole trail once."""

    at = models.DateTimeField(_("when"))
    n_entries = models.PositiveBigIntegerField()
    n_heads = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    fails_at = models.PositiveBigIntegerField(null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.n_entries} entries"


class AccessCode(Guarded):
    """One row lets a person who is concerned see who opened what concerns them: a mailbox at the public door.

    Its key is cut from a code of 16 digits with Argon2id; the code is kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField(max_length=120, help_text="Whom or what: `cases.person:<uuid>`", db_index=True)
    mailbox = models.CharField(max_length=64, unique=True)
    mailbox_public = models.BinaryField(max_length=32)
    language = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    ends_on = models.DateField()
    told_up_to = models.PositiveBigIntegerField(default=0, help_text="The number of the last entry that was told")

    def __str__(self) -> str:
        return f"access code of {self.about}"
