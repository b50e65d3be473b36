"""From the telephone of a reporter to the desk and back: what is told, who reads it, who never learns of it."""

from __future__ import annotations

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE = {"width": 390, "scripts": False}
WORDS = "Two donors told the same story, word for word, and neither knew the man beside them"
QUESTION = "Who spoke first of the donation?"
ANSWER = "The man with the telephone did, each time"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def leave_out(page):
    press(page, "Continue, or leave out")


def tell(visit, *, text=WORDS, hospital="", name="", check=True):
    """Walks through the questions of the public door up to the page that shows them all once more."""
    page = visit.page

    def look():
        if check:
            visit.looks_right()

    look()
    page.get_by_label("In your own words").fill(text)
    press(page, "Continue")
    look()
    leave_out(page)
    look()
    page.get_by_label("Day, only if it matters").fill("12")
    page.get_by_label("Month").select_option(label="May")
    page.get_by_label("Year").fill("2026")
    press(page, "Continue")
    look()
    page.get_by_label("Country").select_option(label="Austria")
    page.get_by_label("Hospital or clinic, from the list").select_option(label=hospital or "—")
    press(page, "Continue")
    look()
    page.get_by_label("Money was promised or paid").check()
    press(page, "That is all I know: go to the end")
    page.get_by_role("heading", name="Who must not see your report?").wait_for()
    look()
    leave_out(page)
    if name:
        look()
        page.get_by_label("Your name").fill(name)
        leave_out(page)
    look()
    leave_out(page)
    page.get_by_role("heading", name="Check your answers").wait_for()
    assert text in page.inner_text("main")
    look()


def send(page):
    """Gives the digits of the receipt, which stand on this page only."""
    press(page, "Send")
    return page.locator("bdi.receipt").inner_text()


def report(visit, channel, **said):
    """A whole report at the public door; gives its receipt."""
    page = visit.go_to_door("/en/report/")
    page.get_by_label(channel).check()
    press(page, "Continue")
    tell(visit, **said)
    return send(page)


def open_mailbox(visit, receipt):
    page = visit.go_to_door("/en/mailbox/")
    page.get_by_label("Receipt").fill(receipt)
    press(page, "Open")
    return page


def numbers(visit, room="/reports/"):
    """The numbers of the reports, or of the cases, that stand in this person's list."""
    page = visit.go(room)
    return set(page.locator("tbody th a").all_inner_texts())


def known_so_far(visit):
    """The same, once nothing lies at the door any more."""
    visit.desk.collect()
    return numbers(visit)


def the_new_one(visit, before):
    """Opens the page of the one report that has come since; gives its number."""
    visit.desk.collect()
    (number,) = numbers(visit) - before
    visit.page.get_by_role("link", name=number).click()
    return number


def do(page, verb, **said):
    """One step from the page of a report: follows its link, answers by label, presses the button of the same name."""
    page.get_by_role("link", name=verb, exact=True).click()
    answer_and_press(page, verb, said)


def answer_and_press(page, verb, said):
    for label, words in said.items():
        page.get_by_label(label).fill(words)
    press(page, verb)


def test_a_nephrologist_reports_from_her_telephone_and_answers_a_week_later(arrive, desk):
    tara = arrive("triage")
    tara.opens_the_vault()
    before = known_so_far(tara)
    her = arrive(**PHONE)
    page = her.go_to_door("/")
    her.looks_right()
    page.get_by_role("link", name="Report something").click()
    her.looks_right()
    page.get_by_label("A report without saying who I am").check()
    press(page, "Continue")
    tell(her, text=f"I examined both. {WORDS}")
    careful = page.locator(".panel.careful", has=page.get_by_role("button", name="Change"))
    assert "You write what you yourself did" in careful.inner_text()
    careful.get_by_role("button", name="Change").click()
    page.get_by_label("In your own words").fill(WORDS)
    press(page, "Continue")
    page.get_by_role("heading", name="Check your answers").wait_for()
    assert careful.count() == 0
    her.looks_right()
    page.get_by_label("Send the month and leave the day out").check()
    receipt = send(page)
    her.looks_right()
    page.get_by_label("The 16 digits, as you wrote them on paper").fill("1234 1234 1234 1234")
    press(page, "I have written it down")
    assert "These are not the same digits" in page.inner_text("main")
    page.get_by_label("The 16 digits, as you wrote them on paper").fill(receipt)
    press(page, "I have written it down")
    page.get_by_role("heading", name="Thank you").wait_for()
    her.looks_right()
    assert page.context.cookies() == []

    the_new_one(tara, before)
    press(tara.page, "Open the report")
    assert WORDS in tara.page.inner_text("main")
    do(tara.page, "Begin screening")
    tara.page.get_by_role("link", name="Ask the reporter", exact=True).click()
    tara.page.get_by_label("I have read it for anything that gives the reporter away").check()
    answer_and_press(tara.page, "Ask the reporter", {"The question": QUESTION})
    assert "Waiting for the reporter" in tara.page.inner_text("main")
    desk.collect()

    she_again = arrive(**PHONE)
    page = open_mailbox(she_again, receipt)
    she_again.looks_right()
    assert QUESTION in page.locator(".letter", has_text="A question").inner_text()
    page.get_by_label("An answer, or something to add").fill(ANSWER)
    press(page, "Seal and send")
    assert "Your words are sealed and sent." in page.inner_text("main")
    assert ANSWER not in page.inner_text("main")
    assert receipt.replace(" ", "") not in page.url
    desk.collect()

    tara.page.reload()
    tara.page.get_by_role("link", name="Open the sealed words").click()
    assert ANSWER in tara.page.inner_text("main")
    assert "In screening" in tara.page.inner_text(".head")


def test_a_nurse_meets_her_duty_and_keeps_the_proof(arrive, desk):
    nurse = arrive(**PHONE)
    page = nurse.go_to_door("/en/duties/")
    nurse.looks_right()
    page.get_by_label("Who are you?").select_option(label="Nurse")
    page.get_by_label("Something that may be a crime").check()
    press(page, "Show what applies")
    nurse.looks_right()
    assert "Yes, with your name" in page.inner_text("main")
    press(page, "Report with my name")
    tell(nurse, name="Nadia Nurse")
    assert "Nadia Nurse" in page.inner_text("main")
    receipt = send(page)
    desk.collect()

    page = open_mailbox(nurse, receipt)
    proof = page.locator(".letter .code").inner_text()
    nurse.looks_right()
    for secret in ("Nadia", "Nurse", WORDS):
        assert secret not in proof
    page.get_by_role("navigation").get_by_role("link", name="Check a proof").click()
    page.get_by_label("The whole text of the proof").fill(proof)
    press(page, "Check")
    page.get_by_role("heading", name="This proof is genuine").wait_for()
    nurse.looks_right()
    page.get_by_label("The whole text of the proof").fill(re.sub(r"\d{4}-\d\d-\d\d", "2020-01-01", proof))
    press(page, "Check")
    page.get_by_role("heading", name="This is not a proof of this installation").wait_for()
    paper = page.request.post(f"{desk.door}/en/proof/paper/", form={"proof": proof})
    assert paper.body().startswith(b"%PDF")


def test_a_hotline_operator_takes_a_call_and_the_caller_opens_the_mailbox(arrive, desk):
    hana = arrive("hotline")
    page = hana.go("/reports/phone/")
    hana.looks_right()
    page.get_by_role("link", name="Anonymous report").click()
    hana.looks_right()
    press(page, "Seal it and hand it in")
    assert "Nothing is stored yet" in page.inner_text("main")
    hana.looks_right()
    page.get_by_role("group", name="The caller can speak freely").get_by_label("Yes").check()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_label("Year").fill("2026")
    page.get_by_label("Country").first.select_option(label="Austria")
    press(page, "Seal it and hand it in")
    page.get_by_role("heading", name="The report is sealed and stored").wait_for()
    hana.looks_right()
    receipt = " ".join(page.locator(".receipt-groups li").all_inner_texts())
    assert re.fullmatch(r"\d{4}( \d{4}){3}", receipt)

    caller = arrive(**PHONE)
    assert "You open this mailbox for the first time." in open_mailbox(caller, receipt).inner_text("main")
    caller.looks_right()
    page.get_by_role("link", name="The caller has read them back").click()
    assert receipt.replace(" ", "") not in page.content().replace(" ", "")
    assert "There is nothing here" in hana.go("/reports/").inner_text("main")


def test_a_report_becomes_a_case_and_the_hospital_learns_nothing_of_it(arrive):
    tara, sana, paula, lars = (arrive(who) for who in ("triage", "supervisor", "prosecutor", "liaison"))
    before, cases = known_so_far(tara), numbers(paula, "/cases/")
    report(arrive(**PHONE), "A report without saying who I am", hospital="Centre Nord", check=False)
    number, page = the_new_one(tara, before), tara.page
    tara.looks_right()
    press(page, "Open the report")
    page.get_by_role("heading", name="Open your vault").wait_for()
    tara.looks_right()
    page.get_by_label("Vault passphrase").fill("not these words at all")
    press(page, "Open")
    assert "Open your vault" in page.inner_text("main")
    address = tara.desk.url + (path := path_of(tara, number))
    tara.opens_the_vault(path)
    press(page, "Open the report")
    assert WORDS in page.inner_text("main")
    tara.looks_right()
    do(page, "Begin screening")
    page.get_by_role("link", name="Ask an adviser", exact=True).click()
    advisers = page.get_by_label("Adviser").locator("option").all_inner_texts()
    assert "Paula Prosecutor" in advisers
    assert "Lars Liaison" not in advisers
    tara.looks_right()
    page.go_back()
    page.get_by_role("link", name="Coded facts", exact=True).click()
    page.get_by_label("Organ").select_option(label="kidney")
    page.get_by_label("deceit").check()
    tara.looks_right()
    press(page, "Keep these facts")
    do_assess(tara)

    page = sana.go(path_of(sana, number))
    sana.looks_right()
    page.get_by_role("link", name="Propose a case", exact=True).click()
    sana.looks_right()
    page.get_by_label("Lead agency").select_option(label="Prosecution service of Atlantis")
    answer_and_press(
        page, "Propose a case", {"Title of the case": "Same words twice", "Reason": "Two donors, one story"}
    )
    assert "Became a case" in page.inner_text("main")

    (of_the_case,) = numbers(paula, "/cases/") - cases
    page = paula.page
    page.get_by_role("link", name=of_the_case).click()
    assert "Same words twice" in page.inner_text("main")
    paula.looks_right()
    case = page.url

    rooms = lars.go("/").get_by_role("navigation", name="Rooms").get_by_role("link")
    for path in {each.get_attribute("href") for each in rooms.all()} | {"/my-day/", "/cases/", "/approvals/"}:
        words = lars.go(path).inner_text("body")
        for told in (number, of_the_case, "Same words twice", WORDS):
            assert told not in words, path
    assert numbers(lars, f"/cases/?show=all&q={of_the_case}") == set()
    lars.looks_right()
    nothing = lars.go("/reports/00000000-0000-0000-0000-000000000000/").inner_text("main")
    assert "There is nothing here" in nothing
    for there in (address, f"{address}read/", f"{address}do/ask/", case, lars.desk.url + "/reports/"):
        lars.page.goto(there)
        assert lars.page.inner_text("main") == nothing, there


def path_of(visit, number):
    """Where a report stands that this person sees in the list."""
    numbers(visit)
    return visit.page.get_by_role("link", name=number).get_attribute("href")


def do_assess(visit):
    page = visit.page
    page.get_by_role("link", name="Assess", exact=True).click()
    visit.looks_right()
    for label in (
        "Both: the person first",
        "B: mostly reliable",
        "2: the source knows it",
        "Somebody may be in danger",
    ):
        page.get_by_label(label).check()
    answer_and_press(page, "Assess", {"In two sentences, without names": "Two donors told one story."})
    assert "Assessed" in page.inner_text(".head")


def test_a_custodian_refuses_a_name_and_the_reporter_is_told(arrive, desk):
    tara, cyrus = arrive("triage"), arrive("custodian")
    tara.opens_the_vault()
    before, patient = known_so_far(tara), arrive(**PHONE)
    receipt = report(patient, "A report in confidence", name="Nadia Nurse", check=False)
    number, page = the_new_one(tara, before), tara.page
    press(page, "Open the report")
    assert "Nadia" not in page.inner_text("body")
    page.get_by_role("link", name="Ask for the identity").click()
    page.get_by_label("Ask whether the reporter will be a witness").check()
    page.get_by_label("three days").check()
    tara.looks_right()
    answer_and_press(page, "Ask for the identity", {"Why nothing less will do": "A court may want to hear her"})
    tara.looks_right()
    request = page.url

    page = cyrus.go("/identities/")
    cyrus.looks_right()
    page.get_by_role("row", name=number).get_by_role("link", name="Tara Triage").click()
    cyrus.looks_right()
    refusal = page.locator("form", has=page.get_by_role("heading", name="Refuse"))
    refusal.get_by_label("Reason").fill("Ask her through the mailbox first")
    refusal.get_by_role("button", name="Refuse").click()
    assert "Refused" in page.inner_text("main")
    assert "Nadia" not in page.inner_text("body")
    desk.collect()

    tara.page.goto(request)
    assert "Ask her through the mailbox first" in tara.page.inner_text("main")
    assert tara.page.get_by_role("button", name="See the identity").count() == 0
    assert "Nadia" not in tara.page.inner_text("body")
    tara.looks_right()
    letters = open_mailbox(patient, receipt).inner_text("main")
    assert "asked who wrote this report" in letters
    assert "the custodian refused to say who wrote this report" in letters
    assert "Ask her through the mailbox first" not in letters
    assert "Tara" not in letters


PLACES = {
    "": ("", "report/", "mailbox/", "verify/", "duties/", "self-check/"),
    "hotline": ("/reports/phone/", "/reports/phone/a/", "/reports/phone/d/"),
    "custodian": ("/identities/", "/vault/"),
}


@pytest.mark.parametrize("who", PLACES)
def test_the_pages_look_right_in_arabic_on_a_telephone(arrive, who):
    visit = arrive(who, width=390, language="ar")
    for path in PLACES[who]:
        page = visit.go(path) if who else visit.go_to_door(f"/ar/{path}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        visit.looks_right()


def test_a_report_looks_right_in_arabic_on_a_telephone(arrive):
    tara = arrive("triage", width=390, language="ar")
    tara.opens_the_vault()
    before = known_so_far(tara)
    tara.looks_right()
    report(arrive(**PHONE), "A report without saying who I am", check=False)
    the_new_one(tara, before)
    tara.looks_right()
    here = re.sub(r"^https?://[^/]+", "", tara.page.url)
    tara.page.click("form[action$='/open/'] button")
    tara.looks_right()
    for path in ("facts/", "signs/", "walls/", "identity/", "do/screen/", "do/mark_urgent/"):
        tara.go(here + path)
        assert tara.page.locator("html").get_attribute("dir") == "rtl"
        tara.looks_right()
