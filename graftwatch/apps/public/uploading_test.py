"""Files at the door: sealed with the report, without what hides in them, refused in words that lose nothing typed."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from graftwatch.apps.public.uploading import CUT_OFF
from graftwatch.apps.public.views.reporting_test import NEEDED, REPORT, carried, heading, receipt_of
from graftwatch.desk.door.files import LARGEST_FILE, MOST_FILES
from graftwatch.desk.door.models import Envelope, Letter, SealedFile
from graftwatch.desk.door.sealing import commitment, open_content
from graftwatch.desk.door.sealing_files import files_in, open_file

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
CAMERA = "Canary camera 4711"


def photograph(kind="JPEG", name="ward 7.jpg"):
    """A small picture that says with which camera it was made."""
    picture, exif, said = Image.new("RGB", (8, 8), "teal"), Image.Exif(), io.BytesIO()
    exif[0x0110] = CAMERA
    picture.save(said, kind, exif=exif)
    return SimpleUploadedFile(name, said.getvalue(), "application/x-anything")


def send(door, *files, channel="d", **more):
    said = NEEDED | more | {"channel": channel, "page": "check", "go": "send", "files": list(files)}
    return door.post(REPORT, said)


def read(keys):
    envelope = Envelope.objects.get()
    said = open_content(envelope, keys.ben, keys.ben.id)
    rows = {row.pk: row for row in SealedFile.objects.filter(of=envelope.pk)}
    return said, [(one, open_file(rows[one.id].content, one, envelope.pk)) for one in files_in(said)]


def test_a_file_goes_sealed_with_the_report_and_opens_for_its_readers_alone(door, keys):
    paper = b"%PDF-1.7 a paper with a Canary name"
    done = send(door, photograph(), SimpleUploadedFile("pay list.pdf", paper), channel="c")
    assert heading(done) == "Your report is sealed and stored"
    assert "2 files are sealed with it." in done.content.decode()
    said, found = read(keys)
    assert [(one.name, one.kind, one.hidden) for one, _words in found] == [
        ("ward 7.jpg", "jpeg", "taken_out"),
        ("pay list.pdf", "pdf", "cannot"),
    ]
    assert found[1][1] == paper
    stored = b"".join(bytes(row.content) for row in SealedFile.objects.all()) + bytes(Envelope.objects.get().content)
    assert b"Canary" not in stored
    assert b"pay list" not in stored
    assert commitment(said["salt"], said) == Envelope.objects.get().commitment


def test_place_time_and_camera_are_taken_out_of_a_photograph_and_the_picture_stays_the_same(door, keys):
    before = photograph()
    send(door, before, photograph("PNG", "b.png"))
    _said, found = read(keys)
    for one, words in found:
        assert one.hidden == "taken_out"
        assert CAMERA.encode() not in words
        assert not Image.open(io.BytesIO(words)).getexif()
    before.seek(0)
    assert Image.open(before).tobytes() == Image.open(io.BytesIO(found[0][1])).tobytes()


def test_who_wishes_leaves_them_in_as_proof(door, keys):
    before = photograph()
    send(door, before, keep_hidden="1")
    _said, found = read(keys)
    assert found[0][0].hidden == "kept"
    assert CAMERA.encode() in found[0][1]


def office(*names):
    said = io.BytesIO()
    with zipfile.ZipFile(said, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return said.getvalue()


REFUSED = {
    "a program": (b"MZ\x90\x00" + b"x" * 90, "none of the kinds"),
    "a page with a script": (b"<html><script>1</script>", "none of the kinds"),
    "a drawing that can run": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "none of the kinds"),
    "an archive": (office("a.exe"), "none of the kinds"),
    "macros": (office("word/document.xml", "word/vbaProject.bin"), "none of the kinds"),
    "a film": (b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 90, "none of the kinds"),
    "nothing": (b"", "This file is empty"),
    "a picture cut off": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged or cut off"),
    "too large": (b"%PDF-" + b"x" * LARGEST_FILE, "larger than 8 megabytes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_is_said_and_nothing_typed_is_lost(door, keys, what):
    words, why = REFUSED[what]
    page = send(door, SimpleUploadedFile("holiday.jpg", words), **{"danger.who": "Nadia", "hold": "7"})
    assert page.status_code == 422
    assert why in page.content.decode()
    assert "holiday.jpg" in page.content.decode()
    assert carried(page)["what.text"] == NEEDED["what.text"]
    assert carried(page)["danger.who"] == "Nadia"
    assert '<option value="7" selected>' in page.content.decode()
    assert not Envelope.objects.exists()
    assert not SealedFile.objects.exists()
    again = door.post(REPORT, carried(page) | {"go": "send"})
    assert heading(again) == "Your report is sealed and stored"


def test_an_office_document_without_macros_and_plain_text_in_any_script_are_taken(door, keys):
    send(door, SimpleUploadedFile("a.docx", office("word/document.xml")), SimpleUploadedFile("b", "نص".encode()))
    assert [one.kind for one, _words in read(keys)[1]] == ["office", "text"]


def test_too_many_files_are_not_taken_in_part(door, keys):
    page = send(door, *[photograph() for _ in range(MOST_FILES + 1)])
    assert page.status_code == 422
    assert "more than 5 files" in page.content.decode()
    assert not Envelope.objects.exists()


def test_files_that_are_too_large_together_are_not_taken_in_part(door, keys):
    large = b"%PDF-" + b"x" * (LARGEST_FILE - 5)
    page = send(door, *[SimpleUploadedFile("a.pdf", large) for _ in range(3)])
    assert "larger than 20 megabytes" in page.content.decode()
    assert not SealedFile.objects.exists()


def test_a_request_that_the_server_cut_off_loses_no_word_and_stores_nothing(door, keys):
    cut = NEEDED | {"channel": "d", "page": "check", "files": SimpleUploadedFile("a.pdf", b"%PDF-half")}
    page = door.post(REPORT, cut, **{CUT_OFF: "too_large"})
    assert page.status_code == 422
    assert carried(page)["what.text"] == NEEDED["what.text"]
    assert not Envelope.objects.exists()


def test_a_browser_that_sends_names_alone_is_told_so(door, keys):
    said = NEEDED | {"channel": "d", "page": "check", "go": "send", "files": "ward.jpg"}
    page = door.post(REPORT, said)
    assert page.status_code == 422
    assert "without the files" in page.content.decode()
    assert not Envelope.objects.exists()


def test_a_notice_without_names_takes_no_file(door, keys):
    page = door.post(REPORT, {"channel": "a", "page": "check", "when.year": "2025", "where.country": "AT"})
    assert 'type="file"' not in page.content.decode()
    send(door, photograph(), channel="a")
    assert not SealedFile.objects.exists()


def test_a_name_that_turns_the_line_round_or_hides_a_folder_is_shown_plain(door, keys):
    send(door, SimpleUploadedFile("x/../a\u202egpj.exe.jpg", photograph().read()))
    assert [one.name for one, _words in read(keys)[1]] == ["agpj.exe.jpg"]


def test_files_go_through_the_mailbox_too_and_not_where_the_notice_was_without_names(door, keys):
    receipt = receipt_of(send(door))
    said = {"receipt": receipt, "go": "answer", "words": "Here", "files": photograph()}
    assert "One file is sealed with it." in door.post("/en/mailbox/", said).content.decode()
    assert Letter.objects.count() == SealedFile.objects.count() == 1
    said = {"receipt": receipt, "go": "answer", "words": "Kept words", "files": SimpleUploadedFile("a", b"MZ\x00")}
    page = door.post("/en/mailbox/", said)
    assert page.status_code == 422
    assert "Kept words" in page.content.decode()
    notice = receipt_of(send(door, channel="a", **{"what.text": ""}))
    said = {"receipt": notice, "go": "answer", "words": "Kept words", "files": photograph()}
    page = door.post("/en/mailbox/", said)
    assert page.status_code == 422
    assert "takes no photographs" in page.content.decode()
    assert SealedFile.objects.count() == 1


def test_pressed_twice_it_is_stored_once_with_its_files_once(door, keys):
    receipt = "1234567812345678"
    first = send(door, photograph(), receipt=receipt)
    second = send(door, photograph(), receipt=receipt)
    assert carried(first)["commitment"] == carried(second)["commitment"]
    assert Envelope.objects.count() == SealedFile.objects.count() == 1
