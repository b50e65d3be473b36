"""Keys of records, which live in a database of their own that no ordinary backup holds, and keys of people."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from graftwatch.records.guarded import Guarded


class RecordKey(models.Model):
    """One row is the key of one record in one compartment, wrapped. Destroying it erases what it sealed, everywhere."""

    lives_in = "keys"

    record = models.CharField(max_length=120, help_text="`cases.note:<uuid>`")
    compartment = models.CharField(max_length=40)
    root = models.PositiveIntegerField(help_text="Which root key wraps it")
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "compartment"], name="one_key_a_compartment")]

    def __str__(self) -> str:
        return f"{self.record} ({self.compartment})"


class PersonKey(Guarded):
    """One row is one person's key pair. The private half opens with a passphrase that nobody else knows.

    `sealed` is the private half under Argon2id of the passphrase, with the salt and cost of that row; `for_recovery` is
    the same sealed to the recovery key, once there is one. The public half is no secret.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="person_key")
    public = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    operations = models.PositiveIntegerField()
    memory = models.PositiveBigIntegerField(help_text="Bytes that one try at the passphrase costs")
    for_recovery = models.BinaryField(default=b"")
    recovery = models.CharField(max_length=64, blank=True, help_text="To which recovery key that was sealed")
    made_at = models.DateTimeField(auto_now_add=True)
    n_wrong = models.PositiveIntegerField(default=0, help_text="Wrong passphrases since the last right one")
    wrong_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of user {self.user_id}"
