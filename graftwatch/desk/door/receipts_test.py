"""Receipts: known answers, what people type, and the same work for a wrong one."""

import hashlib

import pytest
from argon2.low_level import Type, hash_secret_raw

from graftwatch.desk.door import receipts
from graftwatch.desk.door.models import Pepper
from graftwatch.desk.door.receipts import digits_of, in_groups, is_receipt, mailbox_of, new_receipt

KNOWN = "44886ac9b42c14120caf43cd03ba817116fc8dafc0158d9768c066e34adcd4ab"
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


def test_a_receipt_opens_the_same_mailbox_each_time():
    Pepper.objects.create(pk=1, value=bytes(32))
    mailbox = mailbox_of("1234567812345678")
    assert tuple(mailbox) == tuple(mailbox_of("1234567812345678"))
    assert mailbox.id == KNOWN
    assert mailbox_of("1234567812345679").id != KNOWN


def test_the_reference_implementation_of_argon2_gives_the_same_mailbox():
    def cut(key, purpose):
        return hashlib.blake2b(purpose, digest_size=32, key=key).digest()

    salt = cut(bytes(32), b"salt of receipts")[:16]
    seed = hash_secret_raw(
        b"1234567812345678", salt, time_cost=2, memory_cost=64 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )
    assert cut(seed, b"mailbox id").hex() == KNOWN


def test_another_installation_gives_another_mailbox():
    Pepper.objects.create(pk=1, value=b"\x01" * 32)
    assert mailbox_of("1234567812345678").id != KNOWN


def test_it_is_sixteen_digits_in_groups_of_four_and_never_the_same():
    made = {new_receipt() for _ in range(50)}
    assert len(made) == 50
    assert all(is_receipt(receipt) for receipt in made)
    assert in_groups("0123456789012345") == "0123 4567 8901 2345"


def test_digits_are_read_in_any_script_and_with_any_spaces():
    assert digits_of(" 1234-5678 1234 5678 ") == "1234567812345678"
    assert digits_of("١٢٣٤ ٥٦٧٨ ١٢٣٤ ٥٦٧٨") == "1234567812345678"
    assert not is_receipt(digits_of("1234"))


def test_no_more_than_two_are_reckoned_at_once(monkeypatch):
    monkeypatch.setattr(receipts, "PATIENCE", 0.01)
    for _ in range(receipts.AT_ONCE):
        assert receipts._turns.acquire(timeout=5)
    try:
        with pytest.raises(receipts.TooBusyError):
            mailbox_of("1234567812345678")
    finally:
        for _ in range(receipts.AT_ONCE):
            receipts._turns.release()
    assert mailbox_of("1234567812345678")


def test_what_a_receipt_stands_for_is_never_printed():
    assert "private" not in repr(mailbox_of("1234567812345678"))
