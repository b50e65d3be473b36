"""Whoever tries doors is in the trail, once, without what they typed."""

import uuid

import pytest
from django.test import Client

from graftwatch.desk.audit.models import Entry

pytestmark = pytest.mark.django_db


def refused():
    rows = Entry.objects.for_the_system("a test").filter(result="refused").order_by("number")
    return [(row.verb, row.who, row.thing) for row in rows]


@pytest.fixture
def auditor(cast):
    browser = Client()
    browser.force_login(cast.auditor)
    return browser


def test_a_page_that_is_not_ones_own_is_told_with_its_name_and_number(auditor, cast):
    number = uuid.uuid4()
    assert auditor.get(f"/leads/{number}/?q=Amal").status_code == 404
    assert refused() == [("screening.lead", f"user:{cast.auditor.pk}", f"page:{number}")]
    assert "Amal" not in Entry.objects.for_the_system("a test").last().written


def test_a_refused_action_is_told_once(cast):
    browser = Client()
    browser.force_login(cast.officer)
    assert browser.post("/trail/heads/verify/").status_code == 404
    assert [verb for verb, _, _ in refused()] == ["audit.verify_trail"]


def test_an_address_that_leads_nowhere_and_a_stranger_are_not_told(auditor):
    assert auditor.get("/no/such/page/").status_code == 404
    Client().get("/leads/")
    assert refused() == []
