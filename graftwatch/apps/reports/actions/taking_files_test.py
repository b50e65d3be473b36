"""Files of a reporter: quarantined, opened by whoever may open the words, named harmlessly, erased with the report."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from graftwatch.apps.reports import actions, collecting
from graftwatch.apps.reports.actions.erasing import bury, records_of
from graftwatch.apps.reports.models import ReportFile
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.door import letters
from graftwatch.desk.door.files import Given
from graftwatch.desk.door.models import Envelope, SealedFile
from graftwatch.desk.vault import record_keys
from graftwatch.records.guarded import writing
from tests.reporting import PASSPHRASE, handed_in, opened, received, with_vaults

PAPER = Given("Canary ward list.pdf", b"%PDF-Canary " + b"x" * 3000, "pdf", "cannot")
PICTURE = Given("a.jpg", b"\xff\xd8\xff picture", "jpeg", "taken_out")


@pytest.fixture
def report(cast):
    with_vaults(cast)
    found, sealed = received(files=(PAPER, PICTURE))
    letters.answer(sealed.receipt, "answer", "And this", timezone.localdate(), [PICTURE])
    collecting.collect(timezone.now())
    return found


def test_a_reader_sees_what_came_in_order_and_takes_each_under_a_harmless_name(cast, report):
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    shown = actions.open_report(tara, report, unlocked=key)
    assert [(one.place, one.name, one.with_a_letter) for one in shown.files] == [
        (1, "Canary ward list.pdf", False),
        (2, "a.jpg", False),
        (3, "a.jpg", True),
    ]
    taken = actions.take_file(tara, report, row=shown.files[0].row, unlocked=key)
    assert taken.words == PAPER.words
    assert taken.name == f"{report.number}-1.pdf"
    assert not SealedFile.objects.exists()


def test_taking_one_is_in_the_trail_without_its_name(cast, report):
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    row = actions.open_report(tara, report, unlocked=key).files[0].row
    actions.take_file(tara, report, row=row, unlocked=key)
    entry = Entry.objects.for_the_system("t").filter(verb="reports.take_file").get()
    assert (entry.thing, entry.act, entry.result) == (f"reports.report:{report.pk}", "disclosure", "done")
    assert "Canary" not in " ".join(each.written for each in Entry.objects.for_the_system("t"))


def test_nobody_else_takes_one_and_a_report_is_opened_first(cast, report):
    key = opened(cast, "triage")
    row = ReportFile.objects.for_the_system("t").first().pk
    with pytest.raises(Denied):
        actions.take_file(cast.viewer("triage"), report, row=row, unlocked=key)
    for name in ("custodian", "reviewer", "prosecutor", "access"):
        with pytest.raises(Denied):
            actions.take_file(cast.viewer(name), report, row=row, unlocked=key)


def test_a_file_of_another_report_is_not_there(cast, report):
    other, _sealed = received(files=(PICTURE,))
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    row = actions.open_report(tara, other, unlocked=key).files[0].row
    actions.open_report(tara, report, unlocked=key)
    for wrong in (row, uuid.UUID(int=7)):
        with pytest.raises(Denied):
            actions.take_file(tara, report, row=wrong, unlocked=key)


def test_the_browser_saves_it_and_never_shows_it(cast, report):
    browser = Client()
    browser.force_login(cast.triage)
    page = reverse("reports:read", args=[report.pk])
    row = ReportFile.objects.for_the_system("t").filter(letter=None).first().pk
    address = reverse("reports:take_file", args=[report.pk, row])
    assert browser.post(address).url == f"{reverse('offices:unlock')}?next={page.replace('/', '%2F')}"
    browser.post("/vault/open/", {"passphrase": PASSPHRASE, "next": page})
    browser.post(reverse("reports:open", args=[report.pk]))
    shown = browser.get(page).content.decode()
    assert "Canary ward list.pdf" in shown
    assert "It may hold its author" in shown
    answer = browser.post(address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{report.number}-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert browser.get(address).status_code == 405


def test_erasing_the_report_erases_its_files_also_in_a_backup(cast, report):
    row = ReportFile.objects.for_the_system("t").first()
    name = f"reports.reportfile:{row.pk}"
    assert record_keys.key_of(name, "report_text")
    named = set(records_of(report))
    assert {f"reports.reportfile:{one.pk}" for one in ReportFile.objects.for_the_system("t")} <= named
    with writing("a test"):
        bury(report)
    record_keys.destroy_all(named)
    assert record_keys.key_of(name, "report_text") is None
    assert {bytes(one.sealed) for one in ReportFile.objects.for_the_system("t")} == {b""}


def test_what_lies_at_the_desk_shows_neither_bytes_nor_name(cast, report):
    kept = b"".join(bytes(row.sealed) for row in ReportFile.objects.for_the_system("t")) + bytes(report.bundle)
    assert b"Canary" not in kept


def test_cut_off_between_taking_in_and_removing_the_files_are_there_once(cast, monkeypatch):
    class CrashError(Exception):
        """The process is gone."""

    def dies(_envelope):
        raise CrashError

    with_vaults(cast)
    handed_in(files=(PAPER, PICTURE))
    with monkeypatch.context() as cut:
        cut.setattr(collecting.door, "remove", dies)
        with pytest.raises(CrashError):
            collecting.collect(timezone.now())
    assert (SealedFile.objects.count(), ReportFile.objects.for_the_system("t").count()) == (2, 2)
    collecting.collect(timezone.now())
    assert (SealedFile.objects.count(), ReportFile.objects.for_the_system("t").count()) == (0, 2)
    assert not Envelope.objects.exists()
