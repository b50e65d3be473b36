"""Whoever steals every database, with the machine's own keys in hand, reads no possible victim's name."""

from itertools import chain

import pytest
from django.conf import settings
from django.db import connections

from graftwatch.apps.cases.actions import add_member, add_person, go_on, propose_case
from graftwatch.apps.cases.models import Person
from graftwatch.desk.access.models import Agency
from graftwatch.desk.vault import boxes, record_keys
from graftwatch.desk.vault.people import sealing, unlock
from graftwatch.desk.vault.people.sealing import TIER_A
from graftwatch.records.guarded import moving_the_schema, writing
from tests.reporting import PASSPHRASE, with_vaults

pytestmark = pytest.mark.django_db
NAME, PLACE = "Zephyrine Quillfeather", "above the lamp shop by the harbour"


@pytest.fixture
def victim(cast):
    with_vaults(cast, ("prosecutor", "protection"))
    prosecution = Agency.objects.get(name="Prosecution service of Atlantis")
    case = propose_case(cast.viewer("supervisor"), title="t", lead_agency=prosecution)
    go_on(cast.viewer("prosecutor"), case, verb="open_case", lead=str(cast.investigator.pk), legal_basis="12")
    add_member(cast.viewer("prosecutor"), case, user=cast.protection)
    return add_person(
        cast.viewer("protection"), case, name=NAME, identity=PLACE, role="donor", compartment="identity_victim"
    )


def everything_stored():
    """Every column of every row of every database, as bytes."""
    for connection in connections.all():
        for table in connection.introspection.table_names():
            with moving_the_schema(), connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                for value in chain.from_iterable(cursor.fetchall()):
                    yield table, bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def test_no_table_of_any_database_says_it(victim):
    stored = list(everything_stored())
    assert any(table == "cases_person" for table, _value in stored)
    for word in (*NAME.split(), "lamp shop"):
        for form in (word, word.lower(), word.encode().hex()):
            assert [table for table, value in stored if form.encode() in value] == []


def test_the_machines_own_keys_take_off_the_outer_seal_and_come_no_further(victim):
    """Root keys, record keys, the secret of the tokens: all that the administrator of this machine has."""
    row = Person.objects.for_the_system("a thief").get(pk=victim.pk)
    record = record_keys.record_of(row)
    outer = record_keys.key_of(record, TIER_A)
    for held in (row.held_name, row.held_identity):
        place = sealing._place(record, held.field)
        inner = boxes.unseal(sealing._unpacked(held.content)["content"], outer, place)
        assert NAME.encode() not in inner
        assert PLACE.encode() not in inner
        for key in (outer, settings.TOKEN_KEY[:32].ljust(32, b"\0"), bytes(32)):
            with pytest.raises(boxes.CannotOpenError):
                boxes.unseal(inner, key, place)
    with writing("a thief"):
        assert row.name.for_the_system("the machine reads what is under its own keys") == ""


def test_a_holder_with_the_passphrase_reads_it_and_another_holder_of_a_vault_does_not(cast, victim):
    row = Person.objects.for_the_system("a test").get(pk=victim.pk)
    with writing("a test"):
        assert row.held_name.read_with(unlock(cast.protection, PASSPHRASE)) == NAME
        with pytest.raises(sealing.NotForYouError):
            row.held_name.read_with(unlock(cast.prosecutor, PASSPHRASE))


def test_what_is_left_to_a_thief_with_the_keys_is_a_guess_of_the_whole_name(victim):
    """The keyed token that finds namesakes and whole names: it confirms a guess, and is no use without the secret."""
    from graftwatch.desk.access import parties

    assert victim.token == parties.person("quillfeather ZEPHYRINE")
    assert victim.token != parties.person("Zephyrine")
