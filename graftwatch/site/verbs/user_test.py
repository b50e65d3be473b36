"""The operator makes the first two access officers of an office and nobody else; the trail knows it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.desk.access.actions import add_user
from graftwatch.desk.access.first_officers import NotAFirstOfficerError
from graftwatch.desk.access.models import Account, Mandate, User
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.records.guarded import writing
from graftwatch.site.demo_people import PEOPLE, NoDemoHereError, make_demo_people
from graftwatch.site.verbs.user import CannotAddError, add_mandate, add_officer

pytestmark = pytest.mark.django_db
OWN = "four words make passwords"
LAW = "Act, article 1"


def acts():
    rows = Entry.objects.for_the_system("a test").order_by("number")
    return [f"{row.verb} {row.result}" for row in rows]


def choose_password(name, first):
    browser = Client()
    assert browser.post("/account/login/", {"login": name, "password": first}).status_code == 302
    words = {"oldpassword": first, "password1": OWN, "password2": OWN}
    assert browser.post("/account/password/", words).status_code == 302
    return browser


def test_the_first_officer_gets_a_first_password_and_sees_only_the_page_for_ones_own(settings):
    settings.MFA_IS_REQUIRED = True
    first = add_officer("ana", "Registry", "Security", LAW, "Ana A.")
    browser = Client()
    browser.post("/account/login/", {"login": "ana", "password": first})
    assert browser.get("/people/")["Location"] == "/account/password/"
    words = {"oldpassword": first, "password1": OWN, "password2": OWN}
    assert browser.post("/account/password/", words).status_code == 302
    assert browser.get("/people/")["Location"] == "/account/factors/"
    assert acts()[:2] == ["access.add_first_officer done", "access.give_mandate done"]


def test_two_officers_of_different_units_can_let_in_a_third_person_and_the_command_cannot():
    browsers = [
        choose_password(name, add_officer(name, "Registry", unit, LAW)) for name, unit in (("ana", "A"), ("bea", "B"))
    ]
    assert [browser.get("/people/").status_code for browser in browsers] == [200, 200]
    with pytest.raises(NotAFirstOfficerError, match="nominates further people on the page People"):
        add_officer("cyn", "Registry", "C", LAW)
    assert not User.objects.filter(username="cyn").exists()
    assert acts()[-1] == "access.add_first_officer failed"


def test_both_come_from_different_units():
    add_officer("ana", "Registry", "Security", LAW)
    with pytest.raises(NotAFirstOfficerError, match="different units"):
        add_officer("bea", "Registry", "Security", LAW)


def test_where_one_of_the_two_is_suspended_or_never_came_there_is_room_again():
    for name, unit in (("ana", "A"), ("bea", "B")):
        add_officer(name, "Registry", unit, LAW)
    rows = Account.objects.for_the_system("a test").filter(user__username="bea")
    with writing("a day passes, and nobody came"):
        rows.update(first_password_until=timezone.now() - dt.timedelta(hours=1))
    add_officer("cyn", "Registry", "B", LAW)
    with pytest.raises(NotAFirstOfficerError):
        add_officer("dan", "Registry", "D", LAW)


def test_outside_of_demo_and_tests_nobody_is_at_work_by_one_act(settings):
    settings.PEOPLE_WITHOUT_ENROLMENT = False
    with pytest.raises(Denied):
        add_user(operator(), username="ana", password=OWN, role="prosecutor", agency="Registry")
    assert not User.objects.exists()


def test_settings_of_an_office_let_nobody_in_by_one_act():
    from graftwatch.site.settings import desk

    assert desk.PEOPLE_WITHOUT_ENROLMENT is False


def test_a_mandate_is_recorded_once_and_for_an_office_that_is_there():
    add_officer("ana", "Registry", "Security", LAW)
    assert add_mandate("Registry", "screening_officer", LAW)
    assert not add_mandate("Registry", "screening_officer", LAW)
    assert Mandate.objects.count() == 2
    with pytest.raises(CannotAddError, match="There is no office"):
        add_mandate("Elsewhere", "screening_officer", LAW)
    with pytest.raises(CannotAddError, match="There are screening_officer"):
        add_mandate("Registry", "king", LAW)


def test_a_try_with_a_wrong_password_is_in_the_trail_without_what_was_typed():
    add_officer("ana", "Registry", "Security", LAW)
    Client().post("/account/login/", {"login": "my secret, typed too early", "password": "x"})
    assert acts()[-1] == "access.log_in refused"
    assert "my secret" not in Entry.objects.for_the_system("a test").last().written


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"kind": "castle"}, "There are transplant_authority"), ({"unit": " "}, "unit"), ({"name": "taken"}, "already")],
    ids=["kind", "unit", "name"],
)
def test_who_cannot_be_added_is_said_in_words(changed, words):
    User.objects.create(username="taken")
    said = {"name": "ana", "agency": "Registry", "unit": "Security", "legal_basis": LAW}
    with pytest.raises(CannotAddError, match=words):
        add_officer(**said | changed)


def test_nobody_signs_up_by_themselves(client):
    for address in ("/account/signup/", "/account/password/reset/", "/account/email/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"username": "x", "password1": OWN}).status_code in (302, 404)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("new", "words"),
    [("short", "too short"), ("password1234", "too common"), ("Registry2026!", "your office")],
    ids=["short", "common", "of the office"],
)
def test_a_password_that_is_easily_guessed_is_refused(new, words):
    first = add_officer("ana", "Registry", "Security", LAW)
    browser = Client()
    browser.post("/account/login/", {"login": "ana", "password": first})
    said = {"oldpassword": first, "password1": new, "password2": new}
    response = browser.post("/account/password/", said)
    assert words in response.content.decode()


def test_a_changed_password_is_in_the_trail():
    choose_password("ana", add_officer("ana", "Registry", "Security", LAW))
    assert acts()[-1] == "access.change_password done"
    assert User.objects.get(username="ana").check_password(OWN)


def test_demo_people_are_made_under_demo_settings_only(settings):
    with pytest.raises(NoDemoHereError):
        make_demo_people()
    settings.IS_DEMO = True
    names = [person.name for person in make_demo_people()]
    assert names == [person.name for person in make_demo_people()] == [one.name for one in PEOPLE]
