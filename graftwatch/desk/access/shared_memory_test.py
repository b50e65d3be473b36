"""What processes remember together: once is once, everything ends, and the table tells nobody's name."""

import datetime as dt

import pytest
from django.core.cache import cache, caches
from django.utils import timezone

from graftwatch.desk.access.models import Remembered
from graftwatch.desk.access.shared_memory import SharedMemory

pytestmark = pytest.mark.django_db


def let_time_pass():
    Remembered.objects.update(until=timezone.now() - dt.timedelta(seconds=1))


def test_the_desk_remembers_in_a_table():
    assert isinstance(caches["default"], SharedMemory)


def test_what_was_added_is_not_added_again_before_its_time_is_over():
    assert cache.add("code of somebody", "y", 30)
    assert not cache.add("code of somebody", "y", 30)
    let_time_pass()
    assert cache.get("code of somebody") is None
    assert cache.add("code of somebody", "y", 30)


def test_what_is_over_is_thrown_away_when_the_next_is_added():
    cache.set("one", 1, 30)
    let_time_pass()
    cache.add("two", 2, 30)
    assert [row.content for row in Remembered.objects.all()] == [2]


def test_the_last_word_counts_and_what_is_forgotten_is_gone():
    cache.set("tries", [1.5], 300)
    cache.set("tries", [2.5, 1.5], 300)
    assert cache.get("tries") == [2.5, 1.5]
    assert cache.delete("tries")
    assert not cache.delete("tries")
    assert cache.get("tries", []) == []


def test_the_table_holds_a_keyed_token_and_no_name_number_or_code():
    cache.add("allauth.mfa.totp.used?user=triage&code=123456", "y", 30)
    kept = str(list(Remembered.objects.values()))
    assert "triage" not in kept
    assert "123456" not in kept


def test_nothing_is_remembered_for_longer_than_a_day():
    cache.set("for ever", 1, None)
    assert Remembered.objects.get().until <= timezone.now() + dt.timedelta(days=1)


def test_what_is_not_plain_data_is_not_kept():
    with pytest.raises(TypeError):
        cache.set("an object", object(), 30)
