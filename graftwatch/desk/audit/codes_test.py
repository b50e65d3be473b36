"""A victim reads with sixteen digits who opened their file; the code is kept nowhere and can be withdrawn."""

import datetime as dt

import pytest

from graftwatch.desk.access.approvals import ask_for_approval
from graftwatch.desk.access.models import Approval
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied, note
from graftwatch.desk.audit.codes import give_access_code, withdraw_access_code, write_slices
from graftwatch.desk.audit.models import AccessCode, Entry
from graftwatch.desk.door.letters import read_letters
from graftwatch.records.guarded import is_open

TODAY = dt.date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture
def concerned(cast):
    """Something that the protection manager sees: here a question of her own, as any guarded row would do."""
    return ask_for_approval(cast.viewer("protection"), cast.protection, verb="cases.x", reason="r")


def mine(code):
    found = read_letters(code, TODAY)
    return [letter.words for letter in found.letters] if found else None


def test_the_slice_lies_in_the_mailbox_and_what_was_told_is_told_once(cast, concerned):
    manager = cast.viewer("protection")
    code = give_access_code(manager, concerned, language="en", today=TODAY)
    note(manager, "cases.open_person", concerned)
    assert write_slices(operator(), today=TODAY) == 1
    assert write_slices(operator(), today=TODAY) == 0
    assert len(mine(code)) == 1
    assert "Protection case manager, Victim protection service" in mine(code)[0]
    note(cast.viewer("prosecutor"), "cases.open_person", concerned)
    assert write_slices(operator(), today=TODAY) == 1
    assert sum("Prosecutor" in words for words in mine(code)) == 1


def test_the_code_is_kept_nowhere(cast, concerned):
    code = give_access_code(cast.viewer("protection"), concerned, language="en", today=TODAY)
    row = AccessCode.objects.for_the_system("a test").get()
    assert code not in str(vars(row))
    assert code not in Entry.objects.for_the_system("a test").last().written
    assert not is_open()


def test_a_new_code_ends_the_old_one_and_a_withdrawn_one_opens_nothing(cast, concerned):
    manager = cast.viewer("protection")
    old = give_access_code(manager, concerned, language="en", today=TODAY)
    new = give_access_code(manager, concerned, language="en", today=TODAY)
    assert mine(old) is None
    assert mine(new) == []
    withdraw_access_code(manager, concerned, today=TODAY)
    assert mine(new) is None
    with pytest.raises(Denied):
        withdraw_access_code(manager, concerned, today=TODAY)


def test_only_protection_managers_give_codes_and_only_to_whom_they_may_see(cast, concerned):
    elsewhere = ask_for_approval(cast.viewer("officer"), cast.officer, verb="x.y", reason="r")
    for name, thing in (("prosecutor", concerned), ("auditor", concerned), ("protection", elsewhere)):
        with pytest.raises(Denied):
            give_access_code(cast.viewer(name), thing, language="en", today=TODAY)
    assert Approval.objects.for_the_system("a test").count() == 2
    assert not AccessCode.objects.for_the_system("a test").exists()


def test_auditors_see_no_codes(cast, concerned):
    give_access_code(cast.viewer("protection"), concerned, language="en", today=TODAY)
    assert AccessCode.objects.seen_by(cast.viewer("protection")).count() == 1
    assert not AccessCode.objects.seen_by(cast.viewer("auditor")).exists()
