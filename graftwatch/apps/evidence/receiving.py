"""What a browser sends is sealed while it comes: no piece of it ever lies open on a disk of ours."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

from graftwatch.apps.evidence import limits
from graftwatch.apps.evidence.storage import Arriving


class Received(UploadedFile):  # type: ignore[type-arg]
    """A file that has come whole and lies sealed. It cannot be read from here."""

    def __init__(self, name: str, arriving: Arriving) -> None:
        super().__init__(file=io.BytesIO(), name=name, size=arriving.size)
        self.arriving = arriving


class Sealer(FileUploadHandler):
    """Takes one file; refuses it at the byte that is too many; drops what was cut off."""

    def __init__(self, request: HttpRequest, compartment: str) -> None:
        super().__init__(request)
        self.compartment = compartment
        self.arriving: Arriving | None = None
        self.was_too_large = False

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        if self.arriving is not None:
            raise SkipFile
        self.arriving = Arriving(self.compartment)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        assert self.arriving is not None
        if start + len(raw_data) > limits.largest_file():
            self.was_too_large = True
            self.forget()
            raise StopUpload(connection_reset=True)
        self.arriving.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        assert self.arriving is not None
        self.arriving.end()
        return Received(self.file_name or "", self.arriving)

    def upload_interrupted(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Nothing stays of what was not kept."""
        if self.arriving is not None and not self.arriving.is_kept:
            self.arriving.drop()


class Refuser(FileUploadHandler):
    """Takes nothing: for requests that are answered as if there were no such page."""

    def new_file(self, *args: Any, **options: Any) -> None:
        raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
