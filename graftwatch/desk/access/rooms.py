"""What stands in the side bar: each app names its rooms in its `apps.py`, as `rooms = (Room(…), …)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Room:
    """One line of the side bar: for whoever holds one of these compartments. `order` sorts, smallest first."""

    label: StrOrPromise
    page: str
    compartments: tuple[str, ...]
    order: int
