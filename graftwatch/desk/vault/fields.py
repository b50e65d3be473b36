"""A text that lies sealed in its row. Reading it is an act: only within an open action, and for a compartment held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from graftwatch.desk.access.haste import note_opening
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault import boxes, record_keys
from graftwatch.records.guarded import GuardError, is_open


@dataclass(frozen=True)
class Sealed:
    """What a row holds of a sealed text, and the two ways to its words."""

    record: str
    field: str
    compartment: str
    content: bytes = b""
    fresh: str | None = None
    """Words that are not saved yet."""

    def __bool__(self) -> bool:
        return bool(self.content) or bool(self.fresh)

    def read_by(self, viewer: Viewer) -> str | None:
        """The words, for somebody who holds their compartment; None once they are erased. Raises Denied, GuardError."""
        if not viewer.holds(self.compartment):
            raise Denied(f"The compartment {self.compartment} is not this role's.")
        note_opening(self.record)
        return self._words()

    def for_the_system(self, reason: str) -> str | None:
        """The words, for a step of an action that shows them to nobody who may not read them."""
        if not reason.strip():
            raise GuardError("Say why the system must read sealed words.")
        return self._words()

    @property
    def is_erased(self) -> bool:
        return bool(self.content) and record_keys.key_of(self.record, self.compartment) is None

    def _words(self) -> str | None:
        if not is_open():
            raise GuardError("Reading sealed words is an act. Read them inside a function marked @action.")
        if self.fresh is not None:
            return self.fresh
        if not self.content:
            return ""
        key = record_keys.key_of(self.record, self.compartment)
        return boxes.unseal(self.content, key, self.place).decode() if key else None

    @property
    def place(self) -> str:
        return f"{self.field}|{self.record}"

    def sealed(self) -> bytes:
        if self.fresh is None:
            return self.content
        key = record_keys.make_key(self.record, self.compartment)
        return boxes.seal(self.fresh.encode(), key, self.place)


class SealedText(models.BinaryField):  # type: ignore[type-arg]
    """Tier B: sealed under the record's key of one compartment. Assign words; read with `.read_by(viewer)`.

    The model's key must be known before it is saved (a UUID). `compartment_from` names an attribute of the row that
    says the compartment, where it differs by row.
    """

    def __init__(self, *args: Any, compartment: str = "", compartment_from: str = "", **options: Any) -> None:
        self.compartment, self.compartment_from = compartment, compartment_from
        options.setdefault("default", b"")
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return (
            name,
            path,
            args,
            options
            | {
                "compartment": self.compartment,
                "compartment_from": self.compartment_from,
            },
        )

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Reached(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        sealed: Sealed = getattr(model_instance, self.attname)
        content = sealed.sealed()
        model_instance.__dict__[self.attname] = content
        return content

    def value_to_string(self, obj: models.Model) -> str:
        return ""  # no serialiser carries it


class _Reached:
    """What `row.text` gives, and what assigning to it does."""

    def __init__(self, field: SealedText) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname, b"")
        record = record_keys.record_of(row)
        compartment = self.field.compartment or str(getattr(row, self.field.compartment_from))
        is_fresh = isinstance(value, str)
        return Sealed(
            record,
            self.field.name,
            compartment,
            b"" if is_fresh else bytes(value or b""),
            value if is_fresh else None,
        )

    def __set__(self, row: models.Model, value: str | bytes | Sealed) -> None:
        if isinstance(value, Sealed):
            value = value.fresh if value.fresh is not None else value.content
        row.__dict__[self.field.attname] = value
