"""Token buckets of this process: under a flood people wait a moment, and nobody's address is looked at."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from graftwatch.desk.door.receipts import TooBusyError


class Bucket:
    """So many at once, so many a second after that."""

    def __init__(self, size: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.size, self.a_second, self.clock = size, a_second, clock
        self._left, self._at, self._lock = size, clock(), threading.Lock()

    def take(self) -> None:
        """Raises TooBusyError when it is empty."""
        with self._lock:
            now = self.clock()
            self._left = min(self.size, self._left + (now - self._at) * self.a_second)
            self._at = now
            if self._left < 1:
                raise TooBusyError("Too many people are at the door at this moment. Try again in a minute.")
            self._left -= 1


SENDING = Bucket(300, 20)
"""Reports that are sent: two cores seal about 25 a second."""
OPENING = Bucket(100, 10)
"""Receipts that are tried, right or wrong: guessing one of 10^16 at this rate takes thirty million years."""
