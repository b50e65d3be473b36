"""A text of tier A in its row: for named people only. Reading it is an act, and takes a vault that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from graftwatch.desk.access.models import User
from graftwatch.desk.vault import people, record_keys
from graftwatch.desk.vault.people.sealing import TIER_A
from graftwatch.records.guarded import GuardError, is_open


@dataclass(frozen=True)
class For:
    """Words on their way into a row, and who will be able to open them: `row.who = For("Ana …", [custodian])`."""

    words: str
    users: tuple[User, ...]

    def __init__(self, words: str, users: Iterable[User]) -> None:
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "users", tuple(users))


@dataclass(frozen=True)
class Held:
    """What a row holds of a text of tier A."""

    record: str
    field: str
    content: bytes

    def __bool__(self) -> bool:
        return bool(self.content)

    def read_with(self, unlocked: people.Unlocked) -> str | None:
        """The words; "" where nothing was written, None once erased. Raises NotForYouError, GuardError."""
        if not is_open():
            raise GuardError("Reading what is sealed for named people is an act. Do it in a function marked @action.")
        if not self.content:
            return ""
        words = people.open_with(unlocked, self.record, self.field, self.content)
        return None if words is None else words.decode()

    @property
    def holders(self) -> list[str]:
        """For whom it is sealed: `user:5`."""
        return people.holders(self.content) if self.content else []

    @property
    def is_erased(self) -> bool:
        return bool(self.content) and record_keys.key_of(self.record, TIER_A) is None

    def with_more(self, unlocked: people.Unlocked, users: Iterable[User]) -> Held:
        """For more holders; assign it to the row. Only whoever opens it can let others in."""
        keys = people.public_keys_of(users)
        return Held(self.record, self.field, people.add_holder(unlocked, self.record, self.field, self.content, keys))

    def without(self, user: User) -> Held:
        """Without one holder; assign it to the row."""
        return Held(self.record, self.field, people.remove_holder(self.content, f"user:{user.pk}"))


class VaultText(models.BinaryField):  # type: ignore[type-arg]
    """Tier A. The row's key must be known before it is saved (a UUID). Erase with `record_keys.destroy_keys`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("default", b"")
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Reached(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        value = model_instance.__dict__.get(self.attname, b"")
        if isinstance(value, For):
            keys = people.public_keys_of(value.users)
            value = people.seal_for(record_keys.record_of(model_instance), self.name, value.words.encode(), keys)
            model_instance.__dict__[self.attname] = value
        return bytes(value)

    def value_to_string(self, obj: models.Model) -> str:
        return ""  # no serialiser carries it


class _Reached:
    """What `row.text` gives, and what assigning to it does."""

    def __init__(self, field: VaultText) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        value = row.__dict__.get(self.field.attname, b"")
        if isinstance(value, For):
            raise GuardError("These words are not saved yet: save the row first.")
        return Held(record_keys.record_of(row), self.field.name, bytes(value or b""))

    def __set__(self, row: models.Model, value: For | bytes | Held) -> None:
        row.__dict__[self.field.attname] = value.content if isinstance(value, Held) else value
