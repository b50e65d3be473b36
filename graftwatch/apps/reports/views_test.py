"""The pages: what a triage officer, a custodian, an adviser and a hotline operator see and send."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.collecting import collect
from graftwatch.apps.reports.models import IdentityRequest, Incoming, Outgoing, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.desk.door import letters
from graftwatch.desk.door.models import Envelope
from tests.reporting import PASSPHRASE, WORDS, received

pytestmark = pytest.mark.django_db


def browser_of(cast, name, *, unlocked=True):
    browser = Client()
    browser.force_login(getattr(cast, name))
    if unlocked:
        browser.post("/vault/open/", {"passphrase": PASSPHRASE, "next": "/"})
    return browser


def page(response):
    assert response.status_code == 200, response
    return response.content.decode()


def test_the_inbox_shows_number_clock_and_danger_and_no_sealed_word(vaults):
    calm, _sealed = received()
    urgent, _sealed = received(urgent=True)
    words = page(browser_of(vaults, "triage").get("/reports/"))
    assert words.index(urgent.number) < words.index(calm.number)
    assert "danger to life" in words
    assert "in 7 days" in words or "in 6 days" in words
    assert WORDS not in words


def test_what_is_marked_as_danger_to_life_is_not_offered_to_be_marked_again(vaults):
    calm, _sealed = received()
    urgent, _sealed = received(urgent=True)
    tara = browser_of(vaults, "triage", unlocked=False)
    assert "Mark as danger to life" in page(tara.get(f"/reports/{calm.pk}/"))
    assert "Mark as danger to life" not in page(tara.get(f"/reports/{urgent.pk}/"))


def test_opening_asks_for_the_passphrase_and_then_shows_both_sides(vaults):
    report, _sealed = received()
    locked = browser_of(vaults, "triage", unlocked=False)
    answer = locked.post(f"/reports/{report.pk}/open/")
    assert answer["Location"].startswith("/vault/unlock/")
    assert WORDS not in page(locked.get(f"/reports/{report.pk}/"))
    browser = browser_of(vaults, "triage")
    words = page(browser.post(f"/reports/{report.pk}/open/", follow=True))
    assert WORDS in words
    assert report.number in words
    assert WORDS not in page(browser.get(f"/reports/{report.pk}/"))


def test_from_opening_to_a_decision_page_by_page(vaults):
    report, _sealed = received()
    tara = browser_of(vaults, "triage")
    at = f"/reports/{report.pk}/"
    tara.post(f"{at}open/")
    tara.post(f"{at}do/screen/")
    tara.post(f"{at}facts/", {"organ": "kidney", "means": ["deceit", "debt"], "n_donor": "1"})
    tara.post(f"{at}signs/", {"seen_OB-C1": "yes", "by_OB-C1": "nurse", "seen_OB-C2": "not_asked", "by_OB-C2": ""})
    assessment = {
        "classification": "thb_or",
        "source_code": "B",
        "information_code": "2",
        "risk": "possible",
        "summary": "One donor.",
    }
    tara.post(f"{at}do/assess/", assessment)
    found = Report.objects.for_the_system("t").get()
    assert (found.state, found.classification, found.risk) == ("assessed", "thb_or", "possible")
    words = page(tara.get(f"{at}read/"))
    for said in (
        "kidney",
        "deceit, debt",
        "Who first spoke of the donation",
        "A relative or a nurse explained it",
    ):
        assert said in words
    sana = browser_of(vaults, "supervisor")
    form = page(sana.get(f"{at}do/convert/"))
    number = re.search(r'value="(\d+)">Prosecution service', form)[1]
    sana.post(f"{at}do/convert/", {"title": "Four operations", "lead_agency": number, "reason": "precise"})
    assert Report.objects.for_the_system("t").get().state == "converted"


def test_words_that_give_away_are_shown_before_a_question_goes_out(brought_to, vaults):
    report = brought_to("screening")
    tara = browser_of(vaults, "triage")
    at = f"/reports/{report.pk}/do/ask/"
    words = page(tara.post(at, {"text": "Were you on your shift on 12 May?"}))
    assert "12 May" in words
    assert "your shift" in words
    assert Report.objects.for_the_system("t").get().state == "screening"
    tara.post(at, {"text": "Were you on your shift on 12 May?", "reviewed": "on"})
    assert Report.objects.for_the_system("t").get().state == "awaiting_reporter"


def test_a_second_person_is_asked_on_the_page_where_one_is_missing(brought_to, vaults):
    report = brought_to("screening")
    tara = browser_of(vaults, "triage")
    at = f"/reports/{report.pk}/do/judge_abusive/"
    assert "A second person has not agreed yet" in page(tara.post(at, {"evidence": "Spam"}))
    assert tara.post(f"{at}second/", {"reason": "Spam"}).status_code == 302


def test_the_custodian_grants_and_the_asker_alone_sees(vaults):
    report, sealed = received(channel="c", identity={"name": "Nadia Nurse"})
    tara, cyrus = browser_of(vaults, "triage"), browser_of(vaults, "custodian")
    tara.post(f"/reports/{report.pk}/open/")
    tara.post(f"/reports/{report.pk}/identity/", {"purpose": "safety", "days": "3", "reason": "The ward has asked."})
    request = IdentityRequest.objects.for_the_system("t").get()
    assert "Tara Triage" in page(cyrus.get("/identities/"))
    words = page(cyrus.get(f"/identities/{request.pk}/"))
    assert "The ward has asked." in words
    assert WORDS not in words
    cyrus.post(f"/identities/{request.pk}/answer/grant/", {"grant-reason": "Shown"})
    assert "Nadia Nurse" in page(tara.post(f"/identities/{request.pk}/see/"))
    assert browser_of(vaults, "supervisor").post(f"/identities/{request.pk}/see/").status_code == 404
    assert cyrus.post(f"/identities/{request.pk}/see/").status_code == 404
    collect(timezone.now())
    said = " ".join(letter.words for letter in letters.read_letters(sealed.receipt, timezone.localdate()).letters)
    assert "opened the sealed name" in said


def test_every_verb_of_the_table_has_a_page_that_opens(brought_to, vaults):
    report = brought_to("assessed")
    shown = 0
    for name, role in (("triage", "triage_officer"), ("supervisor", "triage_supervisor")):
        browser = browser_of(vaults, name)
        for each in REPORT.offered("assessed", role):
            assert str(each.label) in page(browser.get(f"/reports/{report.pk}/do/{each.name}/"))
            shown += 1
    assert shown > 8


CALL = {
    "call.safe": "yes",
    "call.hears": "no",
    "call.call_back": "After eight; say it is the dentist.",
    "what.text": WORDS,
    "when.year": "2026",
    "where.country": "AT",
    "people-1.role": "donor",
    "people-2.role": "broker",
    "language": "fr",
}


def test_a_call_is_sealed_as_at_the_public_door_and_its_receipt_read_out(vaults):
    hana = browser_of(vaults, "hotline", unlocked=False)
    assert "Is the caller safe" in page(hana.get("/reports/phone/d/"))
    words = page(hana.post("/reports/phone/d/", CALL))
    groups = re.findall(r"<li><bdi>(\d{4})</bdi></li>", words)
    assert len(groups) == 4
    receipt = "".join(groups)
    assert letters.read_letters(receipt, timezone.localdate()) is not None
    assert WORDS not in str(vars(Envelope.objects.get()))
    collect(timezone.now())
    report = Report.objects.for_the_system("t").get()
    assert (report.by_phone, report.language, report.channel) == (True, "fr", "d")
    shown = page(browser_of(vaults, "triage").post(f"/reports/{report.pk}/open/", follow=True))
    assert WORDS in shown
    assert "say it is the dentist" in shown
    from graftwatch.apps.reports.bundles import content_of
    from graftwatch.records.guarded import writing
    from tests.reporting import opened

    with writing("tests"):
        people = content_of(report, opened(vaults, "triage"))["people"]
    assert [person["role"] for person in people] == ["donor", "broker"]


def test_the_receipt_is_kept_nowhere(vaults):
    from django.contrib.sessions.models import Session

    hana = browser_of(vaults, "hotline", unlocked=False)
    receipt = "".join(re.findall(r"<li><bdi>(\d{4})</bdi></li>", page(hana.post("/reports/phone/d/", CALL))))
    collect(timezone.now())
    held = [str(row.get_decoded()) for row in Session.objects.all()]
    held += [str(vars(row)) for model in (Report, Outgoing, Incoming) for row in model.objects.for_the_system("t")]
    assert not [words for words in held if receipt in words]
    assert hana.get("/reports/phone/").content.decode().count(receipt) == 0


def test_what_is_missing_in_a_call_is_said_and_nothing_is_stored(vaults):
    hana = browser_of(vaults, "hotline", unlocked=False)
    words = page(hana.post("/reports/phone/d/", CALL | {"what.text": ""}))
    assert "Nothing is stored yet" in words
    assert "say it is the dentist" in words
    assert not Envelope.objects.exists()
    assert "sealed and stored" in page(hana.post("/reports/phone/d/", CALL | {"what.text": "", "unknown": "what"}))


def test_pressing_twice_hands_in_one_report(vaults):
    hana = browser_of(vaults, "hotline", unlocked=False)
    receipt = re.search(r'name="receipt" value="(\d{16})"', page(hana.get("/reports/phone/d/")))[1]
    for _press in range(2):
        assert receipt[:4] in page(hana.post("/reports/phone/d/", CALL | {"receipt": receipt}))
    assert Envelope.objects.count() == 1


def test_somebody_called_in_sees_the_codes_and_no_word_of_the_reporter(brought_to, vaults):
    report = brought_to("assessed")
    actions.carry_out(
        vaults.viewer("supervisor"), report, verb="call_in_protection", said={"manager": str(vaults.protection.pk)}
    )
    petra = browser_of(vaults, "protection", unlocked=False)
    words = page(petra.get(f"/reports/{report.pk}/"))
    assert "kidney" in words
    assert WORDS not in words
    assert petra.get(f"/reports/{report.pk}/read/").status_code == 404
    assert petra.get(f"/reports/{report.pk}/signs/").status_code == 404
