"""The identity behind a report: asked for by one person, granted to that person, for a time, and the reporter knows."""

import datetime as dt

import pytest
from django.utils import timezone

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.models import IdentityRequest, Report
from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.door import letters
from graftwatch.desk.inbox import timers
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.people import NotForYouError
from tests.reporting import opened, received
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db
NAMED = {"name": "Nadia Nurse", "reach": "after eight"}
WHY = {"purpose": "safety", "days": "3", "reason": "The ward has asked who it was."}


@pytest.fixture
def asked(vaults):
    """Tara has asked for the identity behind a confidential report."""
    report, sealed = received(channel="c", identity=NAMED)
    actions.open_report(vaults.viewer("triage"), report, unlocked=opened(vaults, "triage"))
    return actions.ask_for_identity(vaults.viewer("triage"), report, said=WHY), sealed


def granted(vaults, request):
    actions.answer_request(
        vaults.viewer("custodian"),
        request,
        verb="grant",
        said={"reason": "Shown"},
        unlocked=opened(vaults, "custodian"),
    )
    return IdentityRequest.objects.for_the_system("t").get(pk=request.pk)


def said_to(sealed):
    from graftwatch.apps.reports.reporter_letters import post_letters

    post_letters(timezone.localdate())
    return " ".join(letter.words for letter in letters.read_letters(sealed.receipt, timezone.localdate()).letters)


def see(vaults, name, request):
    return actions.open_identity(vaults.viewer(name), request, unlocked=opened(vaults, name))


def test_a_grant_is_to_the_one_who_asked_alone(vaults, asked):
    request = granted(vaults, asked[0])
    assert see(vaults, "triage", request) == NAMED
    for other in ("triage2", "supervisor", "custodian", "reviewer"):
        with pytest.raises(Denied):
            see(vaults, other, request)
    with pytest.raises((NotForYouError, CannotOpenError)):
        actions.open_identity(vaults.viewer("triage"), request, unlocked=opened(vaults, "triage2"))


def test_each_step_and_each_look_is_told_to_the_reporter(vaults, asked):
    request, sealed = asked
    request = granted(vaults, request)
    see(vaults, "triage", request)
    see(vaults, "triage", request)
    words = said_to(sealed)
    assert "asked who wrote this report" in words
    assert "allowed one person" in words
    assert words.count("opened the sealed name") == 2
    assert "Tara" not in words
    assert "Keep the reporter safe" in words


def test_a_refusal_is_told_to_both_and_opens_nothing(vaults, asked):
    request, sealed = asked
    actions.answer_request(vaults.viewer("custodian"), request, verb="refuse", said={"reason": "Use the mailbox."})
    assert actions.read_own_request(vaults.viewer("triage"), request)["answer"] == "Use the mailbox."
    assert "refused" in said_to(sealed)
    with pytest.raises(Denied):
        see(vaults, "triage", request)


def test_when_the_time_is_over_it_opens_for_nobody_and_the_copy_is_gone(vaults, asked):
    request = granted(vaults, asked[0])
    assert request.until < timezone.now() + dt.timedelta(days=3, minutes=1)
    timers.wake(running(request).get(name="identity").due_at)
    request.refresh_from_db(from_queryset=IdentityRequest.objects.for_the_system("t"))
    assert request.state == "expired"
    assert not request.sealed
    with pytest.raises(Denied):
        see(vaults, "triage", request)


def test_an_hour_late_clock_gives_no_hour_more(vaults, asked, monkeypatch):
    request = granted(vaults, asked[0])
    request.until = timezone.now() - dt.timedelta(seconds=1)
    with pytest.raises(Denied):
        see(vaults, "triage", request)


def test_asking_looks_the_same_where_there_is_no_identity(vaults):
    told = {}
    for name, identity, channel in (("named", NAMED, "c"), ("nameless", None, "d")):
        report, sealed = received(channel=channel, identity=identity)
        request = actions.ask_for_identity(vaults.viewer("triage"), report, said=WHY)
        told[name] = (request.state, said_to(sealed).split("GRAFTWATCH")[0], len(bytes(report.identity)))
        request = granted(vaults, request)
        told[name] += (request.state,)
        assert see(vaults, "triage", request) == (identity or {})
    named, nameless = told["named"], told["nameless"]
    assert named[0] == nameless[0]
    assert named[3] == nameless[3]
    assert abs(named[2] - nameless[2]) < 64


def test_the_custodian_reads_no_report(vaults, asked):
    cyrus = vaults.viewer("custodian")
    assert not Report.objects.seen_by(cyrus).exists()
    report = Report.objects.for_the_system("t").get()
    with pytest.raises(Denied):
        actions.open_report(cyrus, report, unlocked=opened(vaults, "custodian"))
    request, number = queries.custodians_desk(cyrus)[0]
    assert number == report.number
    assert actions.read_request(cyrus, request)["reason"] == WHY["reason"]


def test_a_custodian_tied_to_a_party_sees_no_request(vaults):
    party = parties.facility(CENTRES["Centre Nord"])
    report, _sealed = received(must_not_see=[party])
    actions.ask_for_identity(vaults.viewer("triage"), report, said=WHY)
    assert queries.custodians_desk(vaults.viewer("custodian"))
    Tie.objects.create(user=vaults.custodian, party=party, kind="family")
    assert not queries.custodians_desk(vaults.viewer("custodian"))


def test_one_request_at_a_time_and_none_by_whoever_does_not_see_the_report(vaults, asked):
    report = Report.objects.for_the_system("t").get()
    with pytest.raises(NotYetError):
        actions.ask_for_identity(vaults.viewer("triage"), report, said=WHY)
    for name in ("hotline", "investigator", "liaison", "custodian", "auditor"):
        with pytest.raises(Denied):
            actions.ask_for_identity(vaults.viewer(name), report, said=WHY)


def test_without_an_open_vault_nothing_is_granted(vaults, asked):
    with pytest.raises(NotYetError, match="vault"):
        actions.answer_request(vaults.viewer("custodian"), asked[0], verb="grant", said={"reason": "Shown"})
    assert IdentityRequest.objects.for_the_system("t").get().state == "access_requested"


def test_it_can_be_closed_before_its_time(vaults, asked):
    request = granted(vaults, asked[0])
    actions.give_back(vaults.viewer("triage"), request)
    with pytest.raises(Denied):
        see(vaults, "triage", request)
