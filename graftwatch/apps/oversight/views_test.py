"""The pages of oversight: own acts for everybody, everybody's for the auditor; heads, witnesses, codes."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from nacl.signing import SigningKey

from graftwatch.desk.access.signals import note_search
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.models import Countersignature, Entry, SignedHead, Verification, Witness
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db
WITNESS = SigningKey(b"w" * 32)


def browser(cast, name):
    found = Client()
    found.force_login(getattr(cast, name))
    return found


def text(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def acts(cast):
    note(cast.viewer("investigator"), "cases.open_case", matter="cases.case:1")
    note(cast.viewer("prosecutor"), "cases.charge", matter="cases.case:1", result="refused")
    note(cast.viewer("protection"), "cases.open_person", matter="cases.case:2")


def signed():
    return heads.sign_head(operator(), now=timezone.now())


def test_everybody_sees_their_own_acts_and_nobody_elses(cast, acts):
    said = text(browser(cast, "investigator").get(reverse("oversight:trail")))
    assert "My access log" in said
    assert "cases.open_case" in said
    assert "cases.charge" not in said
    assert "The chain holds" not in said


def test_the_auditor_sees_everybodys_and_that_the_chain_holds(cast, acts):
    said = text(browser(cast, "auditor").get(reverse("oversight:trail")))
    for words in ("cases.open_case", "cases.charge", "cases.open_person", "The chain holds"):
        assert words in said


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"matter": "cases.case:1"}, {"cases.open_case", "cases.charge"}),
        ({"role": "protection_manager"}, {"cases.open_person"}),
        ({"act": "consultation", "matter": "cases"}, {"cases.open_case", "cases.open_person"}),
        ({"result": "refused"}, {"cases.charge"}),
        ({"day": "2020-01-01", "until": "2020-01-02"}, set()),
        ({"day": "2020-01-01", "until": "9999-12-31", "verb": "charge"}, {"cases.charge"}),
        ({"day": "no day"}, set()),
        ({"agency": "no number"}, set()),
        ({"who": "user:\0"}, set()),
    ],
)
def test_the_trail_is_narrowed_as_asked_and_nonsense_finds_nothing(cast, acts, asked, shown):
    said = text(browser(cast, "auditor").get(reverse("oversight:trail"), asked))
    found = {verb for verb in ("cases.open_case", "cases.charge", "cases.open_person") if verb in said}
    assert found == shown or asked.get("who")


def test_further_pages_keep_what_was_asked(cast):
    for _ in range(101):
        note(cast.viewer("officer"), "screening.search")
    said = text(browser(cast, "officer").get(reverse("oversight:trail"), {"verb": "search"}))
    assert "?verb=search&amp;page=2" in said


def test_a_row_stands_with_its_proof_and_without_content(cast, acts):
    auditor = browser(cast, "auditor")
    number = Entry.objects.for_the_system("a test").get(verb="cases.charge").pk
    said = text(auditor.get(reverse("oversight:entry", args=[number])))
    assert "stands in the tree" in said
    assert auditor.get(reverse("oversight:entry", args=[10**30])).status_code == 404
    assert browser(cast, "officer").get(reverse("oversight:entry", args=[number])).status_code == 404
    assert "stands in the tree" in text(browser(cast, "prosecutor").get(reverse("oversight:entry", args=[number])))


def spoil(number):
    with writing("somebody beside the programme"), connection.cursor() as cursor:
        on = "" if connection.vendor == "sqlite" else " ON audit_entry"
        cursor.execute(f"DROP TRIGGER audit_entry_is_never_changed{on}")
        cursor.execute(f"UPDATE audit_entry SET who = 'user:0' WHERE number = {number}")


def test_an_auditor_finds_a_tampered_row(cast, acts):
    spoil(2)
    auditor = browser(cast, "auditor")
    assert "does not hold from row 2" in text(auditor.get(reverse("oversight:trail")))
    auditor.post(reverse("oversight:verify"))
    assert Verification.objects.get().fails_at == 2
    assert "Does not hold from row 2 on" in text(auditor.get(reverse("oversight:heads")))
    auditor.post(reverse("oversight:sign"))
    assert not SignedHead.objects.exists()


def test_a_head_is_signed_printed_and_compared_with_what_was_noted(cast, acts):
    auditor = browser(cast, "auditor")
    sent_on = auditor.post(reverse("oversight:sign"))
    head = SignedHead.objects.get()
    said = text(auditor.get(sent_on["Location"]))
    assert f"<span>{head.root[:4]}</span>" in said
    note(operator(), "a.search")
    grouped = " ".join(head.root[at : at + 4] for at in range(0, 64, 4)).upper()
    compare = reverse("oversight:compare")
    assert "They belong to one trail" in text(auditor.get(compare, {"size": head.size, "root": grouped}))
    assert "do not belong to one trail" in text(auditor.get(compare, {"size": head.size, "root": "ab" * 32}))
    assert "cut off" in text(auditor.get(compare, {"size": 999, "root": head.root}))
    assert "Write all 64 digits" in text(auditor.get(compare, {"size": 1, "root": "12"}))


def test_a_witness_is_named_takes_the_file_and_signs(cast, acts):
    auditor, head = browser(cast, "auditor"), signed()
    key = bytes(WITNESS.verify_key).hex()
    auditor.post(reverse("oversight:add_witness"), {"name": "Ombudsperson", "key": key.upper()})
    file = json.loads(auditor.get(reverse("oversight:note", args=[head.size])).content)
    message = heads.message(file["size"], file["root"], file["at"])
    given = {"size": file["size"], "key": key, "signature": WITNESS.sign(message).signature.hex()}
    auditor.post(reverse("oversight:countersignature"), {"note": json.dumps(given)})
    assert Countersignature.objects.get().witness == Witness.objects.get()
    assert "Ombudsperson" in text(auditor.get(reverse("oversight:head", args=[head.size])))


@pytest.mark.parametrize("given", ["", "hello", "[]", '{"size": "x"}', '{"size": 1e999}', '{"size": null}'])
def test_what_is_no_countersignature_is_said_to_be_none(cast, given):
    said = text(browser(cast, "auditor").post(reverse("oversight:countersignature"), {"note": given}))
    assert 'role="alert"' in said
    assert not Countersignature.objects.exists()


def test_a_key_that_is_none_is_said_to_be_none(cast):
    said = text(browser(cast, "auditor").post(reverse("oversight:add_witness"), {"name": "X", "key": "12"}))
    assert "Write all 64 digits" in said
    said = text(
        browser(cast, "auditor").post(reverse("oversight:add_witness"), {"name": "X", "key": heads.public_key()})
    )
    assert "not this installation" in said


def test_the_overview_shows_no_small_number(cast, acts):
    said = text(browser(cast, "auditor").get(reverse("oversight:overview")))
    assert "What this installation holds" in said
    assert "too few to show" in said


def test_a_signal_says_what_happened_and_never_what_was_typed(cast):
    note_search(cast.viewer("officer"), "Olga Officer")
    said = text(browser(cast, "auditor").get(reverse("oversight:signals")))
    assert "searched for their own name" in said
    assert "Olga Officer Olga" not in said


def test_nobody_is_told_of_signals_about_themselves(cast):
    note_search(cast.viewer("auditor"), "Aune Auditor")
    assert "No signal" in text(browser(cast, "auditor").get(reverse("oversight:signals")))
