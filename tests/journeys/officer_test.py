"""An officer follows a lead to its end; a colleague behind a wall finds nothing; an auditor sees what was done."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_finds_a_lead_reads_its_rows_and_refers_it(arrive, scripts):
    visit = arrive("officer", scripts=scripts)
    page = visit.go("/leads/")
    page.get_by_label("Search").fill("embassy")
    page.get_by_role("button", name="Show these").click()
    page.get_by_role("heading", name="No lead here").wait_for()
    page.get_by_label("Search").fill("contact nord")
    page.get_by_label("Show", exact=True).select_option("all")
    page.get_by_role("button", name="Show these").click()
    page.get_by_role("link", name=re.compile("P-4821")).click()
    assert "An embassy liaison office" in page.inner_text("main")
    page.get_by_role("link", name="Open the rows").click()
    assert "written in the trail" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("P-4821")).click()
    page.get_by_label("Refer").check()
    page.get_by_label("Reason (required)").fill("One number in four files")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who here may be a victim").fill("The donor; the donor advocate speaks with her, alone")
    page.get_by_label("What could this referral cost them").fill("Her place in the household")
    page.get_by_label("Clinical deadline").fill("2026-12-01")
    page.get_by_label("Days our question may cost").fill("1")
    if scripts:
        page.get_by_role("button", name="Save the decision").click()  # the browser itself asks for what is missing
        assert page.get_by_label("Which “ask first” was asked").evaluate("box => !box.validity.valid")
    page.get_by_label("Which “ask first” was asked").fill("The ward: a clerk wrote it down")
    page.get_by_role("button", name="Save the decision").click()
    assert "hand it to the donor-protection officer" in page.inner_text("main")
    page.get_by_role("link", name=re.compile("P-4821")).click()
    assert "One number in four files" in page.inner_text("main")
    visit.complaints.clear() if not scripts else visit.looks_right()


def test_the_queue_narrows_while_one_types(arrive):
    page = arrive("officer").go("/leads/?show=all")
    page.get_by_label("Search").press_sequentially("money", delay=20)
    page.get_by_label("Search").fill("a-3310")
    page.get_by_label("Search").press("End")
    page.get_by_role("link", name=re.compile("P-4821")).wait_for(state="detached")
    assert page.get_by_role("link", name=re.compile("A-3310")).is_visible()
    assert "q=a-3310" in page.url


def test_a_lead_is_given_to_a_colleague_who_may_see_it_and_to_no_other(arrive):
    page = arrive("officer").go("/leads/?show=all")
    page.get_by_role("link", name=re.compile("P-5003")).click()
    page.get_by_role("combobox", name="Looked after by").select_option(label="Walid Walled")
    page.get_by_role("button", name="Assign").click()
    assert page.get_by_role("combobox", name="Looked after by").locator("option:checked").inner_text() == "Walid Walled"
    page.goto(page.url.split("/leads/")[0] + "/leads/?show=all")
    page.get_by_role("link", name=re.compile("P-4821")).click()
    assert page.get_by_role("combobox", name="Looked after by").locator("option").all_inner_texts() == [
        "Nobody",
        "Ada Advocate",
        "Olga Officer",
    ]


def test_behind_a_wall_the_lead_is_absent_and_so_are_lists_and_counts(arrive):
    visit = arrive("walled")
    page = visit.go("/leads/?show=all")
    assert page.get_by_role("link", name=re.compile("P-5003")).is_visible()
    assert "P-4821" not in page.inner_text("body")
    assert "Centre Nord" not in page.inner_text("body")
    assert "are not shown to you" in visit.go("/runs/1/").inner_text("main")


def test_an_auditor_sees_runs_decisions_and_trail_and_no_lead(arrive):
    visit = arrive("auditor")
    page = visit.go("/")
    assert page.url.endswith("/runs/")
    rooms = page.get_by_role("navigation", name="Rooms").get_by_role("link").all_inner_texts()
    assert {"Runs", "Decisions", "Oversight", "Trail"} <= set(rooms)
    assert not {"Leads", "Protection", "Reports", "Cases", "Evidence"} & set(rooms)
    assert "The chain holds" in visit.go("/trail/").inner_text("main")
    assert "There is nothing here" in visit.go("/leads/").inner_text("main")


def test_the_report_opens_on_a_page_of_its_own(arrive):
    visit = arrive("officer")
    page = visit.go("/runs/1/")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the report").click()
    assert "Report" in opened.value.inner_text("h1")


def test_whoever_logs_out_is_out(arrive):
    visit = arrive("officer")
    visit.page.get_by_role("button", name="Log out").click()
    visit.go("/leads/")
    assert "/account/login/" in visit.page.url


def test_a_wrong_password_says_what_to_do_and_not_which_half_was_wrong(arrive):
    page = arrive().go("/account/login/")
    page.fill("#id_login", "officer")
    page.fill("#id_password", "not this one")
    page.click("main button")
    assert "do not belong together" in page.inner_text("main")
