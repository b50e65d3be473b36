"""Moves are read with the thing they moved, never by themselves: `moves_of`."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import nothing
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return nothing()
