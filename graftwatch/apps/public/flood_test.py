"""Token buckets: so many at once, so many a second, then a moment's patience."""

import pytest

from graftwatch.apps.public.flood import Bucket
from graftwatch.desk.door.receipts import TooBusyError


def test_it_empties_and_fills_again():
    now = [0.0]
    bucket = Bucket(2, 1, clock=lambda: now[0])
    bucket.take()
    bucket.take()
    with pytest.raises(TooBusyError):
        bucket.take()
    now[0] = 1.0
    bucket.take()
    with pytest.raises(TooBusyError):
        bucket.take()


def test_it_never_holds_more_than_its_size():
    now = [0.0]
    bucket = Bucket(1, 10, clock=lambda: now[0])
    now[0] = 1000.0
    bucket.take()
    with pytest.raises(TooBusyError):
        bucket.take()
