"""The name of whoever may be a victim opens for members of the case alone, each with a vault of their own."""

import pytest

from graftwatch.apps.cases import names
from graftwatch.apps.cases.actions import (
    add_member,
    add_person,
    go_on,
    let_members_read_names,
    open_case_file,
    open_person,
    record_victim,
    take_off_member,
)
from graftwatch.apps.cases.conftest import NORD, PASSPHRASE
from graftwatch.apps.cases.models import Person
from graftwatch.apps.cases.names import keep_names
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.models import RecordKey
from graftwatch.desk.vault.people import enrol
from graftwatch.desk.vault.people.sealing import TIER_A
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


def again(person):
    return Person.objects.for_the_system("a test").get(pk=person.pk)


def read(cast, opened, person, name):
    unlocked = opened(name) if opened else None
    file = open_person(cast.viewer(name), again(person), unlocked=unlocked)
    return file.name_is, file.name


@pytest.fixture
def witness(cast, case):
    return add_person(
        cast.viewer("investigator"), case, name="Wim Watcher", identity="Harbour Street 4", role="witness",
        compartment="investigation",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["investigator", "prosecutor"])
def test_a_possible_victims_name_opens_with_ones_own_vault_and_not_without(cast, donor, opened, name):
    assert read(cast, opened, donor, name) == ("read", "Amal Haddad")
    assert read(cast, None, donor, name) == ("closed", None)


def test_neither_the_page_of_the_case_nor_another_compartment_says_it(cast, case, donor, opened):
    assert read(cast, opened, donor, "protection") == ("not_yours", None)
    file = open_case_file(cast.viewer("investigator"), case)
    assert [each.said["name"] for each in file.people] == [""]


def test_the_machine_with_all_its_keys_opens_nothing(donor):
    row = again(donor)
    assert not row.name
    assert not row.identity
    record = record_keys.record_of(row)
    assert [key.compartment for key in RecordKey.objects.filter(record=record)] == [TIER_A]
    assert b"Haddad" not in row.held_name.content


def test_of_everybody_else_it_lies_under_the_machines_keys(cast, witness):
    assert open_person(cast.viewer("prosecutor"), witness).name == "Wim Watcher"
    assert not again(witness).held_name


@pytest.mark.parametrize("how", ["said to be a victim", "non-punishment raised"])
def test_it_moves_the_moment_somebody_may_be_a_victim(cast, witness, opened, how, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        if how == "non-punishment raised":
            said = {"side": "protection", "offences": ["organ_sale"], "link": "deceived"}
            go_on(cast.viewer("protection"), witness, verb="raise_non_punishment", **said)
        else:
            record_victim(cast.viewer("investigator"), witness, victim="concern", why="She said so")
    assert read(cast, opened, witness, "prosecutor") == ("read", "Wim Watcher")
    assert open_person(cast.viewer("prosecutor"), again(witness), unlocked=opened("prosecutor")).identity == (
        "Harbour Street 4"
    )
    assert not again(witness).name
    assert record_keys.key_of(record_keys.record_of(witness), "investigation") is None  # the old copy opens nowhere


def test_where_nobody_has_a_vault_a_new_name_is_not_taken(cast, proposed):
    said = {"name": "Amal Haddad", "compartment": "investigation"}
    prosecutor = cast.viewer("prosecutor")
    with pytest.raises(NotYetError, match="vault"):
        add_person(prosecutor, proposed, role="donor", **said)
    assert add_person(prosecutor, proposed, role="witness", **said).label == "A"


def test_and_an_old_one_waits_until_somebody_has(cast, proposed, opened):
    prosecutor = cast.viewer("prosecutor")
    person = add_person(prosecutor, proposed, name="Wim", role="witness", compartment="investigation")
    record_victim(prosecutor, person, victim="presumed", why="A letter")
    assert read(cast, None, person, "prosecutor") == ("read", "Wim")
    assert keep_names() == 0
    enrol(prosecutor, passphrase=f"prosecutor {PASSPHRASE}")
    assert keep_names() == 1
    assert keep_names() == 0
    assert read(cast, None, person, "prosecutor") == ("closed", None)
    assert read(cast, opened, person, "prosecutor") == ("read", "Wim")


def test_who_joins_later_is_let_in_by_somebody_who_can_open_it(cast, case, donor, opened):
    prosecutor = cast.viewer("prosecutor")
    enrol(cast.viewer("exchange"), passphrase=f"exchange {PASSPHRASE}")
    add_member(prosecutor, case, user=cast.exchange)
    assert read(cast, opened, donor, "exchange") == ("not_let_in", None)
    assert let_members_read_names(prosecutor, case, unlocked=opened("prosecutor")) == 1
    assert let_members_read_names(prosecutor, case, unlocked=opened("prosecutor")) == 0
    assert read(cast, opened, donor, "exchange") == ("read", "Amal Haddad")


def test_who_cannot_open_it_lets_nobody_in(cast, case, donor, opened):
    enrol(cast.viewer("exchange"), passphrase=f"exchange {PASSPHRASE}")
    add_member(cast.viewer("prosecutor"), case, user=cast.exchange)
    assert let_members_read_names(cast.viewer("exchange"), case, unlocked=opened("exchange")) == 0
    assert read(cast, opened, donor, "exchange") == ("not_let_in", None)


def test_who_leaves_the_case_loses_it_and_the_last_one_keeps_it(cast, case, donor):
    take_off_member(cast.viewer("prosecutor"), case, user=cast.investigator)
    assert again(donor).held_name.holders == [f"user:{cast.prosecutor.pk}"]
    with writing("a test"):
        names.shut_out(again(donor), cast.prosecutor)
    assert again(donor).held_name.holders == [f"user:{cast.prosecutor.pk}"]


def test_who_became_tied_to_a_party_is_shut_out_by_night(cast, case, donor):
    cast.investigator.ties.create(party=NORD, kind="family")
    keep_names()
    assert again(donor).held_name.holders == [f"user:{cast.prosecutor.pk}"]


def test_erased_it_opens_for_nobody(cast, donor, opened):
    record_keys.destroy_keys(record_keys.record_of(donor))
    assert read(cast, opened, donor, "prosecutor") == ("erased", None)
