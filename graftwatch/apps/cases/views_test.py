"""The pages of cases, as people use them without scripts."""

import re
import uuid

import pytest
from django.test import Client

from graftwatch.apps.cases.models import Case, Person
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox.models import Deadline, Task
from graftwatch.desk.states.moving import moves_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(cast):
    def browse(name):
        browser = Client()
        browser.force_login(getattr(cast, name))
        return browser

    return browse


def words(response):
    assert response.status_code == 200, response
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_people_on_cases_begin_with_their_day(as_, case):
    assert as_("investigator").get("/")["Location"] == "/my-day/"
    assert as_("officer").get("/")["Location"] == "/leads/"


def test_a_day_shows_what_is_due_and_no_title(as_, cast, proposed):
    page = words(as_("prosecutor").get("/my-day/"))
    assert "Decision on opening" in page
    assert proposed.number in page
    assert "Four operations" not in page


def test_the_list_names_numbers_and_finds_one_by_it(as_, case):
    assert case.number in words(as_("investigator").get("/cases/"))
    assert case.number in words(as_("investigator").get(f"/cases/?q={case.number[2:6]}"))
    for name in ("exchange", "liaison"):
        assert case.number not in words(as_(name).get(f"/cases/?q={case.number}")).replace("value", "")[600:]
        assert "No case of yours" in words(as_(name).get(f"/cases/?q={case.number}"))


def test_a_case_that_is_not_yours_answers_like_one_that_does_not_exist(as_, case, donor):
    for name in ("exchange", "liaison", "triage", "supervisor", "officer", "auditor"):
        browser = as_(name)
        nothing = browser.get(f"/cases/{uuid.uuid4()}/").content
        one = browser.get(f"/cases/{case.pk}/")
        assert one.status_code == 404
        assert len(one.content) == len(nothing)
        assert browser.get(f"/people-in-cases/{donor.pk}/").status_code == 404
        assert browser.post(f"/cases/{case.pk}/notes/", {"text": "x"}).status_code == 404


def test_a_case_answers_five_questions(as_, case):
    page = words(as_("investigator").get(f"/cases/{case.pk}/"))
    for said in (case.number, "Led by", "Seen by:", "What is due", "What you may do", "Start preliminary work"):
        assert said in page
    assert "Four operations in one week" in page


def test_opening_a_case_is_in_the_trail(as_, cast, case):
    as_("keeper").get(f"/cases/{case.pk}/")
    last = Entry.objects.for_the_system("a test").filter(verb="cases.open_case_file").last()
    assert last.who == f"user:{cast.keeper.pk}"


def test_who_protects_does_not_read_what_the_police_wrote(as_, case):
    assert "one contact person" in words(as_("investigator").get(f"/cases/{case.pk}/"))
    assert "one contact person" not in words(as_("protection").get(f"/cases/{case.pk}/"))


def test_a_step_asks_and_then_goes_on(as_, cast, case):
    browser, address = as_("investigator"), f"/cases/{case.pk}/go/start_preliminary/"
    assert "Protection contact" in words(browser.get(address))
    assert "Nothing has changed" in words(browser.post(address, {"plan": ""}))
    said = {"plan": "Ask the ward", "protection_contact": cast.protection.pk}
    assert browser.post(address, said).status_code == 302
    page = words(browser.get(f"/cases/{case.pk}/"))
    assert "Preliminary" in page
    assert "Ask the ward" in page


def test_a_step_that_is_not_open_from_here_is_not_there(as_, case):
    assert as_("prosecutor").get(f"/cases/{case.pk}/go/charge/").status_code == 404
    assert as_("keeper").get(f"/cases/{case.pk}/go/start_preliminary/").status_code == 404
    assert as_("prosecutor").get(f"/cases/{case.pk}/go/erase_with_the_case/").status_code == 404


def test_what_stands_against_a_step_is_said(as_, active, donor):
    page = words(as_("prosecutor").post(f"/cases/{active.pk}/go/charge/", {"charges": "Person B"}))
    assert "Non-punishment is not decided yet" in page


def test_a_step_for_two_asks_for_the_second_person(as_, cast, case, second):
    browser, address = as_("prosecutor"), f"/cases/{case.pk}/go/lift_restriction/"
    browser.post(f"/cases/{case.pk}/go/restrict/", {"reason": "A leak"})
    browser.post(f"/cases/{case.pk}/members/{cast.prosecutor2.pk}/admit/")
    assert "This needs a second person" in words(browser.get(address))
    browser.post(f"/cases/{case.pk}/second/lift_restriction/", {"reason": "The leak is stopped"})
    assert "Lift the restriction" in words(as_("prosecutor2").get("/my-day/"))
    second("prosecutor", "prosecutor2", "lift_restriction", case)
    assert "Agreed, and still to be done by you" in words(browser.get("/my-day/"))
    assert browser.post(address, {"reason": "Done"}).status_code == 302
    assert not Case.objects.seen_by(cast.viewer("prosecutor")).get(pk=case.pk).restricted


def test_a_note_and_a_task_are_written_and_shown(as_, cast, case):
    browser = as_("investigator")
    note = {"kind": "fact", "text": "They met <b>here</b>", "source": "ward", "compartment": "investigation"}
    assert browser.post(f"/cases/{case.pk}/notes/", note).status_code == 302
    assert "&lt;b&gt;here" in browser.get(f"/cases/{case.pk}/").content.decode()
    note["source"] = ""
    assert "Say where this fact comes from" in words(browser.post(f"/cases/{case.pk}/notes/", note))
    task = {"what": "Call the ward", "compartment": "investigation", "to": cast.investigator.pk, "due_on": ""}
    assert browser.post(f"/cases/{case.pk}/tasks/", task).status_code == 302
    made = Task.objects.seen_by(cast.viewer("investigator")).get(to=cast.investigator)
    assert browser.post(f"/cases/{case.pk}/tasks/{made.pk}/done/").status_code == 302
    assert browser.post(f"/cases/{case.pk}/tasks/{made.pk}/done/").status_code == 404


def test_a_clock_is_paused_with_its_reason_in_sight(as_, cast, active):
    browser = as_("prosecutor")
    browser.post(f"/cases/{active.pk}/go/suspend/", {"reason": "Abroad", "review_on": "2099-01-01"})
    clock = Deadline.objects.seen_by(cast.viewer("prosecutor")).get(name="suspension", stopped_at=None)
    address = f"/cases/{active.pk}/clocks/{clock.pk}/"
    browser.post(address, {"reason": "The court is closed"})
    assert "The court is closed" in words(browser.get(f"/cases/{active.pk}/"))
    browser.post(address)
    assert "The court is closed" not in words(browser.get(f"/cases/{active.pk}/"))


def test_a_person_is_added_and_called_by_a_letter(as_, cast, case):
    browser = as_("investigator")
    said = {"name": "Amal Haddad", "role": "donor", "age": "unknown", "compartment": "investigation"}
    made = browser.post(f"/cases/{case.pk}/people/add/", said)
    page = words(browser.get(made["Location"]))
    assert "Person A" in page
    assert "may be a victim" in page
    assert "Amal" not in words(as_("protection").get(made["Location"]))


def test_a_suspect_is_refused_on_the_page_and_non_punishment_raised_instead(as_, cast, case, donor):
    browser, address = as_("prosecutor"), f"/people-in-cases/{donor.pk}/"
    page = words(browser.post(f"{address}part/", {"role": "suspect", "said_by": "District court"}))
    assert "Raise non-punishment" in page
    said = {"side": "prosecution", "offences": ["organ_sale", "immigration"], "link": "Deceived"}
    assert browser.post(f"{address}go/raise_non_punishment/", said).status_code == 302
    assert "Non-punishment is under review for 1 person" in words(browser.get(f"/cases/{case.pk}/"))
    page = words(browser.get(address))
    assert "First look at non-punishment" in page
    assert "Giving or selling an organ, Entry, stay or work without leave" in page


def test_naming_after_a_review_asks_for_a_second_person(as_, cast, donor, second):
    browser, address = as_("prosecutor"), f"/people-in-cases/{donor.pk}/"
    said = {"side": "person", "offences": ["other"], "link": "l"}
    browser.post(f"{address}go/raise_non_punishment/", said)
    browser.post(f"{address}go/look_at/", {"first_look": "f"})
    assert "This needs a second person" in words(browser.get(f"{address}go/not_apply_non_punishment/"))
    second("prosecutor", "reviewer", "not_apply_non_punishment", donor)
    browser.post(f"{address}go/not_apply_non_punishment/", {"reasons": "r", "told": "t"})
    role = {"role": "suspect", "said_by": "District court"}
    assert "This needs a second person" in words(browser.post(f"{address}part/", role))
    assert browser.post(f"{address}part/", role | {"reason": "The court asks"}).status_code == 302
    second("prosecutor", "prosecutor2", "record_role", donor)
    assert browser.post(f"{address}part/", role).status_code == 302
    assert Person.objects.seen_by(cast.viewer("prosecutor")).get().role == "suspect"


def test_facts_are_asked_without_asking_whether_the_donor_agreed(as_, donor):
    browser, address = as_("investigator"), f"/people-in-cases/{donor.pk}/facts/"
    assert "Whether the person said yes is not asked" in words(browser.get(address))
    said = {"acts": ["recruitment"], "means": ["deception"], "purpose": ["organ_removal"], "money": ["paid_less"]}
    assert browser.post(address, said | {"basis": "Her words"}).status_code == 302
    assert "Paid less than promised" in words(browser.get(f"/people-in-cases/{donor.pk}/"))


def test_a_case_is_proposed_on_a_page(as_, cast):
    said = {"title": "New", "extract": "What is known", "lead_agency": cast.prosecutor.agency_id}
    said |= {"trafficking_in_persons": "indicated", "trafficking_in_organs": "unclear"}
    made = as_("investigator").post("/cases/propose/", said)
    assert made.status_code == 302
    assert "What is known" in words(as_("prosecutor").get(made["Location"]))


def test_places_members_sharing_and_offences_are_written_down(as_, cast, case):
    browser, address = as_("prosecutor"), f"/cases/{case.pk}/"
    browser.post(f"{address}facilities/", {"name": "Clinic", "part": "cared"})
    share = {"elsewhere": "The FIU", "what": "Two accounts", "legal_basis": "12", "purpose": "p"}
    browser.post(f"{address}shared/", share | {"compartment": "investigation"})
    both = {"trafficking_in_persons": "indicated", "trafficking_in_organs": "not_indicated"}
    browser.post(f"{address}offences/", both)
    browser.post(f"{address}members/", {"user": cast.exchange.pk})
    page = words(browser.get(address))
    for said in ("Clinic", "The FIU", "not indicated", "Ella Exchange"):
        assert said in page
    browser.post(f"{address}members/{cast.exchange.pk}/off/")
    assert as_("exchange").get(address).status_code == 404


def test_numbers_of_non_punishment_are_for_oversight(as_):
    assert "fewer than 11" in words(as_("auditor").get("/cases/non-punishment/"))
    assert as_("prosecutor").get("/cases/non-punishment/").status_code == 404


def test_no_step_is_taken_by_looking_at_it(as_, cast, case):
    as_("prosecutor").get(f"/cases/{case.pk}/go/restrict/?reason=x")
    assert [each.verb for each in moves_of(cast.viewer("prosecutor"), case)] == ["open_case"]


def test_the_page_of_a_case_asks_the_database_a_bounded_number_of_times(as_, case, django_assert_max_num_queries):
    browser = as_("prosecutor")
    browser.get(f"/cases/{case.pk}/")
    with django_assert_max_num_queries(150):
        browser.get(f"/cases/{case.pk}/")


def test_nobody_is_asked_for_a_step_that_something_stands_against(as_, cast, case):
    page = words(as_("prosecutor").get(f"/cases/{case.pk}/go/release_hold/"))
    assert "There is no legal hold on this case" in page
    assert "Ask a second person" not in page
    as_("prosecutor").post(f"/cases/{case.pk}/second/release_hold/", {"reason": "r"})
    assert "Nobody waits for you" in words(as_("prosecutor2").get("/my-day/"))
