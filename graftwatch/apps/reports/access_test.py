"""Walls: for whoever is tied to a party, a report and one that does not exist are the same, byte for byte."""

import re
import uuid

import pytest
from django.test import Client

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.models import IdentityRequest, Report
from graftwatch.desk.access import parties
from graftwatch.desk.access.approvals import ask_for_approval
from graftwatch.desk.access.matters import put_onto
from graftwatch.desk.access.models import Approval, Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.moving import moves_of
from graftwatch.records.guarded import writing
from tests.people import NAMES
from tests.reporting import opened, received
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db
NORD = parties.facility(CENTRES["Centre Nord"])


@pytest.fixture
def against_nord(vaults):
    """A report that names Centre Nord; Tomas of triage is family of somebody there."""
    report, _sealed = received(must_not_see=[NORD])
    actions.open_report(vaults.viewer("triage"), report, unlocked=opened(vaults, "triage"))
    with writing("tests"):
        put_onto(report, vaults.triage2, task="reader", by=vaults.viewer("triage"))
    Tie.objects.create(user=vaults.triage2, party=NORD, kind="family")
    return report


def test_only_its_readers_see_a_report(vaults, against_nord):
    seen = {name for name in NAMES if Report.objects.seen_by(vaults.viewer(name)).exists()}
    assert seen == {"triage", "supervisor"}


@pytest.mark.parametrize("name", ["liaison", "triage2"])
def test_the_tied_find_nothing_in_list_detail_count_clock_history_or_approval(vaults, against_nord, name):
    viewer = vaults.viewer(name)
    request = ask_for_approval(
        vaults.viewer("triage"), against_nord, verb="reports.judge_abusive", reason="r", matter=against_nord
    )
    assert queries.find_report(viewer, against_nord.pk) is None
    assert queries.inbox(viewer, "open") == []
    assert set(queries.counts(viewer).values()) == {0}
    assert not Deadline.objects.seen_by(viewer).filter(matter_id=against_nord.pk).exists()
    assert moves_of(viewer, against_nord) == []
    assert not Approval.objects.seen_by(viewer).filter(pk=request.pk).exists()
    with pytest.raises(Denied):
        actions.carry_out(viewer, against_nord, verb="screen", said={})
    with pytest.raises(Denied):
        actions.ask_for_identity(viewer, against_nord, said={"purpose": "safety", "days": "1", "reason": "r"})
    assert not IdentityRequest.objects.seen_by(viewer).exists()


PAGES = (
    "/reports/{}/",
    "/reports/{}/read/",
    "/reports/{}/do/screen/",
    "/reports/{}/facts/",
    "/reports/{}/signs/",
    "/reports/{}/walls/",
    "/reports/{}/identity/",
)


def body(response):
    """The page without what differs from one answer to the next: nonce, token, and the address itself."""
    words = re.sub(rb'nonce="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', b"", response.content)
    return response.status_code, re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", words)


@pytest.mark.parametrize("name", ["liaison", "triage2"])
def test_the_pages_of_a_walled_report_are_those_of_none(vaults, against_nord, name):
    browser = Client()
    browser.force_login(getattr(vaults, name))
    for page in PAGES:
        there = browser.get(page.format(against_nord.pk))
        nowhere = browser.get(page.format(uuid.uuid4()))
        assert there.status_code == 404, page
        assert body(there) == body(nowhere), page


def test_the_inbox_of_somebody_tied_is_the_inbox_of_an_empty_office(vaults):
    browser = Client()
    browser.force_login(vaults.triage2)
    before = body(browser.get("/reports/"))
    Tie.objects.create(user=vaults.triage2, party=NORD, kind="family")
    report, _sealed = received(must_not_see=[NORD])
    with writing("tests"):
        put_onto(report, vaults.triage2, task="reader", by=vaults.viewer("triage"))
    assert body(browser.get("/reports/")) == before


def test_searching_by_another_reports_number_says_nothing_of_a_walled_one(vaults, against_nord):
    from graftwatch.apps.reports.guards import other_report_is_known

    own, _sealed = received()
    tomas = vaults.viewer("triage2")
    there = other_report_is_known(tomas, own, {"other": against_nord.number})
    nowhere = other_report_is_known(tomas, own, {"other": "R-222-2222"})
    assert there == nowhere != ""
