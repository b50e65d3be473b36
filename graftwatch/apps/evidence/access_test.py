"""Who finds an exhibit at all; and that a privilege hold takes it from investigators by its keys, not by a filter."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from graftwatch.apps.evidence import custody, keeping, queries
from graftwatch.apps.evidence.access import opens_item, sees_item
from graftwatch.apps.evidence.actions import check_every_hash, nightly, open_item, sweep, take
from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.storage import NotHereError, pieces_of
from graftwatch.desk.access import matters, parties
from graftwatch.desk.access.models import Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.vault import record_keys
from graftwatch.records.guarded import writing
from tests.exhibits import agree, do, flip_a_byte, in_custody
from tests.people import NAMES

pytestmark = pytest.mark.django_db


def who_sees(cast, item):
    return {name for name in NAMES if sees_item(cast.viewer(name), item)}


def who_opens(cast, item):
    return {name for name in NAMES if opens_item(cast.viewer(name), item)}


MEMBERS = {"investigator", "prosecutor", "prosecutor2", "keeper"}


def test_members_who_hold_evidence_find_it_and_for_all_others_it_does_not_exist(cast, kept):
    assert who_sees(cast, kept) == who_opens(cast, kept) == MEMBERS
    for name in set(NAMES) - MEMBERS:
        viewer = cast.viewer(name)
        assert queries.find_item(viewer, kept.pk) is None
        assert not File.objects.seen_by(viewer).exists()
        assert not CustodyEvent.objects.seen_by(viewer).exists()
        with pytest.raises(Denied):
            open_item(viewer, kept)


def test_whoever_becomes_tied_to_a_party_of_the_case_finds_it_no_more(cast, case, kept):
    party = parties.person("Amal Haddad")
    with writing("a test"):
        matters.implicate(case, [party], named_by="case")
    Tie.objects.create(user=cast.investigator, party=party, kind="family")
    assert "investigator" not in who_sees(cast, kept)


def test_a_privilege_hold_leaves_the_reviewer_and_the_custodian_who_cannot_read(cast, kept):
    do(cast, "investigator", kept, "hold_privilege", why="A letter to a lawyer")
    assert who_sees(cast, kept) == {"keeper", "reviewer"}
    assert who_opens(cast, kept) == {"reviewer"}
    opened = open_item(cast.viewer("keeper"), kept)
    assert opened.description is None
    assert all(told.said is None for told in opened.events)
    assert open_item(cast.viewer("reviewer"), kept).description == "Consent forms of four donors"


def test_a_privilege_hold_moves_the_keys_so_that_no_forgotten_filter_gives_it_away(cast, kept):
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    do(cast, "investigator", kept, "hold_privilege")
    for record in kept.records_to_erase():
        assert record_keys.key_of(record, "evidence_items") is None
        assert record_keys.key_of(record, "legal_privilege") is not None
    with pytest.raises(NotHereError):
        list(pieces_of(file.pk, "evidence_items"))
    with pytest.raises(Denied):
        take(cast.viewer("keeper"), File.objects.for_the_system("a test").get(pk=file.pk), purpose="x")


def test_the_reviewer_and_a_second_person_give_it_back_to_the_members(cast, kept):
    do(cast, "investigator", kept, "hold_privilege")
    agree(cast, "reviewer", "prosecutor", "keep_after_privilege_hold", kept)
    do(cast, "reviewer", kept, "keep_after_privilege_hold")
    assert who_opens(cast, kept) == MEMBERS
    opened = open_item(cast.viewer("investigator"), kept)
    assert all(told.said is not None for told in opened.events)
    assert opened.chain_fault == ""


def test_what_is_excluded_as_privileged_stays_closed_to_the_members(cast, kept):
    do(cast, "investigator", kept, "hold_privilege")
    agree(cast, "reviewer", "keeper", "exclude_after_privilege_hold", kept)
    do(cast, "reviewer", kept, "exclude_after_privilege_hold")
    assert who_opens(cast, kept) == {"reviewer"}


def test_a_hold_that_was_cut_off_between_two_databases_is_finished_by_the_nightly_check(cast, kept):
    """The rows say reviewers, the keys still say members: as after a crash between two commits."""
    do(cast, "investigator", kept, "hold_privilege")
    for record in kept.records_to_erase():
        record_keys.move_key(record, "legal_privilege", to="evidence_items")
    assert open_item(cast.viewer("reviewer"), kept).description is None
    check_every_hash()
    assert open_item(cast.viewer("reviewer"), kept).description == "Consent forms of four donors"


def test_the_nightly_check_finds_a_byte_that_differs_and_leaves_the_others_alone(cast, case, kept, home):
    other = in_custody(cast, case)
    flip_a_byte(home, File.objects.for_the_system("a test").get(item_id=kept.pk))
    assert [item.pk for item in check_every_hash()] == [kept.pk]
    assert check_every_hash() == []
    states = dict(Item.objects.for_the_system("a test").values_list("pk", "state"))
    assert (states[kept.pk], states[other.pk]) == ("integrity_exception", "in_custody")


def test_every_exhibit_is_looked_at_once_a_day_and_not_more_often(cast, case, kept):
    now = timezone.now()
    for hours, looked in ((0, 1), (1, 0), (26, 1)):
        n_before = Entry.objects.for_the_system("a test").filter(verb="evidence.check_one").count()
        nightly(now + dt.timedelta(hours=hours))
        n_after = Entry.objects.for_the_system("a test").filter(verb="evidence.check_one").count()
        assert n_after - n_before == looked


def test_a_file_that_is_gone_altogether_is_a_byte_that_differs(cast, kept, home):
    (path,) = (home / "evidence").rglob("*.sealed")
    path.unlink()
    assert [item.pk for item in check_every_hash()] == [kept.pk]


def test_sweeping_leaves_what_somebody_refers_to(cast, kept, home):
    assert sweep() == 0
    assert check_every_hash() == []


@pytest.mark.parametrize("table", ["evidence_custodyevent", "evidence_file"])
def test_the_database_itself_refuses_to_change_or_remove_the_record(kept, table):
    for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
        with writing("a test"), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            connection.cursor().execute(statement)


def test_a_custody_record_with_an_event_taken_out_does_not_hold(cast, kept):
    opened = open_item(cast.viewer("keeper"), kept)
    events = [told.event for told in opened.events]
    with writing("a test"):
        assert custody.fault_in(events) == ""
        assert custody.fault_in(events[:2] + events[3:]) == "event 3 is missing, or another one stands in its place"
        events[1].signature = events[0].signature
        assert "signature" in custody.fault_in(events)


def test_opening_an_exhibit_stands_in_the_trail_and_never_its_words(cast, case, kept):
    open_item(cast.viewer("investigator"), kept)
    row = Entry.objects.for_the_system("a test").order_by("-number").first()
    assert (row.verb, row.thing) == ("evidence.open_item", f"evidence.item:{kept.pk}")
    everything = " ".join(Entry.objects.for_the_system("a test").values_list("written", flat=True))
    assert "Consent forms" not in everything
    assert "AT-1" not in everything


def test_numbers_of_exhibits_tell_nothing_about_how_many_there_are(cast, case):
    numbers = [in_custody(cast, case).exhibit for _ in range(2)]
    assert all(len(number) == 11 for number in numbers)
    assert numbers[0][:3] != "E-0"


def test_nothing_of_an_exhibit_lies_open_in_its_tables(cast, kept):
    rows = [row for model in (Item, File, CustodyEvent) for row in model.objects.for_the_system("a test").values()]
    words = b" ".join(
        bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
        for row in rows
        for value in row.values()
    )
    for secret in (b"Consent forms", b"forms.txt", b"Ivo Investigator", b"AT-1", b"text/plain"):
        assert secret not in words


def test_keys_follow_twice_as_well_as_once(cast, kept):
    do(cast, "investigator", kept, "hold_privilege")
    keeping.follow(kept)
    keeping.follow(kept)
    assert open_item(cast.viewer("reviewer"), kept).description == "Consent forms of four donors"
