"""What a browser sends along stays in the memory of this process, up to a limit, until it is sealed. Never a file."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from graftwatch.desk.door.files import LARGEST_FILE, LARGEST_TOGETHER, MOST_FILES, Chosen, Given, Refused, look_at

FIELD = "files"
CUT_OFF = "graftwatch.cut_off"
"""Set by the door's server where a request was larger than it takes: what was typed is there, of the files not all."""

FILES_WAITED = "files_waited"
"""Carried by a waiting page: with what was typed there were files, which no page can carry."""


class InMemory(FileUploadHandler):
    """Keeps files in memory. Of one that is too large, and of those after the last that is taken, it keeps no byte."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.n_files = self.n_bytes = 0
        self.kept: io.BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.n_files += 1
        self.kept = io.BytesIO() if self.n_files <= MOST_FILES and self.field_name == FIELD else None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.n_bytes += len(raw_data)
        if start + len(raw_data) > LARGEST_FILE or self.n_bytes > LARGEST_TOGETHER:
            self.kept = None
        if self.kept is not None:
            self.kept.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        kept, self.kept = self.kept, None
        if kept is not None:
            kept.seek(0)
        name, kind = self.file_name or "file", self.content_type or ""
        made = InMemoryUploadedFile(kept or io.BytesIO(), FIELD, name, kind, file_size, None)
        made.was_kept = kept is not None  # type: ignore[attr-defined]
        return made


def files_of(request: HttpRequest) -> list[Given] | Refused:
    """The files of a form, ready to be sealed; or why they are not taken."""
    if request.META.get(CUT_OFF):
        return Refused("busy" if request.META[CUT_OFF] == "busy" else "too_large_together")
    sent = request.FILES.getlist(FIELD)
    if not sent and FILES_WAITED in request.POST:
        return Refused("waited")
    if not sent and any(request.POST.getlist(FIELD)):
        return Refused("not_sent")  # a browser that sends names alone: never lose a file without a word
    chosen = [Chosen(one.name or "", one.read() if getattr(one, "was_kept", False) else None) for one in sent]
    if len(chosen) <= MOST_FILES and sum(one.size or 0 for one in sent) > LARGEST_TOGETHER:
        return Refused("too_large_together")
    return look_at(chosen, keep_hidden="keep_hidden" in request.POST)
