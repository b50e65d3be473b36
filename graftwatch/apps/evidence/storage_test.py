"""Originals lie sealed, are written once, tell only what they must, and never stay half-written."""

import io
import os
import time

import pytest

from graftwatch.apps.evidence import storage
from graftwatch.apps.evidence.storage import CHUNK, Arriving, NotHereError
from graftwatch.apps.evidence.storage.stream import SEALED_CHUNK, Sealing, opened
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.boxes import CannotOpenError

KEY = b"k" * 32
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK)


def sealed(words, place="here"):
    out = io.BytesIO()
    sealing = Sealing(out, KEY, place)
    for start in range(0, len(words), 1000):
        sealing.write(words[start : start + 1000])
    sealing.close()
    return out.getvalue()


def read(words, key=KEY, place="here"):
    return b"".join(opened(io.BytesIO(words), key, place))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_sealed_comes_out_again(size):
    words = os.urandom(size)
    assert read(sealed(words)) == words


def test_the_sealed_size_tells_the_length_to_within_one_piece_only():
    assert len({len(sealed(b"x" * size)) for size in (0, 1, 500, CHUNK - 1)}) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words[:-1],
        lambda words: words + b"\0",
        lambda words: words[:-SEALED_CHUNK],
        lambda words: words[: 28 + SEALED_CHUNK] + words[28 + 2 * SEALED_CHUNK :],
        lambda words: words[:28] + words[28 + SEALED_CHUNK : 28 + 2 * SEALED_CHUNK] + words[28 + SEALED_CHUNK :],
        lambda words: words[:100] + bytes([words[100] ^ 1]) + words[101:],
        lambda words: words[:10] + bytes([words[10] ^ 1]) + words[11:],
        lambda words: b"OTHR" + words[4:],
        lambda _words: b"",
    ],
    ids=["cut", "longer", "without its end", "a piece less", "a piece twice", "a byte", "its head", "its mark", "none"],
)
def test_any_change_is_seen(change):
    with pytest.raises(CannotOpenError):
        read(change(sealed(os.urandom(3 * CHUNK))))


def test_another_key_or_another_place_opens_nothing():
    words = sealed(b"words")
    for key, place in ((b"z" * 32, "here"), (KEY, "elsewhere")):
        with pytest.raises(CannotOpenError):
            read(words, key, place)


def arrive(words=b"one page"):
    found = Arriving("evidence_items")
    found.write(words)
    found.end()
    return found


@pytest.mark.django_db
def test_what_was_kept_can_be_read_and_not_written_over(home):
    found = arrive()
    found.keep()
    assert b"".join(storage.pieces_of(found.number, "evidence_items")) == b"one page"
    (path,) = (home / "evidence").rglob("*.sealed")
    assert path.stat().st_mode & 0o777 == 0o400
    assert b"one page" not in path.read_bytes()
    again = arrive()
    again.number = found.number
    with pytest.raises(NotHereError, match="written once"):
        again.keep()


@pytest.mark.django_db
def test_what_is_dropped_leaves_neither_bytes_nor_key(home):
    found = arrive()
    found.drop()
    assert [path for path in (home / "evidence").rglob("*") if path.is_file()] == []
    assert record_keys.key_of(f"evidence.original:{found.number}", "evidence_items") is None


@pytest.mark.django_db
def test_what_was_cut_off_a_day_ago_is_swept_away_and_what_still_arrives_is_not(home):
    cut_off, arriving, kept = arrive(), arrive(), arrive()
    kept.keep()
    yesterday = time.time() - 2 * 24 * 60 * 60
    for path in (home / "evidence").rglob("*"):
        if path.is_file() and arriving.number.hex not in path.name:
            os.utime(path, (yesterday, yesterday))
    assert storage.strays({kept.number}) == [cut_off.number]
    assert b"".join(arriving.pieces()) == b"one page"
    assert b"".join(storage.pieces_of(kept.number, "evidence_items")) == b"one page"


@pytest.mark.django_db
def test_destroying_the_key_destroys_the_file_also_where_its_bytes_were_copied(home):
    found = arrive()
    found.keep()
    (path,) = (home / "evidence").rglob("*.sealed")
    copied = path.read_bytes()
    storage.remove(found.number)
    path.write_bytes(copied)
    with pytest.raises(NotHereError):
        list(storage.pieces_of(found.number, "evidence_items"))
