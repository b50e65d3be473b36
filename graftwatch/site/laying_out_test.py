"""What lies ready for the public door after the desk has started."""

import datetime as dt

import pytest

from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.door.names import tokens_of_a_named
from graftwatch.desk.door.proofs import check_proof, signed_proof
from graftwatch.desk.door.publishing import published_parties
from graftwatch.desk.vault.people import enrol
from graftwatch.site.laying_out import lay_out_for_the_door

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


def test_keys_offices_and_the_key_of_proofs_are_laid_out_and_twice_is_once(cast, settings):

    enrol(cast.viewer("triage"), passphrase="four words of some length")
    lay_out_for_the_door()
    before = set(PublishedKey.objects.values_list("pk", flat=True))
    lay_out_for_the_door()
    assert set(PublishedKey.objects.filter(retired_on=None).values_list("pk", flat=True)) == before
    assert {"node", "intake", "signing"} <= set(PublishedKey.objects.values_list("use", flat=True))
    assert any(party.startswith("agency:") for party, _label in published_parties())
    said = {"commitment": "ab" * 32, "received_on": dt.date(2026, 1, 2), "channel": "b", "country": "AT"}
    assert check_proof(signed_proof(settings.NODE_KEY, **said)).is_genuine


def test_a_reader_who_is_named_by_a_reporter_is_found_by_the_name_alone(cast):
    enrol(cast.viewer("triage"), passphrase="four words of some length")
    row = PublishedKey.objects.get(use="intake", holder=f"user:{cast.triage.pk}")
    assert set(row.parties) & set(tokens_of_a_named([f"Dr {cast.triage.called}"]))
