"""People are added by the operator, with a role, an agency and a mandate; the trail knows it, the demo only itself."""

import pytest
from django.test import Client

from graftwatch.desk.access.models import Mandate, User
from graftwatch.desk.audit.models import Entry
from graftwatch.site.demo_people import PEOPLE, NoDemoHereError, make_demo_people
from graftwatch.site.verbs.user import CannotAddError, add_person

pytestmark = pytest.mark.django_db
PASSWORD = "four words make passwords"


def acts():
    rows = Entry.objects.for_the_system("a test").order_by("number")
    return [f"{row.verb} {row.result}" for row in rows]


def test_whoever_is_added_may_log_in_and_the_office_has_a_mandate():
    add_person("ana", "Registry", "Act, article 1", PASSWORD, "screening_officer", "Ana A.")
    add_person("bea", "Registry", "Act, article 1", PASSWORD, "screening_officer")
    assert Mandate.objects.count() == 1
    browser = Client()
    assert browser.post("/account/login/", {"login": "ana", "password": PASSWORD}).status_code == 302
    assert browser.get("/leads/").status_code == 200
    assert acts() == ["access.add_user done", "access.give_mandate done", "access.add_user done", "access.log_in done"]


def test_a_try_with_a_wrong_password_is_in_the_trail_without_what_was_typed():
    add_person("ana", "Registry", "Act, article 1", PASSWORD, "screening_officer")
    Client().post("/account/login/", {"login": "my secret, typed too early", "password": "x"})
    assert acts()[-1] == "access.log_in refused"
    assert "my secret" not in Entry.objects.for_the_system("a test").last().written


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"role": "king"}, "There are screening_officer, genetic_reviewer, auditor"),
        ({"password": "short"}, "too short"),
        ({"name": "taken"}, "already"),
    ],
    ids=["role", "password", "name"],
)
def test_who_cannot_be_added_is_said_in_words(changed, words):
    User.objects.create(username="taken")
    said = {"name": "ana", "agency": "Registry", "legal_basis": "Act", "password": PASSWORD, "role": "auditor"}
    with pytest.raises(CannotAddError, match=words):
        add_person(**said | changed)


def test_nobody_signs_up_by_themselves(client):
    for address in ("/account/signup/", "/account/password/reset/", "/account/email/"):
        assert client.get(address).status_code in (302, 404)
        assert client.post(address, {"username": "x", "password1": PASSWORD}).status_code in (302, 404)
    assert not User.objects.exists()


def test_a_changed_password_is_in_the_trail(client):
    user = add_person("ana", "Registry", "Act, article 1", PASSWORD, "auditor")
    client.force_login(user)
    words = {"oldpassword": PASSWORD, "password1": "another four words", "password2": "another four words"}
    assert client.post("/account/password/", words).status_code == 302
    assert acts()[-1] == "access.change_password done"
    user.refresh_from_db()
    assert user.check_password("another four words")


def test_demo_people_are_made_under_demo_settings_only(settings):
    with pytest.raises(NoDemoHereError):
        make_demo_people()
    settings.IS_DEMO = True
    names = [person.name for person in make_demo_people()]
    assert names == [person.name for person in make_demo_people()] == [one.name for one in PEOPLE]
