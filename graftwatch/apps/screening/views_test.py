"""The pages: what they say, what they ask before anything is kept, and that they work without scripts."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.models import Decision, Lead, ProtectionPaper, Run
from graftwatch.apps.screening.states import THREE_QUESTIONS
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast, out):
    return import_run(operator(), folder=out)


@pytest.fixture
def page(cast, run):
    browser = Client()
    browser.force_login(cast.officer)
    return browser


def lead(label):
    return Lead.objects.for_the_system("a test").get(label=label).pk


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def words_of(response):
    """The page without what is drawn anew at each look: three letters in a row may stand in a token by chance."""
    return re.sub(r'nonce="[^"]+"|value="[A-Za-z0-9]{64}"', "", text(response))


def test_the_queue_says_how_many_and_how_urgent(page):
    said = text(page.get(reverse("screening:leads")))
    assert "6 to look at · 1 before surgery" in said
    assert said.index("P-4821") < said.index("H-0007")


def test_htmx_is_given_the_list_and_nothing_else(page):
    said = text(page.get(reverse("screening:leads"), {"q": "sud"}, headers={"HX-Request": "true"}))
    assert "<html" not in said
    assert "P-5003" in said
    assert "P-4821" not in said


def test_before_the_first_run_the_queue_says_what_to_do(cast):
    browser = Client()
    browser.force_login(cast.officer)
    assert "Nothing has been screened yet" in text(browser.get(reverse("screening:leads")))


def test_a_lead_shows_its_innocent_readings_beside_each_finding(page):
    said = words_of(page.get(reverse("screening:lead", args=[lead("P-4821")])))
    for words in (
        "An embassy liaison office",
        "It may also be:",
        "Seen in about 1 of 400 ordinary files here: 6.0 bits (5.3–6.5).",
        "What speaks for an ordinary file",
        "The registry office confirmed the birth certificate",
        "payments: no finance tables here",
        "Surgery goes on unless",
    ):
        assert words in said
    for never in ("suspect", "hit", "target="):
        assert never not in said.lower()


def test_about_a_donor_the_page_offers_protection_and_no_weight(page):
    said = words_of(page.get(reverse("screening:lead", args=[lead("D-0450")])))
    assert "Offer protection" in said
    assert "bits" not in said
    for other in ("Explained", "Inspect", "Refer", "Watch"):
        assert f">{other}<" not in said


def test_a_simple_decision_is_kept_at_once(page):
    number = lead("R-1190")
    response = page.post(reverse("screening:decide", args=[number]), {"kind": "watch", "reason": "wait for the letter"})
    assert response.status_code == 302
    assert "wait for the letter" in text(page.get(reverse("screening:lead", args=[number])))


def test_refer_asks_its_three_questions_before_anything_is_kept(page):
    address = reverse("screening:decide", args=[lead("P-4821")])
    said = text(page.post(address, {"kind": "refer", "reason": "four files, one number"}))
    assert "Who here may be a victim" in said
    assert "four files, one number" in said
    assert not Decision.objects.for_the_system("a test").exists()
    answers = dict.fromkeys(THREE_QUESTIONS, "answered") | {"clinical_deadline": "2026-12-01", "days_it_may_cost": "1"}
    for name in answers:
        left_out = {"kind": "refer", "reason": "r", "days_it_did_cost": ""} | answers | {name: "  "}
        assert "still empty" in text(page.post(address, left_out))
    assert not Decision.objects.for_the_system("a test").exists()
    done = page.post(address, {"kind": "refer", "reason": "r", "days_it_did_cost": ""} | answers)
    paper = ProtectionPaper.objects.for_the_system("a test").get()
    assert done["Location"] == reverse("screening:paper", args=[paper.pk])
    assert "hand it to the donor-protection officer" in text(page.get(done["Location"]))


def test_before_surgery_the_clinical_deadline_is_asked(page):
    address = reverse("screening:decide", args=[lead("P-4821")])
    said = text(page.post(address, {"kind": "watch", "reason": "r"}))
    assert "Clinical deadline" in said
    page.post(
        address,
        {
            "kind": "watch",
            "reason": "r",
            "clinical_deadline": "2026-12-01",
            "days_it_may_cost": "2",
            "days_it_did_cost": "",
        },
    )
    decision = Decision.objects.for_the_system("a test").get()
    assert (str(decision.clinical_deadline), decision.days_it_may_cost) == ("2026-12-01", 2)


def test_a_decision_that_is_not_offered_is_not_found(page):
    for label, kind in (("D-0450", "refer"), ("P-4821", "inspect"), ("P-4821", "protect"), ("P-4821", "nonsense")):
        response = page.post(reverse("screening:decide", args=[lead(label)]), {"kind": kind, "reason": "r"})
        assert response.status_code == 404


def test_opening_rows_is_written_in_the_trail(page, cast):
    number = lead("P-4821")
    text(page.get(reverse("screening:rows", args=[number])))
    last = Entry.objects.for_the_system("a test").order_by("number").last()
    assert (last.verb, last.result, last.who) == ("screening.open_rows", "done", f"user:{cast.officer.pk}")
    assert last.thing == f"screening.lead:{number}"


def test_a_run_says_what_could_not_be_asked_and_gives_its_lists(page, run):
    said = text(page.get(reverse("screening:run", args=[run.pk])))
    assert "financial intelligence unit" in said
    assert "no record says what became of the patient" in said
    rows = text(page.get(reverse("screening:reconciliation", args=[run.pk, "theatre_counts_apart"])))
    assert "F-2" in rows
    saved = page.get(reverse("screening:file", args=[run.pk, "reconcile/theatre_counts_apart.csv"]))
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content).startswith(b"file_number")


def test_the_report_opens_in_the_browser_and_can_reach_nothing(page, run):
    report = page.get(reverse("screening:file", args=[run.pk, "report.html"]))
    assert "default-src 'none'" in report["Content-Security-Policy"]
    assert "sandbox" in report["Content-Security-Policy"]
    report.close()


@pytest.mark.parametrize("name", ["leads.json", "../../keys/django.key", "reconcile/../leads.json", "findings.parquet"])
def test_no_other_file_of_a_run_is_given_out(page, run, name):
    assert Path(run.folder, "leads.json").exists()
    assert page.get(f"/runs/{run.pk}/files/{name}").status_code == 404


def test_a_run_is_started_and_ends_with_leads_or_says_why_not(page, settings, tmp_path):
    settings.GRAFTWATCH_HOME = tmp_path
    response = page.post(reverse("screening:start"), {"source": "", "as_of": ""})
    assert response.status_code == 302
    said = text(page.get(response["Location"]))
    assert Run.objects.for_the_system("a test").count() == 2
    assert "Failed" in said or "Finished" in said


def test_every_page_has_its_policy_and_nothing_inline(page, run):
    for address in ("screening:leads", "screening:runs", "oversight:trail", "help"):
        response = page.get(reverse(address))
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        said = text(response)
        assert " style=" not in said
        assert "<style" not in said
        nonce = policy.split("'nonce-")[1].split("'")[0]
        assert said.count("<script") == said.count(f'nonce="{nonce}"') > 0


def test_arabic_reads_from_the_right_and_says_that_nobody_reviewed_it(page, cast):
    page.post(reverse("language"), {"language": "ar", "back": "/leads/"})
    said = text(page.get(reverse("screening:leads")))
    assert '<html lang="ar" dir="rtl">' in said
    assert "tabler.rtl.min.css" in said
    assert 'class="strip"' in said
    cast.officer.refresh_from_db()
    assert cast.officer.language == "ar"


def test_language_leads_back_to_our_own_pages_only(page):
    response = page.post(reverse("language"), {"language": "ar", "back": "https://elsewhere.example/"})
    assert response["Location"] == "/"


def test_the_words_that_a_lead_is_frozen_in_are_valid_json(run):
    from graftwatch.apps.screening.models import LeadInRun

    for one in LeadInRun.objects.for_the_system("a test"):
        assert json.loads(one.frozen)["label"]
