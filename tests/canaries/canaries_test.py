"""Names planted in the records never come out in logs, in error pages, in refusals or in the trail."""

import io
import logging
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.models import Lead
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.models import Entry
from graftwatch.records.guarded import GuardError, writing
from graftwatch.records.models import ContactPoint, Person
from tests.sample_run import row_id, sample_leads, write_sample_run

CANARIES = ("Zephyrine Quillfeather", "+999 555 0100 77", "CANARY-DOC-4711")

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged():
    """Everything that any logger says, down to the last detail, except what the database layer is asked."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def planted(cast, tmp_path):
    name, phone, number = CANARIES
    with writing("drawn"):
        given = {"version": uuid.uuid4(), "source_system": "s", "source_id": "F-1"}
        Person.objects.create(id=uuid.uuid4(), given_name=name, national_id=number, **given)
        given["version"] = uuid.uuid4()
        ContactPoint.objects.create(id=uuid.UUID(row_id("c1")), name=name, phone=phone, **given)
    leads = sample_leads()
    leads["leads"][0]["findings"][0]["rows"] = [{"table": "contact_point", "row": row_id("c1"), "file_number": "F-1"}]
    import_run(operator(), folder=write_sample_run(tmp_path / "out", leads))
    return Lead.objects.for_the_system("a test").get(label="P-4821").pk


def held(text):
    return [canary for canary in CANARIES if canary in text]


def pages(cast, planted, persona):
    browser = Client(raise_request_exception=False)
    browser.force_login(getattr(cast, persona))
    rooms = ("screening:leads", "screening:protection", "screening:runs", "screening:decisions", "oversight:trail")
    for room in (*rooms, "reports:inbox", "cases:day", "cases:cases", "evidence:register", "offices:approvals"):
        yield browser.get(reverse(room), {"q": "x"})
    yield browser.get(reverse("screening:lead", args=[planted]))
    yield browser.get(reverse("screening:rows", args=[planted]))
    yield browser.get("/no/such/page/")


def test_only_opened_rows_show_a_name_and_only_to_whoever_may_open_them(cast, planted):
    shown = {
        persona: [r.request["PATH_INFO"] for r in pages(cast, planted, persona) if held(r.content.decode())]
        for persona in ("officer", "walled", "auditor")
    }
    assert shown == {"officer": [f"/leads/{planted}/rows/"], "walled": [], "auditor": []}


def test_logs_hold_no_name(cast, planted, logged, caplog):
    assert [response.status_code for response in pages(cast, planted, "officer")]
    logging.getLogger("django.request").error("the log is being read")
    assert "the log is being read" in logged.getvalue()
    assert held(logged.getvalue()) == []


def test_a_page_that_fails_shows_and_logs_no_name(cast, planted, logged, monkeypatch):
    from graftwatch.apps.screening.views import leads

    def fail(viewer, found):
        contact = ContactPoint.objects.for_the_system("a test").get()
        raise ValueError("a failure while a row is at hand", contact.pk)

    monkeypatch.setattr(leads, "shown_rows", fail)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.officer)
    response = browser.get(reverse("screening:rows", args=[planted]))
    assert response.status_code == 500
    assert held(response.content.decode() + logged.getvalue()) == []
    assert "a failure while a row is at hand" in logged.getvalue()


def test_the_guard_names_tables_and_no_values(planted):
    with pytest.raises(GuardError) as refusal:
        list(Person.objects.filter(given_name=CANARIES[0]))
    assert held(str(refusal.value)) == []


def test_the_trail_holds_no_name(cast, planted):
    list(pages(cast, planted, "officer"))
    rows = list(Entry.objects.for_the_system("a test"))
    assert rows
    assert held(" ".join(row.written for row in rows)) == []
