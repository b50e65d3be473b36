"""One room hands something to another that it must not import: each room says in its apps.py what it takes, and how."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from graftwatch.desk.access.viewer import Viewer
from graftwatch.errors import GraftwatchError


class NotTakenError(GraftwatchError):
    """The other room does not take it now. Says why in a sentence that the page shows; nothing was handed over."""


def hand_over(kind: str, viewer: Viewer, *about: Any, **said: Any) -> Any:
    """The verb of whichever room takes this kind (`takes = {"extract": "graftwatch.apps.….offer_extract"}`), done now.

    Within an action it is part of it: both or nothing.
    """
    for config in apps.get_app_configs():
        named = getattr(config, "takes", {}).get(kind)
        if named:
            return import_string(named)(viewer, *about, **said)
    raise GraftwatchError(f"No room of this installation takes {kind!r}. Look at INSTALLED_APPS.")
