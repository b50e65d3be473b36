"""Rotate the root key: a new one, every record's key wrapped anew, the old one removed. May be cut off at any point."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault import record_keys, roots
from graftwatch.desk.vault.models import RecordKey

A_BATCH = 500


def runs_the_vault(viewer: Viewer) -> bool:
    """The operator, at the command line."""
    return viewer.holds("accounts") and viewer.user_id is None


def rotate(
    viewer: Viewer, *, progress: Callable[[int, int], None] = lambda _done, _total: None, batch: int = A_BATCH
) -> int:
    """How many keys were wrapped anew. A rotation that was cut off before is carried to its end, without a new root."""
    if len(roots.numbers()) == 1:
        begin_rotation(viewer)
    n_done, newest = 0, roots.current()
    n_to_do = RecordKey.objects.filter(root__lt=newest).count()
    while wrapped := _wrap_some(newest, batch):
        n_done += wrapped
        progress(n_done, max(n_to_do, n_done))
    end_rotation(viewer)
    return n_done


@action(may=runs_the_vault)
def begin_rotation(viewer: Viewer) -> int:
    """A new root, which seals from now on."""
    return roots.make_new()


@action(may=runs_the_vault)
def end_rotation(viewer: Viewer) -> None:
    """Remove the old roots, once nothing is wrapped with them: asked while nobody else can write a key."""
    newest = roots.current()
    with transaction.atomic(using=record_keys.KEYS):
        while _wrap_some(newest, A_BATCH):
            pass
        for number in roots.numbers():
            if number < newest:
                roots.remove(number)


def _wrap_some(newest: int, batch: int) -> int:
    """One batch, in one transaction of the database of keys."""
    with transaction.atomic(using=record_keys.KEYS):
        rows = list(RecordKey.objects.filter(root__lt=newest).order_by("pk")[:batch])
        for row in rows:
            record_keys.wrap_anew(row)
    return len(rows)
