"""What is sealed for named people opens for them alone, with their passphrase, in its place, until it is erased."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.desk.audit.models import Entry
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes, people, record_keys
from graftwatch.desk.vault.models import PersonKey

pytestmark = pytest.mark.django_db
WORDS = "four odd words lantern"
RECORD = "reports.identity:0d9f"


@pytest.fixture
def opened(cast):
    """Custodian and triage officer with their vaults open, as their names."""
    for name in ("custodian", "triage"):
        people.enrol(cast.viewer(name), passphrase=f"{name} {WORDS}")
    return {name: people.unlock(getattr(cast, name), f"{name} {WORDS}") for name in ("custodian", "triage")}


def sealed_for(cast, *names, record=RECORD, field="who"):
    users = [getattr(cast, name) for name in names]
    return people.seal_for(record, field, b"Ana Marik, Harbour Street", people.public_keys_of(users))


def test_what_is_sealed_for_a_person_opens_for_that_person_only(cast, opened):
    sealed = sealed_for(cast, "custodian")
    assert b"Marik" not in sealed
    assert people.open_with(opened["custodian"], RECORD, "who", sealed) == b"Ana Marik, Harbour Street"
    with pytest.raises(people.NotForYouError):
        people.open_with(opened["triage"], RECORD, "who", sealed)


@pytest.mark.parametrize(("record", "field"), [("reports.identity:other", "who"), (RECORD, "where")])
def test_a_sealed_value_moved_to_another_row_or_field_does_not_open(cast, opened, record, field):
    sealed, _other = sealed_for(cast, "custodian"), sealed_for(cast, "custodian", record=record, field=field)
    with pytest.raises(boxes.CannotOpenError):
        people.open_with(opened["custodian"], record, field, sealed)


def test_a_holder_can_let_another_in_and_be_taken_off(cast, opened):
    sealed = sealed_for(cast, "custodian")
    more = people.add_holder(opened["custodian"], RECORD, "who", sealed, people.public_keys_of([cast.triage]))
    assert people.open_with(opened["triage"], RECORD, "who", more) == b"Ana Marik, Harbour Street"
    less = people.remove_holder(more, f"user:{cast.custodian.pk}")
    assert people.holders(less) == [f"user:{cast.triage.pk}"]
    with pytest.raises(people.NotForYouError):
        people.open_with(opened["custodian"], RECORD, "who", less)
    with pytest.raises(people.NotForYouError, match="Nobody would be left"):
        people.remove_holder(less, f"user:{cast.triage.pk}")


def test_nothing_is_sealed_for_nobody():
    with pytest.raises(people.NotForYouError):
        people.seal_for(RECORD, "who", b"words", {})


def test_once_its_record_is_erased_not_even_the_holder_opens_it(cast, opened):
    sealed = sealed_for(cast, "custodian")
    record_keys.destroy_keys(RECORD)
    assert people.open_with(opened["custodian"], RECORD, "who", sealed) is None


def test_a_wrong_passphrase_opens_nothing_and_after_five_nobody_may_try_for_a_while(cast, opened):
    for _time in range(5):
        with pytest.raises(people.WrongPassphraseError):
            people.unlock(cast.triage, "another four words")
    with pytest.raises(people.TooManyTriesError):
        people.unlock(cast.triage, f"triage {WORDS}")
    row = PersonKey.objects.for_the_system("a test").get(user=cast.triage)
    assert row.n_wrong == 5
    verbs = Entry.objects.for_the_system("a test").filter(verb="vault.unlock_vault")
    assert [entry.result for entry in verbs][-6:] == ["failed"] * 6
    assert WORDS not in "".join(entry.written for entry in verbs)


def test_the_log_in_password_and_short_words_are_refused(cast):
    from tests.people import PASSWORD

    for words in (PASSWORD, "short", "a b c d e f g h"):
        with pytest.raises(people.WeakPassphraseError):
            people.enrol(cast.viewer("triage"), passphrase=words)


def test_a_changed_passphrase_opens_the_same_key(cast, opened):
    sealed = sealed_for(cast, "triage")
    people.change_passphrase(cast.viewer("triage"), old=f"triage {WORDS}", new="some other long words")
    with pytest.raises(people.WrongPassphraseError):
        people.unlock(cast.triage, f"triage {WORDS}")
    unlocked = people.unlock(cast.triage, "some other long words")
    assert people.open_with(unlocked, RECORD, "who", sealed) == b"Ana Marik, Harbour Street"
    assert unlocked.private_key.hex() not in repr(unlocked)


def published():
    return {(row.use, row.holder): row for row in PublishedKey.objects.filter(retired_on=None)}


def test_readers_keys_are_published_with_what_they_are_tied_to_and_retired_when_they_leave(cast, opened):
    triage, custodian = f"user:{cast.triage.pk}", f"user:{cast.custodian.pk}"
    assert set(published()) == {
        ("node", "node"),
        ("intake", triage),
        ("custodian", custodian),
    }
    assert f"agency:{cast.triage.agency_id}" in published()["intake", triage].parties
    cast.triage.ties.create(party="facility:x", kind="family")
    people.publish_keys(cast.viewer("access"))
    assert "facility:x" in published()["intake", triage].parties
    type(cast.triage).objects.filter(pk=cast.triage.pk).update(is_active=False)
    people.publish_keys(cast.viewer("access"))
    assert ("intake", triage) not in published()
    assert PublishedKey.objects.filter(holder=triage, retired_on=timezone.localdate()).count() == 1


def browser(cast, name):
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def test_the_pages_set_up_open_and_close_a_vault(cast):
    client = browser(cast, "triage")
    assert "not set up yet" in client.get("/vault/").content.decode()
    said = {"new": f"my {WORDS}", "again": f"my {WORDS}"}
    assert "Open. It closes" in client.post("/vault/set-up/", said, follow=True).content.decode()
    assert "Closed." in client.post("/vault/lock/", follow=True).content.decode()
    wrong = client.post("/vault/open/", {"passphrase": "no", "next": "/help/"})
    assert "does not open with this passphrase" in wrong.content.decode()
    right = client.post("/vault/open/", {"passphrase": f"my {WORDS}", "next": "/help/"})
    assert right["Location"] == "/help/"
    elsewhere = client.post("/vault/open/", {"passphrase": f"my {WORDS}", "next": "https://elsewhere.example/"})
    assert elsewhere["Location"] == "/vault/"
    cookie = client.cookies["graftwatch-vault"]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Strict"


def test_an_open_vault_closes_without_its_cookie_after_a_quarter_of_an_hour_and_with_log_out(cast, monkeypatch):
    client = browser(cast, "triage")
    client.post("/vault/set-up/", {"new": f"my {WORDS}", "again": f"my {WORDS}"})
    secret = client.cookies.pop("graftwatch-vault")
    assert "Closed." in client.get("/vault/").content.decode()
    client.cookies["graftwatch-vault"] = secret.value
    assert "Open. It closes" in client.get("/vault/").content.decode()
    later = timezone.now() + dt.timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "Closed." in client.get("/vault/").content.decode()
    client.post("/vault/open/", {"passphrase": f"my {WORDS}"})
    client.post("/account/logout/")
    client.force_login(cast.triage)
    assert "Closed." in client.get("/vault/").content.decode()


def test_neither_the_session_table_nor_the_cookie_holds_the_key(cast):
    client = browser(cast, "triage")
    client.post("/vault/set-up/", {"new": f"my {WORDS}", "again": f"my {WORDS}"})
    kept = client.session["vault"]
    private = people.unlock(cast.triage, f"my {WORDS}").private_key
    import base64

    assert private not in base64.b64decode(kept["sealed"])
    assert private not in base64.urlsafe_b64decode(client.cookies["graftwatch-vault"].value)


def test_the_worker_notices_a_new_tie_within_a_minute_and_writes_nothing_while_nothing_has_changed(cast, opened):
    from graftwatch.desk.vault.people.publishing import keep_published

    now = timezone.now()
    assert keep_published(now) is False
    cast.triage.ties.create(party="facility:x", kind="family")
    assert keep_published(now) is True
    assert "facility:x" in published()["intake", f"user:{cast.triage.pk}"].parties
    assert keep_published(now) is False
