"""The life of an exhibit, walked through its table: each way, each person, each exception and how it ends."""

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from graftwatch.apps.evidence import custody
from graftwatch.apps.evidence.actions import hand_over, open_item, register, verify
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import CustodyEvent, File, Item
from graftwatch.apps.evidence.states import EXCEPTIONS, IN_OUR_HANDS, MACHINE
from graftwatch.apps.evidence.states.exceptions import RAISED
from graftwatch.apps.evidence.storage import NotHereError, pieces_of
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.models import Certificate
from graftwatch.desk.vault.retention import erase_again
from tests.exhibits import add, agree, answers, collected, do, flip_a_byte, identified, in_custody

pytestmark = pytest.mark.django_db


def state(item):
    return Item.objects.for_the_system("a test").get(pk=item.pk).state


def verbs(item):
    rows = CustodyEvent.objects.for_the_system("a test").filter(item_id=item.pk).order_by("number")
    return list(rows.values_list("verb", flat=True))


def test_there_are_seventeen_states_and_five_of_them_are_exceptions():
    assert len(MACHINE.states) == 17
    assert set(EXCEPTIONS) < {each.name for each in MACHINE.states}


def test_any_means_every_state_in_which_we_have_it():
    for transition in RAISED:
        missing = set(IN_OUR_HANDS) - set(transition.source)
        assert missing <= {transition.target, "retained_permanently"}
    ends = {each.name for each in MACHINE.states if each.end}
    assert {each.name for each in MACHINE.states} - set(IN_OUR_HANDS) - ends == {"identified"}


def test_everything_that_ends_an_exception_or_the_exhibit_needs_two_people():
    ways_out = [
        t for t in MACHINE.transitions if {"privilege_hold", "integrity_exception", "contested"} & set(t.source)
    ]
    to_use = [t for t in ways_out if t.target not in EXCEPTIONS and t.target]
    assert len(to_use) == 9
    assert all(t.two_people for t in to_use)
    assert all(MACHINE[name].two_people for name in ("give_back", "destroy", "transfer", "retain"))


def test_what_is_not_collected_stays_in_the_register_with_its_reason(cast, case):
    item = do(cast, "investigator", identified(cast, case), "abandon", why="Burnt before we came")
    assert state(item) == "not_collected"
    told = open_item(cast.viewer("investigator"), item).events[-1]
    assert told.said["said"]["why"] == "Burnt before we came"


def test_the_whole_way_through_custody_and_examination(cast, case):
    item = in_custody(cast, case)
    do(cast, "keeper", item, "check_out", taker=str(cast.prosecutor.pk))
    assert item.held_by == cast.prosecutor
    do(cast, "keeper", item, "return_in")
    assert item.held_by == cast.keeper
    for name, verb in (("keeper", "examine"), ("investigator", "report"), ("keeper", "shelve")):
        do(cast, name, item, verb)
    do(cast, "prosecutor", item, "disclose", recipient="Defence of the accused")
    do(cast, "prosecutor", item, "exhibit")
    assert state(item) == "in_custody"
    way = ["register", "collect", "take_in", "seal", "receive", "check_out", "return_in"]
    assert verbs(item) == [*way, "examine", "report", "shelve", "disclose", "exhibit"]


def test_who_collected_it_cannot_receive_it(cast, case):
    item = collected(cast, case)
    add(cast, "investigator", item)
    do(cast, "investigator", item, "seal", seal_number="AT-1")
    with pytest.raises(Denied):
        do(cast, "investigator", item, "receive")
    cast.investigator.__class__.objects.filter(username="investigator").update(role="evidence_custodian")
    from graftwatch.desk.access.actions import give_mandate
    from graftwatch.desk.access.viewer import operator

    today = timezone.localdate()
    give_mandate(operator(), cast.investigator.agency, role="evidence_custodian", legal_basis="x", valid_from=today)
    with pytest.raises(NotYetError, match="Another custodian"):
        do(cast, "investigator", item, "receive", seal_number="AT-1")


def test_a_seal_with_another_number_is_not_received(cast, case):
    item = collected(cast, case)
    add(cast, "investigator", item)
    do(cast, "investigator", item, "seal", seal_number="AT-1")
    with pytest.raises(NotYetError, match="number"):
        do(cast, "keeper", item, "receive", seal_number="AT-2")
    assert state(item) == "sealed"


def test_a_digital_exhibit_is_not_sealed_without_its_file(cast, case):
    item = collected(cast, case)
    with pytest.raises(NotYetError, match="Add the original"):
        do(cast, "investigator", item, "seal")
    with pytest.raises(NotYetError, match="Only whoever collected"):
        do(cast, "prosecutor", item, "seal")


def test_what_is_checked_out_is_due_back_on_the_day_that_was_agreed(cast, kept):
    day = timezone.localdate() + dt.timedelta(days=4)
    do(cast, "keeper", kept, "check_out", due_on=day)
    (clock,) = running(kept)
    assert clock.due_at.date() == day
    do(cast, "keeper", kept, "return_in")
    assert not running(kept).exists()


def test_what_is_checked_out_cannot_be_taken_by_who_hands_it_out_nor_for_a_day_gone_by(cast, kept):
    with pytest.raises(NotYetError, match="already"):
        do(cast, "keeper", kept, "check_out", taker=str(cast.keeper.pk))
    with pytest.raises(NotYetError, match="over"):
        do(cast, "keeper", kept, "check_out", due_on=timezone.localdate() - dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("of", "raiser", "verb", "resolver", "second"),
    [
        ("integrity_exception", "investigator", "flag_integrity", "keeper", "prosecutor"),
        ("privilege_hold", "investigator", "hold_privilege", "reviewer", "prosecutor"),
        ("contested", "prosecutor", "contest", "prosecutor", "investigator"),
    ],
)
def test_an_exception_ends_by_two_people_and_stays_on_record(cast, kept, of, raiser, verb, resolver, second):
    do(cast, raiser, kept, verb)
    assert state(kept) == of
    with pytest.raises(NeedsASecondPersonError):
        do(cast, resolver, kept, f"keep_after_{of}")
    agree(cast, resolver, second, f"keep_after_{of}", kept)
    do(cast, resolver, kept, f"keep_after_{of}")
    assert state(kept) == "in_custody"
    opened = open_item(cast.viewer("keeper"), kept)
    assert [told.event.verb for told in opened.events if told.is_exceptional] == [verb, f"keep_after_{of}"]
    assert opened.events[-1].said["approved_by"] == getattr(cast, second).called


def test_each_exception_can_end_as_excluded_or_given_back(cast, case):
    kept = in_custody(cast, case)
    do(cast, "prosecutor", kept, "contest")
    agree(cast, "prosecutor", "investigator", "exclude_after_contested", kept)
    do(cast, "prosecutor", kept, "exclude_after_contested")
    assert state(kept) == "excluded"
    other = in_custody(cast, case)
    do(cast, "keeper", other, "flag_integrity")
    agree(cast, "keeper", "prosecutor", "give_back_after_integrity_exception", other)
    do(cast, "keeper", other, "give_back_after_integrity_exception")
    assert state(other) == "returned"


def test_what_was_never_sealed_goes_back_to_collecting_and_not_into_custody(cast, case):
    item = collected(cast, case)
    do(cast, "prosecutor", item, "contest")
    for verb in ("keep_after_contested", "reopen_after_contested"):
        agree(cast, "prosecutor", "investigator", verb, item)
    with pytest.raises(NotYetError, match="never sealed"):
        do(cast, "prosecutor", item, "keep_after_contested")
    do(cast, "prosecutor", item, "reopen_after_contested")
    assert state(item) == "collected"


def test_no_exception_is_left_by_way_of_another(cast, kept):
    do(cast, "keeper", kept, "flag_integrity")
    do(cast, "prosecutor", kept, "contest")
    assert state(kept) == "contested"
    agree(cast, "prosecutor", "investigator", "keep_after_contested", kept)
    do(cast, "prosecutor", kept, "keep_after_contested")
    assert state(kept) == "integrity_exception"


def test_an_excluded_exhibit_does_not_become_usable_through_an_integrity_exception(cast, kept):
    do(cast, "prosecutor", kept, "exclude")
    do(cast, "keeper", kept, "flag_integrity")
    agree(cast, "keeper", "prosecutor", "keep_after_integrity_exception", kept)
    do(cast, "keeper", kept, "keep_after_integrity_exception")
    assert state(kept) == "excluded"


def test_one_flipped_byte_stops_the_hand_over_and_never_heals_by_itself(cast, kept, home):
    """Invariant 8: the hash at any time equals the hash at sealing, or the exhibit is in integrity_exception."""
    file = kept.files.for_the_system("a test").get()
    flip_a_byte(home, file)
    with pytest.raises(AlteredError):
        do(cast, "keeper", kept, "check_out")
    assert state(kept) == "integrity_exception"
    for name, verb in (("keeper", "check_out"), ("keeper", "examine"), ("prosecutor", "disclose")):
        with pytest.raises(Denied):
            do(cast, name, kept, verb)
    agree(cast, "keeper", "prosecutor", "keep_after_integrity_exception", kept)
    with pytest.raises(NotYetError, match="still differs"):
        do(cast, "keeper", kept, "keep_after_integrity_exception")
    flip_a_byte(home, file)
    assert verify(cast.viewer("keeper"), kept)
    assert state(kept) == "integrity_exception"
    do(cast, "keeper", kept, "keep_after_integrity_exception")
    assert state(kept) == "in_custody"


def test_an_exhibit_leaves_by_two_people_without_a_hold_and_a_victims_things_go_back_first(cast, case, kept):
    from graftwatch.apps.cases.models import Case
    from graftwatch.records.guarded import writing

    agree(cast, "keeper", "prosecutor", "destroy", kept)
    with pytest.raises(NotYetError, match="victim"):
        do(cast, "keeper", kept, "destroy", property_of_a_victim="given_back")
    with writing("a test"):
        until = timezone.localdate() + dt.timedelta(days=90)
        Case.objects.for_the_system("a test").filter(pk=case.pk).update(held_until=until, held_because="Appeal")
    with pytest.raises(NotYetError, match="legal hold"):
        do(cast, "keeper", kept, "destroy")


def test_destroying_takes_two_people_and_leaves_hashes_and_record(cast, kept, home, django_capture_on_commit_callbacks):
    with pytest.raises(NeedsASecondPersonError):
        do(cast, "keeper", kept, "destroy")
    agree(cast, "keeper", "prosecutor", "destroy", kept)
    with django_capture_on_commit_callbacks(execute=True):
        do(cast, "keeper", kept, "destroy")
    opened = open_item(cast.viewer("keeper"), kept)
    assert list((home / "evidence").rglob("*.sealed")) == []
    assert len(opened.files[0][1].sha256) == 64
    assert opened.chain_fault == ""
    certificate = Certificate.objects.for_the_system("a test").get()
    assert opened.events[-1].said["said"] == {"certificate": certificate.digest}
    said = certificate.said
    assert (said["exhibit"], said["n_keys"], said["basis"]) == (kept.exhibit, 1, "a line")
    assert said["by"] == cast.viewer("keeper").who
    assert said["second"] == str(cast.prosecutor.pk)


def test_a_destroyed_exhibit_stays_destroyed_when_a_backup_brings_its_keys_back(cast, kept):
    file = File.objects.for_the_system("a test").get(item_id=kept.pk)
    agree(cast, "keeper", "prosecutor", "destroy", kept)
    do(cast, "keeper", kept, "destroy")
    record_keys.make_key(f"evidence.original:{file.pk}", "evidence_items")
    assert erase_again() == 1
    with pytest.raises(NotHereError):
        list(pieces_of(file.pk, "evidence_items"))


def test_only_roles_of_the_table_move_it(cast, kept):
    for name, verb in (
        ("investigator", "check_out"),
        ("keeper", "contest"),
        ("keeper", "exhibit"),
        ("reviewer", "examine"),
    ):
        with pytest.raises(Denied):
            hand_over(cast.viewer(name), kept, verb=verb, said=answers(verb, cast))


def test_whoever_does_not_see_the_case_moves_nothing(cast, case, kept):
    for name in ("officer", "triage", "liaison", "hotline", "auditor"):
        with pytest.raises(Denied):
            hand_over(cast.viewer(name), kept, verb="flag_integrity", said={"mismatch": "x"})
        with pytest.raises(Denied):
            register(cast.viewer(name), case, kind="digital", legal_basis="order", description="x")


def test_the_chain_of_custody_holds_and_is_signed(cast, kept):
    opened = open_item(cast.viewer("keeper"), kept)
    assert opened.chain_fault == ""
    assert [told.event.number for told in opened.events] == list(range(1, len(opened.events) + 1))
    assert all(custody.signatures.public_key() and len(told.event.signature) == 128 for told in opened.events)


def test_the_readme_shows_the_table_as_it_is():
    said = Path(__file__).with_name("README.md").read_text("utf-8")
    assert MACHINE.as_table() in said
    assert MACHINE.drawn() in said
