"""What may do harm is found by its own bytes, whatever it is called; and what is ordinary is not accused."""

import bz2
import gzip
import io
import lzma
import socket
import threading
import zipfile
import zlib

import pytest

from graftwatch.apps.evidence import looking
from graftwatch.apps.evidence.looking import look
from graftwatch.apps.evidence.looking.clamav import ScannerSilentError
from graftwatch.apps.evidence.looking.marks import TEST_VIRUS

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 20 + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), words)
    return out.getvalue()


def nested(depth):
    words = zipped(a_dot_txt=b"deep")
    for _ in range(depth):
        words = zipped(inner_dot_zip=words)
    return words


def packed(inside):
    return PDF + b"3 0 obj <</Filter /FlateDecode>> stream\r\n" + zlib.compress(inside) + b"\nendstream endobj"


HARMFUL = {
    "the test virus": (TEST_VIRUS, "test_virus"),
    "the test virus further down": (b"words " * 9000 + TEST_VIRUS, "test_virus"),
    "a Windows program": (b"MZ\x90\x00" + b"\0" * 200, "program"),
    "a Linux program": (b"\x7fELF\x02" + b"\0" * 200, "program"),
    "a script with a mark before it": (b"\xef\xbb\xbf#!/bin/sh\nrm", "program"),
    "a program in an archive": (zipped(invoice_dot_pdf_dot_exe=b"x"), "program"),
    "an archive bomb": (zipped(bomb=b"\0" * 40_000_000), "archive_bomb"),
    "a gzip bomb": (gzip.compress(b"\0" * 60_000_000), "archive_bomb"),
    "a bzip2 bomb": (bz2.compress(b"\0" * 60_000_000), "archive_bomb"),
    "an xz bomb": (lzma.compress(b"\0" * 60_000_000), "archive_bomb"),
    "an archive in an archive in an archive": (nested(4), "nested_archive"),
    "a picture that is an archive, too": (JPEG + zipped(a=b"x"), "hidden_archive"),
    "a PDF that is an archive, too": (PDF + zipped(a=b"x"), "hidden_archive"),
    "a picture that is a PDF, too": (PNG + PDF, "hidden_document"),
    "a page before a PDF": (b"<html>hello</html>" + PDF, "hidden_document"),
    "a picture that is a script, too": (b"GIF89a/*" + b"\0" * 30 + b"*/=1;alert(1)", "hidden_script"),
    "a picture with a script at its end": (JPEG + b"<?php system($_GET[0]);", "hidden_script"),
    "a drawing with a script": (b"<svg xmlns='x'><script>alert(1)</script></svg>", "script_in_picture"),
    "a drawing with a handler": (b"<svg onload='alert(1)'/>", "script_in_picture"),
    "a drawing with a link that runs": (b"<svg><a href='java&#115;cript:alert(1)'/></svg>", "script_in_picture"),
    "a drawing in two-byte signs": ("<svg onload='alert(1)'/>".encode("utf-16"), "script_in_picture"),
    "a PDF with a script": (PDF.replace(b"/Pages", b"/OpenAction <</S /JavaScript /JS (x)>> /Pages"), "script_in_pdf"),
    "a PDF that hides the word": (PDF.replace(b"/Pages", b"/A <</S /J#61vaScript>> /Pages"), "script_in_pdf"),
    "a PDF that packs the word": (packed(b"<</S /JavaScript /JS (app.alert(1))>>"), "script_in_pdf"),
    "a PDF that starts a program": (PDF.replace(b"/Pages", b"/A <</S /Launch /F (cmd)>> /Pages"), "script_in_pdf"),
    "a Word file with macros": (zipped(word__vbaProject_dot_bin=b"x", word__document_dot_xml=b"<w/>"), "macros"),
    "an old Word file with macros": (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
}
ORDINARY = {
    "text": (b"Two consent forms.", "text/plain"),
    "Arabic text": ("نموذج موافقة".encode(), "text/plain"),
    "a picture": (JPEG, "image/jpeg"),
    "a PDF": (PDF, "application/pdf"),
    "an archive": (zipped(a_dot_txt=b"words" * 100), "application/zip"),
    "a Word file": (zipped(word__document_dot_xml=b"<w/>"), "application/zip"),
    "nothing at all": (b"", "application/octet-stream"),
}


@pytest.mark.parametrize(("words", "found"), HARMFUL.values(), ids=HARMFUL)
def test_what_may_do_harm_is_found(words, found):
    assert found in look(iter([words]), len(words)).found


@pytest.mark.parametrize(("words", "kind"), ORDINARY.values(), ids=ORDINARY)
def test_what_is_ordinary_is_not_accused_and_is_called_what_it_is(words, kind):
    seen = look(iter([words]), len(words))
    assert seen.found == ()
    assert seen.type == kind or kind == "text/plain"


def test_of_a_very_large_file_beginning_and_end_are_looked_at_and_that_is_said(monkeypatch):
    monkeypatch.setattr(looking, "LOOKED_THROUGH", 1000)
    words = b"a" * 200_000 + TEST_VIRUS + b"b" * 200_000
    pieces = [words[start : start + 65_536] for start in range(0, len(words), 65_536)]
    seen = look(iter(pieces), len(words))
    assert (seen.found, seen.notes) == (("test_virus",), ("not_read_whole",))


def test_what_cannot_be_looked_into_is_said_and_not_accused():
    assert look(iter([PDF + b"/Encrypt 5 0 R"]), 999).notes == ("not_readable",)
    assert look(iter([b"PK\x03\x04 broken"]), 999).notes == ("not_readable",)


def test_garbage_of_every_kind_never_breaks_the_look():
    for head in (
        b"PK\x05\x06",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"BZh9",
        b"\xfd7zXZ\x00",
        b"%PDF-",
        b"<svg",
        b"GIF89a",
        OLE,
    ):
        for tail in (b"", b"\xff" * 300, bytes(range(256)) * 3, b"PK\x05\x06" + b"\xff" * 18):
            assert look(iter([head + tail]), len(head + tail)).type


def answering(path, answer):
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.bind(str(path))
    line.listen(1)

    def serve():
        other, _from = line.accept()
        while True:
            piece = other.recv(65_536)
            if piece.endswith(b"\0\0\0\0"):
                break
        other.sendall(answer)
        other.close()
        line.close()

    threading.Thread(target=serve, daemon=True).start()


def test_a_scanner_on_this_machine_is_asked_where_one_is_named(tmp_path, settings):
    for number, (answer, found) in enumerate([(b"stream: Win.Test FOUND\0", ("virus",)), (b"stream: OK\0", ())]):
        place = tmp_path / str(number)
        answering(place, answer)
        settings.EVIDENCE_CLAMAV_SOCKET = place
        assert look(iter([b"words"]), 5).found == found


def test_where_the_scanner_is_silent_nothing_is_kept_unscanned(tmp_path, settings):
    settings.EVIDENCE_CLAMAV_SOCKET = tmp_path / "nobody"
    with pytest.raises(ScannerSilentError):
        look(iter([b"words"]), 5)
