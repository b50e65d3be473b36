"""A viewing copy holds pixels and letters only, and a hostile file stops nothing but the process that draws it."""

import io
import json
import os
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from graftwatch.apps.evidence.viewing import Drawn, NotDrawn, Stopped, draw, kind_of, page_in
from graftwatch.apps.evidence.viewing.process import ARTIST, LIMITS


def picture(form="PNG", size=(300, 200), **more):
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **more)
    return out.getvalue()


def document(n_pages=2, content=b"BT /F1 24 Tf 20 100 Td (Consent form) Tj ET", extra=b""):
    """A small PDF, written by hand, so that the test knows every byte of it."""
    kids = b" ".join(b"%d 0 R" % (10 + n) for n in range(n_pages))
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" + extra + b">>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[" + kids + b"]/Count %d>>endobj\n" % n_pages
    body += b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    body += b"4 0 obj<</Length %d>>stream\n" % len(content) + content + b"\nendstream endobj\n"
    for number in range(n_pages):
        body += b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R" % (10 + number)
        body += b"/Resources<</Font<</F1 3 0 R>>>>>>endobj\n"
    return body + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def png_that_says(width, height, packed):
    def chunk(name, words):
        return struct.pack(">I", len(words)) + name + words + struct.pack(">I", zlib.crc32(name + words))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_a_picture_comes_back_as_pixels_without_what_else_it_carried(form):
    found = draw("picture", picture(form))
    assert isinstance(found, Drawn)
    assert (found.n_shown, found.n_pages) == (1, 1)
    page = page_in(found.words, 1)
    assert page is not None
    with Image.open(io.BytesIO(page)) as shown:
        assert (shown.format, shown.size) == ("PNG", (300, 200))
    assert page_in(found.words, 2) is None


def test_the_place_where_a_photograph_was_taken_does_not_come_along():
    exif = Image.Exif()
    exif[0x010E] = "taken at the ward, 51.5N"
    found = draw("picture", picture("JPEG", exif=exif))
    assert isinstance(found, Drawn)
    assert b"ward" not in found.words


def test_a_large_picture_is_made_smaller_and_each_page_of_a_document_is_drawn():
    large = draw("picture", picture(size=(4000, 1000)))
    assert isinstance(large, Drawn)
    with Image.open(io.BytesIO(page_in(large.words, 1) or b"")) as shown:
        assert shown.size == (1500, 375)
    pages = draw("pdf", document(3))
    assert isinstance(pages, Drawn)
    assert (pages.n_shown, pages.n_pages) == (3, 3)
    with Image.open(io.BytesIO(page_in(pages.words, 3) or b"")) as shown:
        assert shown.convert("L").getextrema()[0] < 100, "the words of the page are drawn"


def test_of_a_long_document_the_first_pages_are_drawn_and_that_is_said():
    found = draw("pdf", document(9), limits=LIMITS | {"pages": 4})
    assert isinstance(found, Drawn)
    assert (found.n_shown, found.n_pages) == (4, 9)


def test_the_same_file_gives_the_same_copy():
    first, second = draw("pdf", document()), draw("pdf", document())
    assert isinstance(first, Drawn)
    assert first == second


def test_text_comes_back_as_letters_and_what_hides_or_turns_it_becomes_visible():
    found = draw("text", "<script>x</script>\r\nsafe\u202egnp.exe \x1b[2Jنص و نیم‌فاصله".encode())
    assert isinstance(found, Drawn)
    text = found.words.decode()
    assert text.startswith("<script>x</script>\nsafe\ufffdgnp.exe \ufffd[2J")
    assert text.endswith("نص و نیم‌فاصله")


@pytest.mark.parametrize(
    ("words", "said"),
    [("Zeuge".encode("utf-16"), "Zeuge"), ("café".encode("cp1252"), "café"), (b"\xef\xbb\xbfmark", "mark")],
)
def test_text_in_other_writings_can_be_read(words, said):
    found = draw("text", words)
    assert isinstance(found, Drawn)
    assert found.words.decode() == said


def test_of_very_long_text_the_beginning_is_shown_and_that_is_said():
    found = draw("text", b"x" * 5000, limits=LIMITS | {"letters": 1000})
    assert isinstance(found, Drawn)
    assert (len(found.words), found.n_shown, found.n_pages) == (1000, 0, 1)


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("application/pdf", "pdf"),
        ("image/jpeg", "picture"),
        ("text/html", "text"),
        ("image/svg+xml", ""),
        ("application/zip", ""),
        ("application/x-ole-storage", ""),
        ("application/octet-stream", ""),
    ],
)
def test_everything_else_gets_no_copy(type_, kind):
    assert kind_of(type_) == kind
    if not kind:
        assert draw(kind, b"words") == NotDrawn("kind")


def test_a_damaged_or_encrypted_file_is_no_suspicion():
    assert draw("pdf", b"%PDF-1.7 and then nothing") == NotDrawn("unreadable")
    assert draw("picture", picture()[:60]) == NotDrawn("unreadable")
    assert draw("picture", b"\x89PNG\r\n\x1a\n" + b"\xff" * 900) == NotDrawn("unreadable")


def test_a_picture_bomb_is_stopped_before_it_is_unpacked():
    packed = zlib.compress(b"\0" * 2_000_000, 9)
    assert draw("picture", png_that_says(60_000, 60_000, packed)) == Stopped("bomb")


def test_an_honest_picture_beyond_the_limit_is_not_accused():
    noise = Image.frombytes("RGB", (400, 400), os.urandom(480_000))
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert draw("picture", out.getvalue(), limits=LIMITS | {"pixels": 10_000}) == NotDrawn("too_large")


def test_a_document_that_never_ends_is_stopped_after_its_time():
    forever = b"q " * 10 + b"0 0 m " + b"300 200 l 0 200 l 300 0 l " * 200_000 + b"f* "
    found = draw("pdf", document(30, content=forever), limits=LIMITS | {"seconds": 1})
    assert found == Stopped("time")


def test_what_needs_more_memory_than_there_is_is_stopped():
    found = draw("picture", png_that_says(9000, 9000, b"x" * 2_000_000), limits=LIMITS | {"memory": 300 * 1024 * 1024})
    assert found == Stopped("memory")


def test_a_process_that_breaks_down_or_lies_is_not_believed(monkeypatch, tmp_path):
    for body in (
        "import os; os.abort()",
        'print(\'{"width": 5, "height": 5}\')',
        'print(\'{"given_up": ["files"]}\'); print(\'{"width": 999999, "height": 9, "n_pages": 1}\')',
        'print(\'{"given_up": ["files"]}\'); print(\'{"end": true}\')',
        "print('{\"text\": 99999999999}')",
        "print('[]')",
        "print('nonsense ' * 400)",
    ):
        liar = tmp_path / "liar.py"
        liar.write_text(body)
        monkeypatch.setattr("graftwatch.apps.evidence.viewing.process.ARTIST", liar)
        assert draw("pdf", document()) == Stopped("crash"), body


TRIES = """
import json, runpy, sys
artist = runpy.run_path({artist!r})
given = artist["give_up"](json.loads({limits!r}))
found = []
for name, attempt in (
    ("file", lambda: open("/etc/passwd", "rb")),
    ("socket", lambda: __import__("_socket").socket()),
    ("process", lambda: __import__("posix").fork() or __import__("posix")._exit(0)),
    ("memory", lambda: bytearray(4 * 1024**3)),
    ("limits", lambda: __import__("resource").setrlimit(__import__("resource").RLIMIT_NOFILE, (50, 50))),
):
    try:
        attempt()
    except (OSError, MemoryError, ValueError, ImportError):
        continue
    found.append(name)
print(json.dumps([given, found]))
"""


def test_the_process_that_draws_can_open_no_file_no_socket_no_process_and_no_more_memory():
    words = "import _socket, resource, posix\n" + TRIES.format(artist=str(ARTIST), limits=json.dumps(LIMITS))
    answer = subprocess.run([sys.executable, "-I", "-c", words], capture_output=True, check=True, text=True)
    given, managed = json.loads(answer.stdout)
    assert {"files", "processes", "memory", "time"} <= set(given)
    assert managed == []


BY_PATH = """
import json, os, runpy
artist = runpy.run_path({artist!r})
given = artist["give_up"](json.loads({limits!r}))
managed = []
for name, attempt in (
    ("remove", lambda: os.remove("removed")),
    ("rename", lambda: os.rename("renamed", "new name")),
    ("empty", lambda: os.truncate("emptied", 0)),
    ("make", lambda: os.mkdir("made")),
):
    try:
        attempt()
    except OSError:
        continue
    managed.append(name)
print(json.dumps([given, managed]))
"""


def test_where_linux_has_landlock_nothing_can_be_removed_renamed_emptied_or_made_either(tmp_path):
    """What needs no open file, in a folder that anybody may write to. Elsewhere what was given up does not name it."""
    tmp_path.chmod(0o777)
    for name in ("removed", "renamed", "emptied"):
        (tmp_path / name).write_text("an exhibit")
        (tmp_path / name).chmod(0o666)
    words = BY_PATH.format(artist=str(ARTIST), limits=json.dumps(LIMITS))
    answer = subprocess.run(
        [sys.executable, "-I", "-c", words], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    given, managed = json.loads(answer.stdout)
    assert managed == ([] if "paths" in given else ["remove", "rename", "empty", "make"])
