"""What every record has: who said so, when it was so, when it was written down, and which version this is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from graftwatch.records.guarded import Guarded


class Record(Guarded):
    """One version of one row of a source.

    `id` is the same for all versions of a row: a UUID cut from HMAC(node key, numbering, table, the source's own id).
    `version` is cut from `id` and the content, so that loading twice adds nothing. The version in force on a day is
    the one recorded last by that day.
    """

    when: ClassVar[str | None] = None
    holder: ClassVar[str] = "transplant authority"
    family: ClassVar[str] = ""
    origin: ClassVar[str] = ""
    bulk: ClassVar[bool] = False
    file_numbers: ClassVar[bool] = False

    version = models.UUIDField(primary_key=True, editable=False)
    id = models.UUIDField(db_index=True, editable=False)
    source_system = models.CharField(max_length=80, help_text="The office or system that said so")
    source_id = models.CharField(max_length=120, help_text="The source's own number for this row")
    recorded_at = models.DateTimeField(null=True, db_index=True, help_text="When the source wrote it down")
    loaded_at = models.DateTimeField(auto_now_add=True)
    marks = models.CharField(
        max_length=400,
        blank=True,
        default="",
        help_text="What was implausible or unlinked when it was loaded, as codes",
    )

    class Meta:
        abstract = True
