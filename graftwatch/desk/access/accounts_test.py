"""Two people from different units let somebody in; nobody confirms for 90 days, and the log-in is locked."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.desk.access import accounts
from graftwatch.desk.access.approvals import (
    NeedsASecondPersonError,
    answer_approval,
    ask_for_approval,
    may_answer,
)
from graftwatch.desk.access.models import Account, Approval, Assigned, Unit, User
from graftwatch.desk.access.states import ACCOUNT
from graftwatch.desk.access.viewer import lets_in, viewer_of
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.inbox.timers import wake
from graftwatch.desk.states.moving import NotYetError, moves_of
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def nominated(cast):
    unit = Unit.objects.get(agency=cast.triage.agency, name="Triage")
    return accounts.nominate(
        cast.viewer("access"), username="nina", called="Nina New", role="triage_officer", unit=unit
    )


def step(cast, account, verb, who="access", **said):
    return accounts.take_step(cast.viewer(who), account, verb=verb, said=said)


def agree(cast, account, verb, asker="access", second="access2"):
    asked = ask_for_approval(cast.viewer(asker), account, verb=f"access.{verb}", reason="r", matter=account)
    answer_approval(cast.viewer(second), asked, granted=True, why="w")


def enrolled(cast, account):
    step(cast, account, "verify", how="met")
    agree(cast, account, "enrol")
    return step(cast, account, "enrol")


def test_one_person_alone_cannot_let_anybody_in(cast, nominated):
    step(cast, nominated, "verify", how="met")
    with pytest.raises(NeedsASecondPersonError):
        step(cast, nominated, "enrol")
    asked = ask_for_approval(cast.viewer("access"), nominated, verb="access.enrol", reason="r", matter=nominated)
    assert not may_answer(cast.viewer("access"), asked)
    with pytest.raises(Denied):
        answer_approval(cast.viewer("access"), asked, granted=True, why="myself")
    assert not lets_in(nominated.user)


def test_a_second_person_of_the_same_unit_does_not_count(cast, nominated):
    asked = ask_for_approval(cast.viewer("access"), nominated, verb="access.enrol", reason="r", matter=nominated)
    User.objects.filter(pk=cast.access2.pk).update(unit=cast.access.unit)
    assert not may_answer(cast.viewer("access2"), asked)


def test_an_agreement_serves_once_and_only_for_what_was_asked(cast, nominated):
    enrolled(cast, nominated)
    step(cast, nominated, "suspend", why="gone")
    with pytest.raises(NeedsASecondPersonError):
        step(cast, nominated, "reinstate", why="back")
    assert Approval.objects.for_the_system("a test").get().answer == Approval.Answer.USED


def test_whoever_was_not_verified_cannot_be_enrolled(cast, nominated):
    agree(cast, nominated, "enrol")
    with pytest.raises(Denied):
        step(cast, nominated, "enrol")


def test_the_new_person_logs_in_with_a_password_shown_once_and_chooses_another_first(cast, nominated):
    first = enrolled(cast, nominated)
    browser = Client()
    assert browser.post("/account/login/", {"login": "nina", "password": first}).status_code == 302
    assert browser.get("/approvals/")["Location"] == "/account/password/"
    words = {"oldpassword": first, "password1": "my own four words", "password2": "my own four words"}
    assert browser.post("/account/password/", words).status_code == 302
    assert browser.get("/approvals/").status_code == 200
    nominated = Account.objects.for_the_system("a test").get(pk=nominated.pk)
    assert nominated.state == "active"
    assert [move.verb for move in moves_of(cast.viewer("access"), nominated)] == ["verify", "enrol", "begin"]


def test_before_enrolment_nobody_logs_in(cast, nominated):
    nominated.user.set_password("x")
    nominated.user.save()
    assert Client().post("/account/login/", {"login": "nina", "password": "x"})["Location"] != "/"
    assert viewer_of(nominated.user, timezone.localdate()).role.name == "nobody"


def test_a_stale_confirmation_locks_whether_or_not_a_timer_ran(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    assert cast.viewer("triage").holds("reports")
    with writing("time passes"):
        account.attested_at = timezone.now() - dt.timedelta(days=91)
        account.save()
    assert not lets_in(cast.triage)
    assert cast.viewer("triage").role.compartments == frozenset()
    from tests.people import PASSWORD

    response = Client().post("/account/login/", {"login": "triage", "password": PASSWORD})
    assert response["Location"] == "/account/inactive/"


def test_the_timer_marks_and_then_suspends_and_a_second_person_lets_in_again(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    assert [clock.then for clock in running(account)] == ["fall_due"]
    others = Deadline.objects.for_the_system("everybody else is confirmed").exclude(thing_id=account.pk)
    with writing("everybody else is confirmed"):
        others.update(stopped_at=timezone.now())
    wake(timezone.now() + dt.timedelta(days=76, hours=1))
    assert Account.objects.for_the_system("a test").get(pk=account.pk).state == "attestation_due"
    wake(timezone.now() + dt.timedelta(days=91))
    account = Account.objects.for_the_system("a test").get(pk=account.pk)
    assert account.state == "suspended"
    assert not User.objects.get(pk=cast.triage.pk).is_active
    agree(cast, account, "reinstate")
    step(cast, account, "reinstate", why="was on leave")
    assert lets_in(User.objects.get(pk=cast.triage.pk))


def test_nobody_confirms_their_own_need(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.access)
    with pytest.raises(NotYetError, match="your own account"):
        step(cast, account, "attest")
    step(cast, account, "attest", who="access2")


def test_an_officer_of_another_agency_finds_nobody(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.investigator)
    with pytest.raises(Denied):
        step(cast, account, "attest")


def test_a_role_without_a_mandate_is_not_given(cast):
    unit = Unit.objects.get(agency=cast.triage.agency, name="Triage")
    with pytest.raises(NotYetError, match="no mandate"):
        accounts.nominate(cast.viewer("access"), username="pia", called="Pia", role="prosecutor", unit=unit)


def test_another_post_needs_a_second_person_for_exactly_this_post(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    here, there = (Unit.objects.get(agency=cast.triage.agency, name=name) for name in ("Direction", "Exchange"))
    verb = accounts.post_verb("triage_supervisor", here).removeprefix("access.")
    agree(cast, account, verb)
    with pytest.raises(NeedsASecondPersonError):
        accounts.change_post(cast.viewer("access"), account, role="exchange_officer", unit=there)
    accounts.change_post(cast.viewer("access"), account, role="triage_supervisor", unit=here)
    assert cast.viewer("triage").holds("supervision")


def test_whoever_leaves_is_on_no_matter_any_more(cast):
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    with writing("drawn"):
        Assigned.objects.create(matter_kind="cases.case", matter_id=account.pk, user=cast.triage)
    step(cast, account, "leave", why="another office")
    rows = Assigned.objects.for_the_system("a test").filter(user=cast.triage)
    assert [row.until is not None for row in rows] == [True]
    assert account.state == "left"
    assert ACCOUNT.state("left").end
