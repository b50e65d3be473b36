"""Django's cache in a table, so that all processes of an installation know which code was used and who tried how often.

Django brings a cache in a table of its own, which keeps pickled objects: whoever writes to the database could then run
code at the desk. Here content is JSON and a name is a keyed token, and everything has an end.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.utils import timezone

from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Remembered

LONGEST = dt.timedelta(days=1)
"""Longer than this nothing is remembered, whatever is asked."""


class SharedMemory(BaseCache):
    """What one process adds, no other one adds again before its time is over."""

    def __init__(self, _place: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        Remembered.objects.filter(until__lte=timezone.now()).delete()
        row = {"content": value, "until": self._until(timeout)}
        _row, is_new = Remembered.objects.get_or_create(name=self._name(key, version), defaults=row)
        return is_new

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        found = Remembered.objects.filter(name=self._name(key, version), until__gt=timezone.now()).first()
        return default if found is None else found.content

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        row = {"content": value, "until": self._until(timeout)}
        Remembered.objects.update_or_create(name=self._name(key, version), defaults=row)

    def delete(self, key: Any, version: int | None = None) -> bool:
        n_deleted, _by_model = Remembered.objects.filter(name=self._name(key, version)).delete()
        return n_deleted > 0

    def clear(self) -> None:
        Remembered.objects.all().delete()

    def _name(self, key: Any, version: int | None) -> str:
        return parties.keyed(f"remembered {self.make_key(key, version=version)}")

    def _until(self, timeout: Any) -> dt.datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        asked = LONGEST if seconds is None else dt.timedelta(seconds=seconds)
        return timezone.now() + min(asked, LONGEST)
