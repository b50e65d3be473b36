"""A viewing copy is derived, hashed, sealed and written down; whatever goes wrong with it never shows the original."""

import io
import zipfile
import zlib

import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.evidence.actions import export, make_copy, open_item, verify
from graftwatch.apps.evidence.actions.viewing import copy_of
from graftwatch.apps.evidence.bag import Recipient
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.storage import pieces_of
from graftwatch.apps.evidence.verifier.verify_bag import findings
from graftwatch.apps.evidence.viewing.process_test import png_that_says
from graftwatch.desk.audit.action import Denied
from graftwatch.records.guarded import writing
from tests.exhibits import PHOTOGRAPH, add, collected, do, flip_a_byte

pytestmark = pytest.mark.django_db
MADE = "make_viewing_copy"
BOMB = png_that_says(60_000, 60_000, zlib.compress(b"\0" * 2_000_000, 9))


@pytest.fixture
def browse(cast):
    def log_in(name):
        browser = Client()
        browser.force_login(getattr(cast, name))
        return browser

    return log_in


@pytest.fixture
def photograph(cast, case):
    item = collected(cast, case)
    return add(cast, "investigator", item, PHOTOGRAPH, called="ward.png")


def state_of(file):
    return Item.objects.for_the_system("a test").get(pk=file.item_id).state


def made_of(file):
    with writing("a test"):
        return copy_of(file)


def test_the_copy_is_a_sealed_derivative_with_its_own_hashes_and_a_line_in_the_custody_record(cast, photograph, home):
    assert make_copy(cast.viewer("investigator"), photograph) == ""
    item = Item.objects.for_the_system("a test").get(pk=photograph.item_id)
    opened = open_item(cast.viewer("investigator"), item)
    (_original, (copy, facts)) = opened.files
    assert copy.parent_id == photograph.pk
    assert (facts.parent, facts.type) == (str(photograph.pk), "application/zip")
    assert facts.drawn["n_shown"] == facts.drawn["n_pages"] == 1
    (told,) = [each for each in opened.events if each.event.verb == MADE]
    said = told.said["said"]
    assert (said["file"], said["parent"], said["sha256"]) == (str(copy.pk), str(photograph.pk), facts.sha256)
    assert verify(cast.viewer("investigator"), item), "the copy is hashed with everything else"
    sealed = next((home / "evidence").rglob(f"{copy.pk.hex}.sealed")).read_bytes()
    assert b"PNG\r\n" not in sealed


def test_a_copy_is_made_once(cast, photograph):
    for name in ("investigator", "prosecutor"):
        assert make_copy(cast.viewer(name), photograph) == ""
    assert File.objects.for_the_system("a test").filter(parent_id=photograph.pk).count() == 1


def test_the_original_is_never_shown_and_each_look_is_an_act(browse, cast, photograph):
    from graftwatch.desk.audit.models import Entry

    browser, address = browse("investigator"), reverse("evidence:view", args=[photograph.pk])
    assert "Make a viewing copy" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    page = browser.get(address).content.decode()
    assert 'alt="Page 1 of 1, drawn"' in page
    answer = browser.get(reverse("evidence:picture", args=[photograph.pk, 1]))
    assert (answer["Content-Type"], answer["Content-Security-Policy"]) == ("image/png", "default-src 'none'; sandbox")
    assert answer.content != PHOTOGRAPH
    assert browser.get(reverse("evidence:picture", args=[photograph.pk, 2])).status_code == 404
    assert browser.get(address, {"page": "9"}).status_code == 404
    assert browser.get(address, {"page": "٣"}).status_code == 404
    verbs = Entry.objects.for_the_system("a test").values_list("verb", flat=True)
    assert {"evidence.look_at", "evidence.look_at_picture", "evidence.keep_viewing_copy"} <= set(verbs)


def test_text_is_shown_as_letters_and_never_as_markup(browse, cast, case):
    item = collected(cast, case)
    file = add(cast, "investigator", item, b"Paid in May.\n<b onclick=x>4000</b>\n", called="notes.txt")
    browser, address = browse("investigator"), reverse("evidence:view", args=[file.pk])
    browser.post(address)
    page = browser.get(address).content.decode()
    assert "&lt;b onclick=x&gt;4000&lt;/b&gt;" in page
    assert "<b onclick" not in page


def test_what_stops_the_process_puts_the_exhibit_into_quarantine_and_is_said(browse, cast, case):
    item = collected(cast, case)
    file = add(cast, "investigator", item, BOMB, called="scan.png")
    browser = browse("investigator")
    answer = browser.post(reverse("evidence:view", args=[file.pk]), follow=True)
    assert answer.status_code == 200
    assert "The exhibit is in quarantine." in answer.content.decode()
    assert "far more room than the file itself" in answer.content.decode()
    assert state_of(file) == "quarantined"
    assert made_of(file) is None
    assert browser.post(reverse("evidence:view", args=[file.pk]), follow=True).status_code == 200


def test_in_quarantine_the_viewing_copy_is_all_there_is(browse, cast, photograph):
    item = Item.objects.for_the_system("a test").get(pk=photograph.item_id)
    with writing("a test"):
        add(cast, "investigator", item, b"MZ\x90\x00" + b"\0" * 300, called="b.jpg")
    assert state_of(photograph) == "quarantined"
    browser = browse("investigator")
    assert make_copy(cast.viewer("investigator"), photograph) == ""
    assert 'class="drawn"' in browser.get(reverse("evidence:view", args=[photograph.pk])).content.decode()
    page = browser.get(reverse("evidence:item", args=[item.pk])).content.decode()
    assert reverse("evidence:take", args=[photograph.pk]) not in page
    assert reverse("evidence:view", args=[photograph.pk]) in page


@pytest.mark.parametrize(
    ("words", "said"),
    [(b"PK\x03\x04 broken", "this kind of file"), (PHOTOGRAPH[:40], "encrypted or damaged")],
    ids=["an archive", "a torn picture"],
)
def test_what_cannot_be_drawn_is_said_and_accused_of_nothing(browse, cast, case, words, said):
    item = collected(cast, case)
    file = add(cast, "investigator", item, words)
    answer = browse("investigator").post(reverse("evidence:view", args=[file.pk]), follow=True)
    assert said in answer.content.decode()
    assert state_of(file) == "collected"


def test_a_file_whose_bytes_differ_is_not_drawn_but_put_under_an_exception(browse, cast, photograph, home):
    flip_a_byte(home, photograph)
    answer = browse("investigator").post(reverse("evidence:view", args=[photograph.pk]), follow=True)
    assert "differs from what was sealed" in answer.content.decode()
    assert state_of(photograph) == "integrity_exception"


def test_whoever_may_not_open_the_exhibit_gets_no_drawing_of_it(cast, kept):
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    with pytest.raises(Denied):
        make_copy(cast.viewer("supervisor"), file)
    make_copy(cast.viewer("keeper"), file)
    do(cast, "investigator", kept, "hold_privilege")
    copy = made_of(file)
    assert copy.compartment == "legal_privilege"
    with pytest.raises(Denied):
        make_copy(cast.viewer("keeper"), file)
    assert make_copy(cast.viewer("reviewer"), File.objects.for_the_system("a test").get(pk=file.pk)) == ""


def test_copies_leave_in_the_bag_beside_their_originals_and_the_bag_verifies(cast, case, kept, tmp_path):
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    make_copy(cast.viewer("keeper"), file)
    kept.refresh_from_the_rows()
    bag = export(
        cast.viewer("keeper"), case, items=[kept], recipient="Court", purpose="Trial", seal_for=Recipient("", "")
    )
    place = tmp_path / "bag.zip"
    place.write_bytes(b"".join(bag.pieces))
    assert [sentence for holds, sentence in findings(str(place)) if not holds] == []
    with zipfile.ZipFile(place) as archive:
        assert sum("/data/files/" in name for name in archive.namelist()) == 2


def test_destroying_an_exhibit_destroys_its_viewing_copies(cast, photograph):
    from graftwatch.apps.evidence import keeping
    from graftwatch.apps.evidence.storage import NotHereError

    make_copy(cast.viewer("investigator"), photograph)
    copy = made_of(photograph)
    assert io.BytesIO(b"".join(pieces_of(copy.pk, copy.compartment))).read(2) == b"PK"
    keeping.remove_files(Item.objects.for_the_system("a test").get(pk=photograph.item_id))
    with pytest.raises(NotHereError):
        list(pieces_of(copy.pk, copy.compartment))
