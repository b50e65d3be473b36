"""A lead in a case: a frozen copy, as secret as its most secret row; whoever is named is told, answers, is cleared."""

import datetime as dt
import json
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.apps.cases.actions import Telling, add_facility, add_member, go_on, open_case_file, propose_case
from graftwatch.apps.cases.models import Named
from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.attaching import attach_lead, parties_of
from graftwatch.apps.screening.models import Lead, LeadInCase
from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Tie
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.canonical import canonical, sha256
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db
SUD = parties.facility(CENTRES["Centre Sud"])
SOON = timezone.localdate() + dt.timedelta(days=14)
ASKED = {"why": "One contact behind four files", "legal_basis": "Transplantation Act, article 20"}


@pytest.fixture
def found(cast, out):
    import_run(operator(), folder=out)
    officer = cast.viewer("officer")
    return queries.latest_finding(officer, Lead.objects.seen_by(officer).get(label="P-5003").pk)


def opened(cast, **more):
    case = propose_case(cast.viewer("supervisor"), title="t", lead_agency=cast.prosecutor.agency, **more)
    said = {"lead": str(cast.investigator.pk), "legal_basis": "12"}
    go_on(cast.viewer("prosecutor"), case, verb="open_case", **said)
    return case


@pytest.fixture
def case(cast):
    return opened(cast)


def attach(cast, found, case, who="officer", **more):
    tellings = [
        Telling("person", "Pair P-5003", "the donor advocate", tell_on=SOON),
        Telling("centre", "Centre Sud", "the authority", delaying_law="section 101", delayed_until=SOON),
    ]
    said = {"number": case.number, "tellings": tellings, **ASKED, **more}
    return attach_lead(cast.viewer(who), found.lead, found=found, **said)


def test_the_copy_is_frozen_sealed_and_hashed(cast, found, case):
    made = attach(cast, found, case)
    with writing("a test"):
        frozen = made.frozen.for_the_system("a test")
    said = json.loads(frozen)
    assert made.frozen_hash == sha256(frozen) == sha256(canonical(said))
    assert said["lead"] == found.said
    assert made.fingerprint == said["fingerprint"] == "7f3a" * 16
    stored = LeadInCase.objects.for_the_system("a test").get(pk=made.pk)
    assert b"P-5003" not in stored.frozen.content


def test_people_on_the_case_read_it_and_it_stands_in_the_sharing_log(cast, found, case):
    attach(cast, found, case)
    file = open_case_file(cast.viewer("investigator"), case)
    [(attachment, shown)] = file.attached
    assert attachment.label == "P-5003"
    assert shown["said"]["lead"]["findings"]
    assert file.shared[0].row.agency == cast.prosecutor.agency


def test_only_who_may_open_its_rows_hands_a_lead_over(cast, found, case):
    for who in ("auditor", "investigator", "prosecutor"):
        with pytest.raises(Denied):
            attach(cast, found, case, who=who)


def test_a_number_that_is_not_there_and_one_behind_a_wall_are_one_answer(cast, found, case):
    sealed = opened(cast, parties={SUD})
    Tie.objects.create(user=cast.officer, party=SUD, kind="family")
    said = set()
    for number in ("C-2222-2222", sealed.number):
        with pytest.raises(NotYetError) as answer:
            attach(cast, found, case, number=number)
        said.add(str(answer.value))
    assert len(said) == 1


def test_a_case_that_touches_a_facility_behind_the_officers_wall_is_not_there(cast, found, case):
    add_facility(cast.viewer("investigator"), case, name="Nord", part="cared", facility=CENTRES["Centre Nord"])
    with pytest.raises(NotYetError):
        attach(cast, found, case, who="walled")
    assert attach(cast, found, case).label == "P-5003"


def test_whoever_is_tied_to_a_facility_beneath_the_lead_does_not_see_the_copy(cast, found, case):
    add_member(cast.viewer("prosecutor"), case, user=cast.exchange)
    attach(cast, found, case)
    assert len(open_case_file(cast.viewer("exchange"), case).attached) == 1
    Tie.objects.create(user=cast.exchange, party=SUD, kind="works_at")
    assert parties_of(found.lead) == {SUD}
    assert open_case_file(cast.viewer("exchange"), case).attached == []


def test_who_does_not_investigate_does_not_see_it(cast, found, case):
    add_member(cast.viewer("prosecutor"), case, user=cast.protection)
    attach(cast, found, case)
    assert open_case_file(cast.viewer("protection"), case).attached == []


def test_it_does_not_leave_before_it_is_said_who_is_told(cast, found, case):
    with pytest.raises(NotYetError):
        attach(cast, found, case, tellings=[])
    nobody = Telling("person", "Pair", "the advocate")
    for telling in (nobody, Telling("person", "Pair", "the advocate", delaying_law="section 101")):
        with pytest.raises(NotYetError):
            attach(cast, found, case, tellings=[telling])
    assert not LeadInCase.objects.for_the_system("a test").exists()


def test_telling_has_its_clock_and_a_delay_ends_by_law(cast, found, case):
    attach(cast, found, case)
    clocks = Deadline.objects.seen_by(cast.viewer("prosecutor")).filter(stopped_at=None)
    due = {clock.name: timezone.localdate(clock.due_at) for clock in clocks}
    assert due["telling"] == due["delay"] == SOON


def test_the_same_copy_does_not_go_to_the_same_case_twice(cast, found, case):
    attach(cast, found, case)
    with pytest.raises(NotYetError):
        attach(cast, found, case)


def test_an_answer_and_a_clearing_reach_every_copy(cast, found, case):
    other = opened(cast)
    attach(cast, found, case)
    attach(cast, found, other)
    prosecutor = cast.viewer("prosecutor")
    named = Named.objects.seen_by(prosecutor).filter(case=case, kind="person").get()
    go_on(prosecutor, named, verb="record_telling", on=timezone.localdate(), how="By the advocate, alone")
    go_on(prosecutor, named, verb="record_answer", answer="It is my aunt's number", correction="She is family")
    go_on(prosecutor, named, verb="clear", clearing="The registry office confirmed it")
    for copy in (case, other):
        [(_attachment, shown)] = open_case_file(cast.viewer("investigator"), copy).attached
        words = [said for _named, said in shown["answers"]]
        assert {"It is my aunt's number", "The registry office confirmed it"} <= set(words[0].values())


def test_the_page_hands_over_and_the_lead_says_what_left(cast, found, case):
    browser = Client()
    browser.force_login(cast.officer)
    address = f"/leads/{found.lead_id}/"
    assert b"No copy has left this office" in browser.get(address).content
    said = {"number": case.number, "told_by": "the donor advocate", **ASKED}
    assert b"or which law delays it and until when" in browser.post(f"{address}attach/", said).content
    said["tell_on"] = str(SOON)
    assert browser.post(f"{address}attach/", said | {"number": "C-0"}).status_code == 200
    assert browser.post(f"{address}attach/", said)["Location"] == address
    page = browser.get(address).content.decode()
    assert "1 copy has left this office" in page
    assert "Pair P-5003" in page
    browser.force_login(cast.investigator)
    page = browser.get(f"/cases/{case.pk}/").content.decode()
    assert "It may also be:" in page
    assert "Who is named, and what they say" in page


def test_a_lead_behind_a_wall_is_not_handed_over(cast, found, case):
    browser = Client()
    browser.force_login(cast.walled)
    hidden = Lead.objects.for_the_system("a test").get(label="P-4821")
    assert browser.get(f"/leads/{hidden.pk}/attach/").status_code == 404
    assert browser.get(f"/leads/{uuid.uuid4()}/attach/").status_code == 404


def test_a_lead_about_a_possible_victim_is_never_handed_to_an_investigation(cast, found, case):
    donor = Lead.objects.for_the_system("a test").get(label="D-0777")
    alone = queries.latest_finding(cast.viewer("officer"), donor.pk)
    with pytest.raises(Denied):
        attach(cast, alone, case)
    browser = Client()
    browser.force_login(cast.officer)
    assert browser.get(f"/leads/{donor.pk}/attach/").status_code == 404
    assert b"Hand to a case" not in browser.get(f"/leads/{donor.pk}/").content
