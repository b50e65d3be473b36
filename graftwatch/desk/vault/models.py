"""Keys of records. They live in a database of their own, which no ordinary backup holds."""

from __future__ import annotations

from django.db import models


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
