"""Three workbooks that nobody made from our template become a printed report, in a browser, without a terminal."""

import re

import pytest

from tests.journeys.workbooks import write_workbooks

pytestmark = pytest.mark.browser

ANSWERS = {
    "liste d'attente.xlsx": (
        "waiting_list_entry",
        {"N° inscription": "#key", "N° malade": "person", "Organe": "organ", "Inscrit le": "listed_on"},
        {"Rein": "kidney", "Foie": "liver"},
    ),
    "sorties.xlsx": (
        "waiting_list_event",
        {
            "N° sortie": "#key",
            "Inscription": "entry",
            "Événement": "kind",
            "Motif": "reason",
            "Date d'effet": "effective_on",
        },
        {"sorti": "removed", "greffé": "removed", "inconnu": "unknown"},
    ),
    "greffes.xlsx": (
        "transplant",
        {
            "N° greffe": "#key",
            "Receveur": "recipient",
            "Organe greffé": "organ_kind",
            "Type de donneur": "donor_type",
            "Date de greffe": "performed_on",
        },
        {"Rein": "kidney", "Foie": "liver", "DDME": "deceased"},
    ),
}


def set_columns(page, file, table, columns, codes):
    page.get_by_role("link", name=file).click()
    page.get_by_label("One row of it is").select_option(table)
    page.get_by_role("button", name="Show the columns").click()
    assert page.get_by_label("One row of it is").input_value() == table  # what it seemed to be
    key = next(theirs for theirs, ours in columns.items() if ours == "#key")
    assert page.get_by_label(f"Our field for {key}", exact=True).input_value() == "#key"
    page.get_by_label("Days are written").select_option("day first")
    page.get_by_label("Day of the extract").fill("2026-06-30")
    for theirs in page.locator("table.list tbody th bdi").all_inner_texts():
        page.get_by_label(f"Our field for {theirs}", exact=True).select_option(columns.get(theirs, ""))
    page.get_by_role("button", name="Show codes for what I chose").click()
    for line in page.locator("ul.codes li").all():
        line.locator("select").select_option(codes[line.locator("label").inner_text()])
    page.get_by_role("button", name="Keep these answers").click()
    page.get_by_role("heading", name="1 · Tables").wait_for()


def finished(page, what):
    page.locator("section", has=page.get_by_role("heading", name=what)).locator("ul.account").wait_for(timeout=180_000)


@pytest.mark.slow
def test_three_foreign_workbooks_become_a_printed_report(arrive, tmp_path):
    visit = arrive("officer")
    page = visit.go("/data/")
    page.get_by_label("Name of the folder").fill("registre 2026-06")
    page.get_by_label("Files").set_input_files(write_workbooks(tmp_path / "theirs"))
    page.get_by_role("button", name="Take them in").click()
    assert page.inner_text("h1") == "registre 2026-06"
    visit.looks_right()
    for file, answer in ANSWERS.items():
        set_columns(page, file, *answer)
    visit.looks_right()
    page.get_by_role("button", name="Check", exact=True).click()
    finished(page, "2 · Check")
    assert "12 rows read, 12 good" in page.inner_text("main")
    page.get_by_role("button", name="Load", exact=True).click()
    finished(page, "3 · Load")
    page.get_by_role("button", name="Screen this folder").click()
    page.get_by_role("heading", name="Report and leads").wait_for(timeout=300_000)
    visit.looks_right()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the report").click()
    report = opened.value
    report.wait_for_load_state()
    assert re.search(r"left|departure|list", report.inner_text("body"), re.IGNORECASE)
    assert len(report.pdf(format="A4")) > 5_000
    mapping = (visit.desk.home / "inbox" / "registre 2026-06" / "mapping.toml").read_text("utf-8")
    assert 'dates = "day first"' in mapping
    assert '"Foie" = "liver"' in mapping or 'Foie = "liver"' in mapping


def test_what_cannot_be_taken_in_is_said_and_nothing_is_kept(arrive, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4")
    visit = arrive("officer")
    page = visit.go("/data/")
    page.get_by_label("Name of the folder").fill("letters")
    page.get_by_label("Files").set_input_files(letter)
    page.get_by_role("button", name="Take them in").click()
    assert "Nothing was kept" in page.inner_text("main")
    assert not (visit.desk.home / "inbox" / "letters").exists()


def test_a_run_can_be_stopped_while_it_is_watched(arrive):
    visit = arrive("officer")
    page = visit.go("/runs/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("heading", name=re.compile(r"Run \d+")).wait_for()
    stop = page.get_by_role("button", name="Stop this run")
    if stop.count():
        stop.click()
    page.get_by_text(re.compile("Stopped|Finished|Failed")).first.wait_for(timeout=180_000)
    visit.looks_right()


@pytest.mark.slow
def test_next_month_s_folder_of_the_same_office_needs_no_answers(arrive, tmp_path):
    visit = arrive("officer")
    page = visit.go("/data/")
    if not page.get_by_label("Answer as for").locator("option", has_text="registre 2026-06").count():
        pytest.fail("this journey follows the one of the three workbooks")
    page.get_by_label("Name of the folder").fill("registre 2026-07")
    page.get_by_label("Files").set_input_files(write_workbooks(tmp_path / "theirs"))
    page.get_by_label("Answer as for").select_option("registre 2026-06")
    page.get_by_role("button", name="Take them in").click()
    assert "to be confirmed" not in page.inner_text("main")
    assert "5 of 5" in page.inner_text("main")
