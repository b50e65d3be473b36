"""Where originals lie: sealed while they arrive, written once, opened only piece by piece."""

from graftwatch.apps.evidence.storage.places import Arriving, NotHereError, pieces_of, record_of, remove, strays
from graftwatch.apps.evidence.storage.stream import CHUNK

__all__ = ["CHUNK", "Arriving", "NotHereError", "pieces_of", "record_of", "remove", "strays"]
