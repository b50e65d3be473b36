"""From a draft to a recall: two offices, two people, and exactly what was read is what leaves."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.exchange import actions, queries
from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.matters import implicate
from graftwatch.desk.access.parties import agency as party_of
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + dt.timedelta(days=9)
PERSON = {"basis": Leaving.Basis.CONSENT, "basis_said": "12 November, in Nepali, explained by her lawyer"}


@pytest.fixture
def draft(cast):
    """The police ask the focal point."""
    return actions.compose(
        cast.viewer("contact"),
        asked=cast.exchange.agency,
        case=None,
        words="Which journeys to Harbour City were notified this year?",
        kind="regulatory",
        urgency="urgent",
        handling="H1",
        purpose="Find where operations take place",
        legal_basis="Atlantis Transplantation Act, article 40",
        ends_on=timezone.localdate() + dt.timedelta(days=30),
    )


def go(cast, who, disclosure, verb, **said):
    actions.move_disclosure(cast.viewer(who), seen(cast, who, disclosure), verb=verb, said=said)


def seen(cast, who, disclosure):
    return queries.find_disclosure(cast.viewer(who), disclosure.pk)


def agreed(cast, who, second, disclosure, verb):
    """Somebody of another unit says yes."""
    thing = seen(cast, who, disclosure)
    asked = ask_for_approval(cast.viewer(who), thing, verb=f"exchange.{verb}", reason="needed", matter=thing)
    answer_approval(cast.viewer(second), asked, granted=True, why="read it")


def sent(cast, draft):
    go(cast, "contact", draft, "submit_for_review")
    agreed(cast, "contact", "contact2", draft, "authorise")
    go(cast, "contact", draft, "authorise", necessity="n", risk="none", treaty_or_protocol="protocol 4")
    go(cast, "contact", draft, "send")


def preparing(cast, draft):
    sent(cast, draft)
    for verb in ("acknowledge", "assess", "grant", "prepare"):
        go(cast, "exchange", draft, verb)


def add(cast, draft, **said):
    said = {"about": "notices by month", "words": "Three in May", "basis": "no_person", **said}
    return actions.add_what_leaves(cast.viewer("exchange"), seen(cast, "exchange", draft), **said)


def released(cast, draft):
    preparing(cast, draft)
    add(cast, draft)
    go(cast, "exchange", draft, "give_to_review")
    agreed(cast, "exchange", "exchange2", draft, "release")
    go(cast, "exchange", draft, "release")


def test_the_other_office_sees_nothing_before_it_is_sent(cast, draft):
    assert seen(cast, "exchange", draft) is None
    sent(cast, draft)
    assert seen(cast, "exchange", draft).state == "delivered"


def test_nobody_authorises_alone(cast, draft):
    go(cast, "contact", draft, "submit_for_review")
    with pytest.raises(NeedsASecondPersonError):
        go(cast, "contact", draft, "authorise", necessity="n", risk="r", treaty_or_protocol="p")


def test_the_asking_office_cannot_weigh_its_own_request(cast, draft):
    sent(cast, draft)
    with pytest.raises(NotYetError, match="other office"):
        go(cast, "contact", draft, "acknowledge")


def test_an_urgent_request_has_three_days_and_the_clock_stands_still_while_a_question_is_open(cast, draft):
    sent(cast, draft)
    go(cast, "exchange", draft, "acknowledge")
    clock = running(draft).get(name="answer_urgent")
    assert clock.due_at - clock.started_at == dt.timedelta(days=3)
    go(cast, "exchange", draft, "assess")
    go(cast, "exchange", draft, "ask_clarification", question="Which year?")
    assert running(draft).get(name="answer_urgent").pause_reason
    go(cast, "contact", draft, "clarify", answer="This one")
    assert running(draft).get(name="answer_urgent").paused_at is None


def test_nothing_about_a_person_leaves_without_live_consent_or_a_complete_override(cast, draft):
    preparing(cast, draft)
    row = add(
        cast, draft, about="what the donor told", **PERSON, basis_until=timezone.localdate() - dt.timedelta(days=1)
    )
    with pytest.raises(NotYetError, match="what the donor told"):
        go(cast, "exchange", draft, "give_to_review")
    with writing("the consent is given anew"):
        Leaving.objects.for_the_system("test").filter(pk=row.pk).update(basis_until=SOON)
    go(cast, "exchange", draft, "give_to_review")


def test_consent_withdrawn_between_review_and_release_stops_the_release(cast, draft):
    preparing(cast, draft)
    row = add(cast, draft, about="what the donor told", **PERSON, basis_until=SOON)
    go(cast, "exchange", draft, "give_to_review")
    agreed(cast, "exchange", "exchange2", draft, "release")
    with writing("consent is withdrawn"):
        Leaving.objects.for_the_system("test").filter(pk=row.pk).update(
            basis_until=timezone.localdate() - dt.timedelta(days=1)
        )
    with pytest.raises(NotYetError):
        go(cast, "exchange", draft, "release")


def test_an_override_says_the_law_and_whether_the_person_was_told(cast, draft):
    preparing(cast, draft)
    add(cast, draft, about="address", basis="override", basis_said="article 5: danger to life")
    with pytest.raises(NotYetError):
        go(cast, "exchange", draft, "give_to_review")


def test_what_was_read_is_what_leaves_and_a_change_after_review_is_refused(cast, draft):
    preparing(cast, draft)
    add(cast, draft)
    go(cast, "exchange", draft, "give_to_review")
    agreed(cast, "exchange", "exchange2", draft, "release")
    with writing("somebody slips a statement in"):
        Leaving(pk=uuid.uuid4(), disclosure=draft, about="more", words="much more", basis="no_person").save()
    with pytest.raises(NotYetError, match="changed since"):
        go(cast, "exchange", draft, "release")


def test_what_stays_is_not_in_the_package_and_the_receiver_cannot_see_that_it_exists(cast, draft):
    preparing(cast, draft)
    add(cast, draft)
    stays = add(cast, draft, about="name of the ward clerk", words="CANARY-STAYS")
    actions.leave_out(cast.viewer("exchange"), seen(cast, "exchange", draft), row=stays.pk, why="not needed")
    go(cast, "exchange", draft, "give_to_review")
    agreed(cast, "exchange", "exchange2", draft, "release")
    go(cast, "exchange", draft, "release")
    go(cast, "contact", draft, "receive")
    opened = actions.open_disclosure(cast.viewer("contact"), seen(cast, "contact", draft))
    assert "Three in May" in opened["package"]
    assert "CANARY-STAYS" not in str(opened)
    assert opened["leaving"] == []


def test_the_receiver_opens_nothing_before_it_has_checked_the_package(cast, draft):
    released(cast, draft)
    assert actions.open_disclosure(cast.viewer("contact"), seen(cast, "contact", draft))["package"] == ""
    with writing("a byte is flipped"):
        Disclosure.objects.for_the_system("test").filter(pk=draft.pk).update(package_hash="0" * 64)
    with pytest.raises(NotYetError, match="does not match"):
        go(cast, "contact", draft, "receive")


def test_passing_on_needs_a_question_and_its_answer(cast, draft):
    released(cast, draft)
    go(cast, "contact", draft, "receive")
    go(cast, "contact", draft, "use", purpose="the one named")
    with pytest.raises(NotYetError, match="No question"):
        go(cast, "exchange", draft, "answer_passing_on", answer="granted", reason="r")
    go(cast, "contact", draft, "ask_to_pass_on", to_whom="customs", for_what="the same")
    go(cast, "exchange", draft, "answer_passing_on", answer="refused", reason="not needed there")


def test_a_recall_destroys_the_package_and_the_receiver_confirms_within_seven_days(cast, draft):
    released(cast, draft)
    go(cast, "exchange", draft, "recall", reason="an error")
    assert running(draft).filter(name="confirm_recall").exists()
    with pytest.raises(Denied):
        go(cast, "contact", draft, "receive")
    go(cast, "contact", draft, "confirm_recall", how="paper shredded")
    assert seen(cast, "contact", draft).state == "closed"
    assert actions.open_disclosure(cast.viewer("exchange"), seen(cast, "exchange", draft))["words"] is None


def test_what_came_to_the_wrong_office_does_not_open_any_more(cast, draft):
    sent(cast, draft)
    go(cast, "exchange", draft, "misroute", right_authority="the hospital inspectorate")
    assert actions.open_disclosure(cast.viewer("contact"), seen(cast, "contact", draft))["words"] is None


def test_whoever_is_tied_to_an_implicated_party_finds_nothing(cast, draft):
    sent(cast, draft)
    with writing("the focal point is implicated"):
        implicate(draft, {party_of(cast.exchange.agency_id)}, named_by="test")
    assert seen(cast, "exchange", draft) is None
    assert seen(cast, "contact", draft) is not None


def test_a_request_expires_on_its_end_date(cast, draft):
    sent(cast, draft)
    clock = running(draft).get(name="end_date")
    assert clock.then == "expire"
    assert timezone.localtime(clock.due_at).date() == draft.ends_on
