"""The data-protection officer decides on what is due, and sees and ends copies; nobody else finds these pages."""

import datetime as dt

import pytest
from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.machine import Clock
from graftwatch.desk.vault.copies import register_copy
from graftwatch.desk.vault.models import Copy, LegalHold, Proposal
from graftwatch.desk.vault.retention import acting
from graftwatch.desk.vault.retention.in_rooms import running_in_rooms
from graftwatch.desk.vault.retention.kinds import Kept
from graftwatch.records.guarded import writing
from tests.exhibits import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def dpo(cast, client, monkeypatch):
    """The officer's browser, and a task whose time of keeping is over."""
    kept = Kept("spam", "inbox.Task", since=lambda row: row.due_on)
    monkeypatch.setattr(acting, "all_kept", lambda: [kept])
    monkeypatch.setattr(acting, "kept_named", lambda clock, model: kept)
    row = Task(matter_kind="cases.case", matter_id="0" * 32, compartment="investigation")
    row.what, row.due_on = "Call Ana Marik", timezone.localdate() - dt.timedelta(days=31)
    with writing("a test"):
        row.save()
    client.force_login(cast.dpo)
    client.post("/retention/look/")
    return client


def proposal():
    return Proposal.objects.for_the_system("a test").latest("proposed_at")


def test_what_is_due_is_erased_with_a_reason_and_a_certificate_is_shown(dpo):
    assert "Report that was spam" in dpo.get("/retention/").content.decode()
    address = f"/retention/{proposal().pk}/"
    assert "Marik" not in dpo.get(address).content.decode()
    said = {"answer": "erase", "why": "No purpose is left"}
    page = dpo.post(f"{address}decide/", said, follow=True).content.decode()
    assert "Certificate of erasure" in page
    assert "No purpose is left" in page
    assert "Nothing is due" in dpo.get("/retention/").content.decode()
    assert "erased" in dpo.get(address).content.decode()


def test_a_hold_needs_a_day_and_can_be_lifted(dpo):
    address = f"/retention/{proposal().pk}/decide/"
    assert "Name a day" in dpo.post(address, {"answer": "hold", "why": "Order 4/26"}).content.decode()
    day = timezone.localdate() + dt.timedelta(days=30)
    page = dpo.post(address, {"answer": "hold", "why": "Order 4/26", "until": day}, follow=True).content.decode()
    assert "Order 4/26" in page
    hold = LegalHold.objects.for_the_system("a test").get()
    assert "Order 4/26" not in dpo.post(f"/retention/holds/{hold.pk}/lift/", follow=True).content.decode()


def test_what_is_kept_is_kept_until_a_day(dpo):
    day = timezone.localdate() + dt.timedelta(days=30)
    dpo.post(f"/retention/{proposal().pk}/decide/", {"answer": "keep", "why": "A complaint", "until": day})
    assert proposal().ask_again_on == day


def test_copies_are_listed_and_ended(dpo):
    with writing("a test"):
        register_copy(operator(), "export", "District court", "cases.case:1", "trial", "Order 9", timezone.localdate())
    assert "District court" in dpo.get("/copies/").content.decode()
    copy = Copy.objects.for_the_system("a test").get()
    dpo.post(f"/copies/{copy.pk}/end/", {"how": "destroyed, letter of 4 May"})
    assert "District court" not in dpo.get("/copies/").content.decode()
    assert "letter of 4 May" in dpo.get("/copies/?ended=1").content.decode()


def test_reports_and_cases_in_their_rooms_are_listed_by_due_day_and_a_hold_stops_them(cast, client):
    case, today = open_case(cast), timezone.localdate()
    clock = Clock("retention", "", dt.timedelta(days=-1), "")
    with writing("a test"):
        start_clock("investigation", case, clock, now=timezone.now(), matter=case)
    (due,) = running_in_rooms(today, within=dt.timedelta(days=90))
    assert (due.thing_id, due.held_until, due.is_due) == (case.pk, None, True)
    client.force_login(cast.dpo)
    page = client.get("/retention/").content.decode()
    assert "is due in its own room, where two people erase it" in page
    assert str(case.pk) in page
    assert case.number not in page
    until = today + dt.timedelta(days=40)
    with writing("a test"):
        Case.objects.for_the_system("a test").filter(pk=case.pk).update(held_until=until, held_because="Appeal")
    (held,) = running_in_rooms(today, within=dt.timedelta(days=90))
    assert (held.held_until, held.is_due) == (until, False)
    assert "is due in its own room" not in client.get("/retention/").content.decode()


def test_what_ends_later_is_not_listed_yet_and_nothing_is_erased_by_a_clock(cast):
    case, now = open_case(cast), timezone.now()
    with writing("a test"):
        start_clock("investigation", case, Clock("retention", "", dt.timedelta(days=200), ""), now=now, matter=case)
    assert running_in_rooms(timezone.localdate(), within=dt.timedelta(days=90)) == []
    assert len(running_in_rooms(timezone.localdate(), within=dt.timedelta(days=201))) == 1
    acting.propose(operator(), today=timezone.localdate() + dt.timedelta(days=300))
    assert not Proposal.objects.for_the_system("a test").filter(thing_id=case.pk).exists()
    assert Case.objects.for_the_system("a test").get(pk=case.pk).investigation != "erased"


def test_others_find_nothing_here(dpo, cast, client):
    number = proposal().pk
    client.force_login(cast.auditor)
    for address in ("/retention/", "/copies/", f"/retention/{number}/"):
        assert client.get(address).status_code == 404
