"""What the processes of one installation remember together for a short time: codes that were used, tries that count."""

from __future__ import annotations

from django.db import models


class Remembered(models.Model):
    """One row is remembered by all processes until its time is over. Its name is a keyed token; nobody's address."""

    name = models.CharField(max_length=40, unique=True)
    content = models.JSONField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d %H:%M}"
