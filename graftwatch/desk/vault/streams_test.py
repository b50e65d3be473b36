"""A sealed file comes back whole or not at all."""

import io
import secrets

import pytest

from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.streams import PIECE, Opening, Sealing, opening_with_passphrase, sealing_with_passphrase

KEY = bytes(32)
COST = {"operations": 1, "memory": 64 * 1024}


def sealed(words, key=KEY, place="a run"):
    target = io.BytesIO()
    with Sealing(target, key, place) as file:
        for at in range(0, len(words), 70_001):
            file.write(words[at : at + 70_001])
    return target.getvalue()


def opened(box, key=KEY, place="a run"):
    return io.BufferedReader(Opening(io.BytesIO(box), key, place)).read()


@pytest.mark.parametrize("n", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5])
def test_any_size_comes_back_as_it_was(n):
    words = secrets.token_bytes(n)
    assert opened(sealed(words)) == words


@pytest.mark.parametrize("n_lost", [1, 17, PIECE + 17, 2 * PIECE])
def test_a_file_that_was_cut_off_does_not_open(n_lost):
    with pytest.raises(CannotOpenError):
        opened(sealed(secrets.token_bytes(3 * PIECE))[:-n_lost])


def test_a_changed_byte_another_key_or_another_place_opens_nothing():
    box = bytearray(sealed(b"words" * 1000))
    with pytest.raises(CannotOpenError):
        opened(bytes(box), key=bytes([1] * 32))
    with pytest.raises(CannotOpenError):
        opened(bytes(box), place="another run")
    box[100] ^= 1
    with pytest.raises(CannotOpenError):
        opened(bytes(box))


def test_pieces_in_another_order_do_not_open():
    box = sealed(secrets.token_bytes(3 * PIECE))
    size = PIECE + 17
    swapped = box[:24] + box[24 + size : 24 + 2 * size] + box[24 : 24 + size] + box[24 + 2 * size :]
    with pytest.raises(CannotOpenError):
        opened(swapped)


def test_a_passphrase_opens_what_it_sealed_and_no_other_does():
    target = io.BytesIO()
    with sealing_with_passphrase(target, "four odd words", "a backup", COST) as file:
        file.write(b"words")
    opened_again = opening_with_passphrase(io.BytesIO(target.getvalue()), " four  odd words", "a backup")
    assert io.BufferedReader(opened_again).read() == b"words"
    with pytest.raises(CannotOpenError):
        io.BufferedReader(opening_with_passphrase(io.BytesIO(target.getvalue()), "others", "a backup")).read()
    with pytest.raises(CannotOpenError, match="not a file"):
        opening_with_passphrase(io.BytesIO(b"PK\x03\x04 something else"), "four odd words", "a backup")
