"""A field of tier A seals on its way into the row; its words are read in an act, by a holder, with an open vault."""

import uuid

import pytest
from django.db import models
from django.test.utils import isolate_apps

from graftwatch.desk.vault import people
from graftwatch.desk.vault.held import For, VaultText
from graftwatch.records.guarded import GuardError, writing

pytestmark = pytest.mark.django_db
WORDS = "four odd words lantern"


@pytest.fixture
def row(cast):
    with isolate_apps("graftwatch.desk.vault"):

        class Shelter(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            address = VaultText()

            class Meta:
                app_label = "vault"

        people.enrol(cast.viewer("protection"), passphrase=WORDS)
        made = Shelter()
        made.address = For("Harbour Street 4", [cast.protection])
        field = Shelter._meta.get_field("address")
        made.address = field.pre_save(made, add=True)  # what saving writes, and loading gives back
        yield made


def test_words_are_sealed_before_they_reach_the_row_and_read_by_a_holder_in_an_act(row, cast):
    assert b"Harbour" not in row.address.content
    assert row.address.holders == [f"user:{cast.protection.pk}"]
    unlocked = people.unlock(cast.protection, WORDS)
    with writing("a test"):
        assert row.address.read_with(unlocked) == "Harbour Street 4"


def test_outside_of_an_act_nobody_reads_them(row, cast):
    with pytest.raises(GuardError):
        row.address.read_with(people.unlock(cast.protection, WORDS))


def test_a_holder_lets_another_in(row, cast):
    people.enrol(cast.viewer("custodian"), passphrase=WORDS)
    row.address = row.address.with_more(people.unlock(cast.protection, WORDS), [cast.custodian])
    with writing("a test"):
        assert row.address.read_with(people.unlock(cast.custodian, WORDS)) == "Harbour Street 4"
    row.address = row.address.without(cast.custodian)
    with writing("a test"), pytest.raises(people.NotForYouError):
        row.address.read_with(people.unlock(cast.custodian, WORDS))


def test_words_that_are_not_saved_yet_are_not_handed_out(row, cast):
    row.address = For("elsewhere", [cast.protection])
    with pytest.raises(GuardError, match="save the row first"):
        _words = row.address


def test_an_empty_field_is_empty(row):
    row.address = b""
    assert not row.address
    assert row.address.holders == []
