"""Casework from end to end: a victim who is not named, evidence that travels, a trail that tells, a day by keyboard."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def places(desk):
    """Cases with people, exhibits and a task, made beside the running desk."""
    made = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("cases_set_up.py")), str(desk.home)],
        env=settings_of(desk),
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()[-3000:]
    return json.loads(made.stdout)


def settings_of(desk):
    here = {"GRAFTWATCH_HOME": str(desk.home), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.demo"}
    return {**os.environ, **here, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def name_as_a_person_of_interest(visit, person):
    """Write the part down as anybody would; give what the page answers."""
    page = visit.go(f"/people-in-cases/{person}/")
    part = page.get_by_role("region", name="Part in the case")
    part.get_by_text("Write down").click()
    part.locator("select[name=role]").select_option(label="person of interest")
    part.get_by_role("button", name="Keep it").click()
    return page.inner_text("main")


def save_the_bag(visit, case, folder):
    """Choose every exhibit, say to whom and what for, and keep what the browser saves."""
    page = visit.go(f"/evidence/of-case/{case}/export/")
    for box in page.get_by_role("group", name="Exhibits").get_by_role("checkbox").all():
        box.check()
    page.get_by_label("To whom?").fill("District court, registry")
    page.get_by_label("What for?").fill("Hearing of 3 July")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Check every hash and save the bag").click()
    saved.value.save_as(folder / "bag.zip")
    with zipfile.ZipFile(folder / "bag.zip") as bag:
        bag.extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


def test_a_presumed_victim_is_named_by_nobody_before_two_people_from_two_units_have_decided(arrive, places, tmp_path):
    prosecutor, protection, second = arrive("prosecutor"), arrive("protection"), arrive("prosecutor2")
    donor, case = f"/people-in-cases/{places['donor']}/", f"/cases/{places['case with a victim']}/"
    said = name_as_a_person_of_interest(prosecutor, places["donor"])
    assert "Raise non-punishment, and have it decided by two people first." in said

    page = protection.go(donor)
    page.get_by_role("link", name="Raise non-punishment").click()
    page.get_by_label("Protection", exact=True).check()
    page.get_by_label("Giving or selling an organ").check()
    page.get_by_label("How is it linked to what was done to this person?").fill("Her passport was taken from her")
    page.get_by_role("button", name="Raise non-punishment").click()
    assert "nobody may name that person a suspect" in page.inner_text("main")
    assert "Wait for the decision of two people." in name_as_a_person_of_interest(prosecutor, places["donor"])
    bag = save_the_bag(prosecutor, places["case with a victim"], tmp_path)
    assert "nobody may name that person a suspect" in (bag / "data" / "banner.txt").read_text("utf-8")

    page = prosecutor.go(donor)
    page.get_by_role("link", name="Take it up").click()
    page.get_by_label("What was looked at first?").fill("Her statement, and who kept her passport")
    page.get_by_role("button", name="Take it up").click()
    page.get_by_role("link", name="It applies").click()
    page.get_by_label("Reason").fill("Both statements say the same")
    page.get_by_role("button", name="Ask a second person").click()
    assert "You asked this yourself" in prosecutor.go("/approvals/").inner_text("main")

    asked = second.go("/approvals/").get_by_role("article").filter(has_text="Both statements say the same")
    assert places["number of the case with a victim"] in asked.inner_text()
    asked.get_by_label("I agree", exact=True).check()
    asked.get_by_label("Why?").fill("I read both statements")
    asked.get_by_role("button", name="Answer").click()
    asked.wait_for(state="detached")

    page = prosecutor.go(donor)
    page.get_by_role("link", name="It applies").click()
    page.get_by_label("Reasons").fill("She was made to do it")
    page.get_by_role("button", name="It applies").click()
    assert "Non-punishment applies to 1 person in this case" in prosecutor.go(case).inner_text("main")
    assert "They are not named for it." in name_as_a_person_of_interest(prosecutor, places["donor"])
    prosecutor.looks_right(with_axe=False)


def verified_elsewhere(bag):
    """The programme in the bag, run by a Python that knows nothing of this installation."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify_bag.py", "."], cwd=bag, env={}, capture_output=True, text=True, check=False
    )


def test_evidence_is_sealed_handed_over_and_exported_and_elsewhere_a_flipped_byte_shows(arrive, places, tmp_path):
    case = places["case without exhibits"]
    page = arrive("investigator").go(f"/evidence/of-case/{case}/")
    page.get_by_role("link", name="Register an exhibit").click()
    page.get_by_label("What is it?").select_option(label="Digital file")
    page.get_by_label("On which legal basis?").select_option(label="Order of a court or prosecutor")
    page.get_by_label("Describe it").fill("Messages that arranged the journey")
    page.get_by_role("button", name="Register it").click()
    exhibit = page.url.removeprefix(page.url.split("/evidence/")[0])
    page.get_by_role("link", name="Record how it was collected").click()
    page.get_by_label("Where was it collected?").fill("At the ward")
    page.get_by_label("When was it collected?").fill("2026-06-12T09:30")
    page.get_by_label("How was it collected?").fill("Handed over on a stick")
    page.get_by_label("Who saw it?").fill("The head nurse")
    page.get_by_label("Which tool, which version?").fill("by hand")
    page.get_by_role("button", name="Record how it was collected").click()
    page.get_by_role("link", name="Add an original").click()
    page.get_by_label("What is it?").fill("The messages")
    words = {"name": "messages.txt", "mimeType": "text/plain", "buffer": b"The flight leaves on 3 May.\n" * 40}
    page.get_by_label("File").set_input_files([words])
    page.get_by_role("button", name="Seal it in").click()
    page.get_by_role("link", name="Seal it", exact=True).click()
    page.get_by_label("Number of the seal").fill("AT-77")
    page.get_by_label("Who saw it?").fill("The head nurse")
    page.get_by_role("button", name="Seal it").click()

    page = arrive("keeper").go(exhibit)
    page.get_by_role("link", name="Receive it into custody").click()
    page.get_by_label("Number of the seal").fill("AT-77")
    page.get_by_label("I have checked the seal").check()
    page.get_by_label("In which condition?").fill("Whole")
    page.get_by_role("button", name="Receive it into custody").click()
    assert "All of them agree." in page.inner_text("main")
    assert "Kemal Keeper" in page.inner_text("main")

    bag = save_the_bag(arrive("prosecutor"), case, tmp_path)
    whole = verified_elsewhere(bag)
    assert whole.returncode == 0, whole
    assert "Everything that this programme can ask holds." in whole.stdout
    original = next(path for path in bag.rglob("*") if path.is_file() and b"The flight leaves" in path.read_bytes())
    original.write_bytes(original.read_bytes().replace(b"3 May", b"4 May", 1))
    altered = verified_elsewhere(bag)
    assert altered.returncode == 1
    assert original.name in "".join(line for line in altered.stdout.splitlines() if line.startswith("FAILS"))


@contextmanager
def one_act_given_to_somebody_else(database):
    """Somebody with the database in their hands drops the triggers and rewrites a row; then all is as before."""
    with closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as rows:
        guards = rows.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'")
        triggers = guards.fetchall()
        number, written = rows.execute(
            'SELECT number, written FROM audit_entry WHERE written LIKE \'%"who":"user:%\' ORDER BY number LIMIT 1'
        ).fetchone()
        assert triggers
        forged = re.sub(r'"who":"user:\d+"', '"who":"user:999"', written)
        for name, _sql in triggers:
            rows.execute(f'DROP TRIGGER "{name}"')
        try:
            rows.execute("UPDATE audit_entry SET written = ? WHERE number = ?", (forged, number))
            yield number
        finally:
            rows.execute("UPDATE audit_entry SET written = ? WHERE number = ?", (written, number))
            for _name, sql in triggers:
                rows.execute(sql)


def test_an_auditor_finds_the_act_that_was_rewritten_beneath_the_programme(arrive, desk, places):
    visit = arrive("auditor")
    command = [sys.executable, "-m", "graftwatch.site.cli", "trail", "verify"]

    def verify_on_the_page():
        visit.go("/trail/heads/").get_by_role("button", name="Verify the whole trail").click()
        return visit.page.inner_text("main")

    assert "The whole trail was verified" in verify_on_the_page()
    with one_act_given_to_somebody_else(desk.home / "graftwatch.sqlite3") as number:
        assert f"Does not hold from row {number} on" in verify_on_the_page()
        told = subprocess.run(command, env=settings_of(desk), capture_output=True, text=True, check=False)
        assert told.returncode == 1
        assert f"The chain does not hold from row {number} on" in told.stdout
    assert "The whole trail was verified" in verify_on_the_page()


def reach(page, words):
    """Press Tab until what has the focus says these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent").strip():
            return
    pytest.fail(f"the keyboard does not reach {words!r}")


def test_with_the_keyboard_alone_an_investigator_opens_a_task_of_the_day_and_marks_it_done(arrive, places):
    visit = arrive("investigator")
    page = visit.go("/my-day/")
    assert "Destroy it" in page.get_by_role("region", name="Waiting for your answer").inner_text()
    assert "review_privilege" not in page.inner_text("main")
    tasks = page.get_by_role("region", name="Tasks")
    assert places["number of the case with a task"] in tasks.inner_text()
    tasks.get_by_role("link", name=places["number of the case with a task"]).wait_for()
    page.keyboard.press("Tab")
    reach(page, places["number of the case with a task"])
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{places['case with a task']}/**")
    reach(page, "Done: Ask the ward who interpreted")
    page.keyboard.press("Enter")
    page.locator("s", has_text="Ask the ward who interpreted").wait_for()
    assert (
        places["number of the case with a task"]
        not in visit.go("/my-day/").get_by_role("region", name="Tasks").inner_text()
    )


ROOMS = {
    "investigator": (
        "/my-day/",
        "/cases/",
        "/cases/{case}/",
        "/cases/propose/",
        "/cases/{case}/people/add/",
        "/people-in-cases/{person}/facts/",
        "/evidence/of-case/{case with evidence}/add/",
        "/glass/",
        "/trail/",
    ),
    "prosecutor": (
        "/cases/{case}/",
        "/people-in-cases/{person}/",
        "/people-in-cases/{person}/go/apply_non_punishment/",
        "/cases/{case}/go/activate/",
        "/approvals/",
        "/evidence/of-case/{case with evidence}/export/",
    ),
    "keeper": (
        "/evidence/",
        "/evidence/{exhibit}/",
        "/evidence/{exhibit}/go/check_out/",
        "/evidence/files/{file}/take/",
    ),
    "protection": ("/my-day/", "/cases/{case}/", "/people-in-cases/{person}/", "/oversight/codes/"),
    "supervisor": ("/vault/",),
    "reviewer": ("/cases/{case}/", "/evidence/", "/approvals/"),
    "exchange": ("/exchange/", "/exchange/new/", "/exchange/{disclosure}/"),
    "access": ("/people/", "/walls/", "/approvals/", "/me/", "/vault/recovery/"),
    "auditor": (
        "/oversight/",
        "/trail/",
        "/trail/heads/",
        "/cases/non-punishment/",
        "/oversight/signals/",
        "/glass/reviews/",
    ),
    "dpo": ("/retention/", "/copies/"),
}


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)], ids=["English", "Arabic on a phone"])
@pytest.mark.parametrize("who", ROOMS)
def test_the_rooms_of_casework_look_right(arrive, places, who, language, width):
    visit = arrive(who, width=width, language=language)
    for path in ROOMS[who]:
        page = visit.page
        answer = page.goto(visit.desk.url + path.format_map(places))
        assert answer is not None
        assert answer.status == 200, path
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert page.locator("h1").count() == 1, path
        visit.looks_right()
