"""The pages of evidence: what a browser sends, what it gets, and what stays when the line breaks."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.storage import pieces_of
from graftwatch.desk.access.models import Approval
from graftwatch.desk.vault.models import RecordKey
from tests.exhibits import TEXT_OF_A_PROGRAM, answers, collected, do, flip_a_byte, in_custody

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(cast, settings):
    settings.STEP_UP_IS_REQUIRED = False

    def log_in(name, **options):
        browser = Client(**options)
        browser.force_login(getattr(cast, name))
        return browser

    return log_in


def send(browser, item, words=b"a page", name="page.txt", **more):
    sent = {"what": "A page", "file": SimpleUploadedFile(name, words), **more}
    return browser.post(reverse("evidence:add_file", args=[item.pk]), sent)


def files(home):
    return [path for path in (home / "evidence").rglob("*") if path.is_file()]


def test_a_file_that_is_sent_is_sealed_and_shown_with_its_hashes(browse, cast, case):
    item, browser = collected(cast, case), browse("investigator")
    assert send(browser, item).status_code == 302
    file = File.objects.for_the_system("a test").get(item_id=item.pk)
    assert b"".join(pieces_of(file.pk, "evidence_items")) == b"a page"
    page = browser.get(reverse("evidence:item", args=[item.pk])).content.decode()
    assert "page.txt" in page
    assert hashlib.sha256(b"a page").hexdigest() in page
    assert "SHA-512" in page


def test_a_program_that_is_sent_puts_the_exhibit_into_quarantine_and_cannot_be_taken(browse, cast, case):
    item, browser = collected(cast, case), browse("investigator")
    said = browser.get(send(browser, item, TEXT_OF_A_PROGRAM, "photo.jpg")["Location"]).content.decode()
    assert "a program, or a script that runs" in said
    file = File.objects.for_the_system("a test").get(item_id=item.pk)
    assert Item.objects.for_the_system("a test").get(pk=item.pk).state == "quarantined"
    answer = browser.post(reverse("evidence:take", args=[file.pk]), {"purpose": "Look"})
    assert "quarantine" in answer.content.decode()
    assert "Content-Disposition" not in answer


def test_a_file_that_is_too_large_is_refused_and_nothing_of_it_is_kept(browse, cast, case, home, settings):
    settings.EVIDENCE_LARGEST_FILE = 100_000
    item = collected(cast, case)
    n_keys = RecordKey.objects.count()
    said = send(browse("investigator"), item, b"x" * 200_000).content.decode()
    assert "larger than what can be kept" in said
    assert files(home) == []
    assert RecordKey.objects.count() == n_keys
    assert not File.objects.for_the_system("a test").filter(item_id=item.pk).exists()


class BreaksOff(io.BytesIO):
    """A line that breaks in the middle of a file."""

    def read(self, *args):
        words = super().read(*args)
        if not words:
            raise OSError("the line is gone")
        return words


def test_a_line_that_breaks_leaves_no_row_no_bytes_and_no_key(browse, cast, case, home):
    item = collected(cast, case)
    n_keys = RecordKey.objects.count()
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + b"y" * 90_000
    browser = browse("investigator", raise_request_exception=False)
    address = reverse("evidence:add_file", args=[item.pk])
    answer = browser.post(
        address,
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": BreaksOff(body), "CONTENT_LENGTH": 10**6},
    )
    assert answer.status_code >= 400 or "This field is required" in answer.content.decode()
    assert (home / "evidence" / "arriving").is_dir()
    assert files(home) == []
    assert RecordKey.objects.count() == n_keys
    assert not File.objects.for_the_system("a test").filter(item_id=item.pk).exists()


def test_what_cannot_be_kept_here_is_not_kept(browse, cast, case, home):
    item = in_custody(cast, case)
    before = files(home)
    said = send(browse("investigator"), item).content.decode()
    assert "Nothing is kept yet" in said
    assert files(home) == before


def test_nothing_is_taken_in_without_the_token_of_the_page(browse, cast, case, home):
    item = collected(cast, case)
    assert send(browse("investigator", enforce_csrf_checks=True), item).status_code == 403
    assert files(home) == []


def test_strangers_bytes_are_not_even_taken_in(browse, cast, case, home):
    item = collected(cast, case)
    assert send(browse("officer"), item).status_code == 404
    assert not (home / "evidence" / "arriving").exists() or files(home) == []


def test_a_file_leaves_only_to_be_saved_and_stands_in_the_register(browse, cast, case, kept):
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    answer = browse("keeper").post(reverse("evidence:take", args=[file.pk]), {"purpose": "Comparison"})
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"consent forms" in b"".join(answer.streaming_content)
    events = CustodyEvent.objects.for_the_system("a test").filter(item_id=kept.pk)
    assert events.order_by("number").last().verb == "take_file"


def test_what_leaves_asks_again_who_is_there(cast, case, kept, settings):
    settings.STEP_UP_IS_REQUIRED = True
    browser = Client()
    browser.force_login(cast.keeper)
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    for address in (reverse("evidence:take", args=[file.pk]), reverse("evidence:export", args=[case.pk])):
        assert browser.get(address)["Location"].startswith("/account/again/")


def test_a_step_that_needs_two_people_offers_to_ask_and_is_done_once_they_agree(browse, cast, kept):
    browser, said = browse("keeper"), answers("give_back", cast)
    address = reverse("evidence:step", args=[kept.pk, "give_back"])
    assert "Ask a second person" in browser.post(address, said).content.decode()
    browser.post(reverse("evidence:ask", args=[kept.pk, "give_back"]), {"reason": "The trial is over"})
    asked = Approval.objects.for_the_system("a test").get()
    assert (asked.verb, asked.matter_id) == ("evidence.give_back", kept.case_id)
    from graftwatch.desk.access.approvals import answer_approval

    answer_approval(cast.viewer("prosecutor"), asked, granted=True, why="I read it")
    assert "A second person has agreed" in browser.get(reverse("evidence:item", args=[kept.pk])).content.decode()
    assert browser.post(address, said).status_code == 302
    assert Item.objects.for_the_system("a test").get(pk=kept.pk).state == "returned"


def test_a_byte_that_differs_is_said_in_red_and_stops_everything(browse, cast, kept, home):
    flip_a_byte(home, File.objects.for_the_system("a test").get(item_id=kept.pk))
    browser = browse("keeper")
    browser.post(reverse("evidence:verify", args=[kept.pk]))
    page = browser.get(reverse("evidence:item", args=[kept.pk])).content.decode()
    assert 'class="broken" role="alert"' in page
    assert reverse("evidence:step", args=[kept.pk, "check_out"]) not in page


def test_who_hides_an_exhibit_by_saying_that_it_may_be_privileged_comes_back_to_the_register(browse, cast, kept):
    browser = browse("investigator")
    answer = browser.post(reverse("evidence:step", args=[kept.pk, "hold_privilege"]), {"why": "A letter to a lawyer"})
    assert answer["Location"] == reverse("evidence:register")
    assert browser.get(reverse("evidence:item", args=[kept.pk])).status_code == 404


def test_names_of_files_are_written_as_text(browse, cast, case):
    item, browser = collected(cast, case), browse("investigator")
    send(browser, item, name="<script>alert(1)</script>.txt", what="<b>bold</b>")
    page = browser.get(reverse("evidence:item", args=[item.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_the_case_page_names_the_exhibit(browse, cast, case, kept):
    page = browse("investigator").get(reverse("cases:case", args=[case.pk])).content.decode()
    assert kept.exhibit in page
    do(cast, "investigator", kept, "hold_privilege")
    assert kept.exhibit not in browse("investigator").get(reverse("cases:case", args=[case.pk])).content.decode()
