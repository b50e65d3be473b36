"""Whatever anybody types into a form of the desk, the answer is a page: said again, refused or done, never an error.

What is typed is drawn from the form classes themselves: for each field what it asks for, what lies at its edges, and
what it never expected. Every address that takes a form gets it, from somebody who may send it there.
"""

import datetime as dt
import importlib
import inspect
import pkgutil

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import override_settings
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import graftwatch.apps
from tests.access_test import CHANGES, PERSONAS, World, named, nothing_kept, routes
from tests.access_test import get_resolver as addresses_of_the_desk

pytestmark = pytest.mark.django_db

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
EDGES = st.sampled_from(
    ["", " ", "\0", "a\0b", "0", "-1", "9" * 40, "1e999", "NaN", "9999-12-31", "0001-01-01", "31 June", "x" * 20_000,
     "../../etc/passwd", "<script>alert(1)</script>", "'; DROP TABLE cases_case; --", "\u202eright to left", "👩‍⚕️",
     "00000000-0000-0000-0000-000000000000", "None", "null", "[]", "{}"]
)  # fmt: skip
EXAMPLES = 2


def _expected(field):
    """What this field asks for."""
    match field:
        case forms.ModelChoiceField():  # which rows it offers is asked of whoever looks, not here
            return st.one_of(st.uuids().map(str), st.integers(0, 50).map(str))
        case forms.MultipleChoiceField() | forms.ChoiceField() if not callable(field.choices):
            return st.sampled_from([str(value) for value, _words in field.choices] or [""])
        case forms.DateField():
            return st.dates(dt.date(1900, 1, 1)).map(dt.date.isoformat)
        case forms.IntegerField() | forms.DecimalField() | forms.FloatField():
            return st.integers(-(10**6), 10**6).map(str)
        case forms.UUIDField():
            return st.uuids().map(str)
        case forms.BooleanField():
            return st.sampled_from(["on", "", "true"])
        case forms.EmailField():
            return st.emails()
        case _:
            return WORDS


def typed_into(field):
    """Text of any kind; for some fields several answers, for files a file."""
    one = st.one_of(_expected(field), _expected(field), EDGES, WORDS)
    if isinstance(field, forms.FileField):
        return st.binary(max_size=200).map(lambda content: SimpleUploadedFile("a.pdf", content))
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return st.lists(one, max_size=4)
    return one


def form_classes(package):
    """Every form class of one room, by its module."""
    room = importlib.import_module(package)
    for found in pkgutil.walk_packages(room.__path__, f"{package}."):
        if "forms" in found.name.rpartition(".")[2] and not found.name.endswith("_test"):
            for _name, each in inspect.getmembers(importlib.import_module(found.name), inspect.isclass):
                if issubclass(each, forms.BaseForm) and each.__module__ == found.name:
                    yield each


ROOMS = [f"graftwatch.apps.{found.name}" for found in pkgutil.iter_modules(graftwatch.apps.__path__)]
ROOMS = [room for room in ROOMS if not room.endswith(".public")]  # the door's forms: graftwatch/apps/public
FORMS = {room: list(form_classes(room)) for room in ROOMS}
OTHER_NAMES = ("reason", "language", "code", "verb", "user", "to", "why", "answer", "purpose", "next", "name", "show")
"""What pages read beside their forms."""


def everything_typed(room):
    """Answers to all fields that the forms of a room have, by name."""
    fields = {name: forms.CharField() for name in OTHER_NAMES}
    for form in FORMS.get(room, ()):
        fields |= form.base_fields
    each = {name: typed_into(field) for name, field in sorted(fields.items())}
    return st.fixed_dictionaries({}, optional=each)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("fuzz") / "home"
    home.mkdir()
    with django_db_blocker.unblock(), override_settings(GRAFTWATCH_HOME=home), nothing_kept():
        yield World(home)


def test_the_generator_knows_the_forms_of_the_desk():
    assert sum(map(len, FORMS.values())) > 30
    assert any("NoteForm" in form.__name__ for form in FORMS["graftwatch.apps.cases"])
    assert len(CHANGES) > 60


@pytest.mark.parametrize("row", CHANGES, ids=named)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_no_form_of_the_desk_answers_with_an_error(row, data, world):
    persona = next((one for one in PERSONAS if row[one] not in ("404", "log in")), "officer")
    address = world.address(row)
    room = ".".join(resolve(address).func.__module__.split(".")[:3])
    typed = world.form(row) | data.draw(everything_typed(room))
    with world.undone():
        response = world.browser(persona).post(address, typed)
        if response.streaming:
            list(response.streaming_content)
    assert response.status_code < 500


ASKING = [route for route in sorted(routes(addresses_of_the_desk())) if "{}" not in route]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
@pytest.mark.parametrize("who", ["officer", "auditor", "investigator", "dpo"])
def test_nor_does_an_address_that_is_asked_with_nonsense(who, data, world):
    names = st.sampled_from(["q", "show", "page", "who", "day", "until", "agency", "centre", "kind", "words", "next"])
    asked = data.draw(st.dictionaries(names, EDGES | WORDS, max_size=5))
    for address in ("/cases/", "/leads/", "/trail/", "/reports/", "/evidence/", "/oversight/copies/", "/catalogue/"):
        with world.undone():
            assert world.browser(who).get(address, asked).status_code < 500


def test_databases_are_as_they_were(world):
    assert all(connection.in_atomic_block for connection in connections.all())
