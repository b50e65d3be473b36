"""The desk collects what lies at the door: sealed, walled, once, and whole after every crash."""

import datetime as dt

import pytest
from django.utils import timezone

from graftwatch.apps.reports import collecting, reporter_letters
from graftwatch.apps.reports.models import Outgoing, Report
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.models import Assigned, Implicated, User
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.door import letters
from graftwatch.desk.door.models import Envelope, Letter, PublishedKey
from graftwatch.desk.door.proofs import check_proof
from graftwatch.desk.inbox.clocks import running
from tests.reporting import handed_in, received, with_vaults
from tests.sample_run import CENTRES


@pytest.fixture(autouse=True)
def vaults(cast):
    with_vaults(cast)


def names_on(report):
    return {user.username for user in people_on(report)}


def test_an_envelope_becomes_a_report_with_its_readers_its_clock_and_a_proof_in_the_mailbox(cast):
    report, sealed = received(channel="b")
    assert report.state == "received"
    assert names_on(report) == {"triage", "triage2", "supervisor"}
    assert [clock.name for clock in running(report)] == ["acknowledge"]
    assert not Envelope.objects.exists()
    proof = letters.read_letters(sealed.receipt, timezone.localdate()).letters[0].words
    assert check_proof(proof).is_genuine
    assert sealed.commitment in proof


def test_danger_to_life_is_to_be_opened_within_a_day(cast):
    report, _sealed = received(urgent=True)
    clock = running(report).get(name="acknowledge")
    assert clock.due_at <= timezone.now() + dt.timedelta(days=1)


def test_the_trail_of_an_arrival_names_neither_envelope_nor_report(cast):
    report, sealed = received()
    rows = Entry.objects.for_the_system("t")
    said = [(row.verb, str(vars(row))) for row in rows]
    assert "reports.submit" in {verb for verb, _words in said}
    assert not [verb for verb, words in said if str(report.pk) in words or str(sealed.envelope.id) in words]


def test_a_report_that_is_held_back_waits_for_its_day_and_is_known_from_that_day_only(cast):
    today = timezone.localdate()
    handed_in(hold_days=5)
    collecting.collect(timezone.now() + dt.timedelta(days=4))
    assert not Report.objects.for_the_system("t").exists()
    collecting.collect(timezone.now() + dt.timedelta(days=5))
    assert Report.objects.for_the_system("t").get().received_on == today + dt.timedelta(days=5)


def test_whoever_is_named_is_not_put_onto_the_report_nor_whoever_is_tied(cast):
    from graftwatch.desk.access.models import Tie

    party = parties.facility(CENTRES["Centre Nord"])
    Tie.objects.create(user=cast.triage2, party=party, kind=Tie.Kind.FAMILY)
    report, _sealed = received(must_not_see=[party])
    assert names_on(report) == {"triage", "supervisor"}
    assert Implicated.objects.for_the_system("t").filter(matter_id=report.pk, named_by="reporter").count() == 1


def test_where_walls_leave_nobody_the_independent_route_takes_over_and_the_reporter_is_told(cast):
    office = parties.agency(cast.triage.agency_id)
    report, sealed = received(must_not_see=[office])
    assert names_on(report) == {"reviewer"}
    said = [letter.words for letter in letters.read_letters(sealed.receipt, timezone.localdate()).letters]
    assert any("independent office" in words for words in said)


def test_even_where_walls_leave_only_the_independent_office_its_custodian_gets_no_key(cast):
    office = parties.agency(cast.triage.agency_id)
    sealed = handed_in(must_not_see=[office])
    keys = PublishedKey.objects.filter(pk__in=list(sealed.envelope.content_wraps))
    assert {key.holder for key in keys if key.use != "recovery"} == {f"user:{cast.reviewer.pk}"}


def test_a_report_that_nobody_may_read_stays_at_the_door(cast, caplog):
    from graftwatch.desk.access.models import Tie

    handed_in(must_not_see=[])
    party = parties.facility(CENTRES["Centre Nord"])
    for user in User.objects.all():
        Tie.objects.create(user=user, party=party, kind=Tie.Kind.OTHER)
    Envelope.objects.update(content_wraps={})
    collecting.must_not_see, kept = (lambda routing: {party}), collecting.must_not_see
    try:
        collecting.collect(timezone.now())
    finally:
        collecting.must_not_see = kept
    assert Envelope.objects.count() == 1
    assert not Report.objects.for_the_system("t").exists()
    assert "stays at the door" in caplog.text


class CrashError(Exception):
    """The process is gone."""


POINTS = (
    (collecting, "_report_of"),
    (collecting, "implicate"),
    (collecting, "put_readers_onto"),
    (collecting, "start_clock"),
    (collecting, "write"),
    (collecting.door, "remove"),
    (reporter_letters.letters, "post"),
)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("point", POINTS, ids=[name for _module, name in POINTS])
def test_cut_off_at_any_point_and_run_again_nothing_is_lost_and_nothing_is_there_twice(cast, monkeypatch, point, after):
    module, name = point
    whole = getattr(module, name)

    def dies(*args, **kwargs):
        if after:
            whole(*args, **kwargs)
        raise CrashError

    sealed = handed_in(must_not_see=[parties.facility(CENTRES["Centre Nord"])])
    with monkeypatch.context() as cut:
        cut.setattr(module, name, dies)
        with pytest.raises(CrashError):
            collecting.collect(timezone.now())
    assert Envelope.objects.exists() or Report.objects.for_the_system("t").exists()
    collecting.collect(timezone.now())
    collecting.collect(timezone.now())
    report = Report.objects.for_the_system("t").get()
    assert not Envelope.objects.exists()
    assert Assigned.objects.for_the_system("t").filter(matter_id=report.pk).count() == 3
    assert Implicated.objects.for_the_system("t").filter(matter_id=report.pk).count() == 1
    assert running(report).count() == 1
    assert Outgoing.objects.for_the_system("t").filter(report=report, posted=True).count() == 1
    assert Letter.objects.filter(mailbox=sealed.mailbox.id, kind="proof").count() == 1
