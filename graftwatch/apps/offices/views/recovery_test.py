"""The page of recovery says how things stand and asks a second person; only access officers find it."""

import pytest

from graftwatch.desk.access.models import Approval
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault import people
from graftwatch.desk.vault.recovery import make_recovery

pytestmark = pytest.mark.django_db


def test_an_access_officer_sees_how_recovery_stands_and_asks_a_second_person(cast, client, settings):
    settings.VAULT_NEEDS_DRILL = True
    people.enrol(cast.viewer("triage"), passphrase="four odd words lantern")
    make_recovery(operator(), n_needed=2, holders=["Ombudsperson", "Court"])
    client.force_login(cast.access)
    words = client.get("/vault/recovery/").content.decode()
    assert "2 of 2 shares" in words
    assert "never been tried" in words
    assert "have not been tried" in words
    said = {"person": cast.triage.pk, "reason": "Forgotten; seen with an identity card"}
    assert "Asked." in client.post("/vault/recovery/ask/", said, follow=True).content.decode()
    asked = Approval.objects.for_the_system("a test").get()
    assert (asked.verb, asked.asked_by) == ("access.recover_key", cast.access)


def test_without_shares_the_page_says_how_they_are_made(cast, client):
    client.force_login(cast.access)
    assert "graftwatch recovery make" in client.get("/vault/recovery/").content.decode()


def test_others_do_not_find_it(cast, client):
    client.force_login(cast.triage)
    assert client.get("/vault/recovery/").status_code == 404
