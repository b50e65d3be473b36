"""Harmless viewing copies: drawn in a short-lived process of its own; only pixels and letters come back."""

from graftwatch.apps.evidence.viewing.kinds import kind_of
from graftwatch.apps.evidence.viewing.packing import page_in
from graftwatch.apps.evidence.viewing.process import Drawn, NotDrawn, Stopped, draw

__all__ = ["Drawn", "NotDrawn", "Stopped", "draw", "kind_of", "page_in"]
