"""Default deny: a model without a rule cannot be read, nobody sees nothing, and a wall looks like an empty place."""

from __future__ import annotations

import re
import uuid
from importlib import import_module

import pytest
from django.apps import apps
from django.test import override_settings

from graftwatch.desk.access.viewer import NOBODYS_ROLE, Viewer
from graftwatch.records.guarded import Guarded
from tests.access_test import PERSONAS, ROWS, World, nothing_kept

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GUARDED = sorted((model for model in apps.get_models() if issubclass(model, Guarded)), key=lambda model: model.__name__)
NOBODY = Viewer(who="nobody", name="nobody", role=NOBODYS_ROLE)
ONE_MATTER = [row for row in ROWS if row["method"] == "GET" and re.search(r"\{[^}]+\}", row["url"])]

LIKELY = ("walled", "liaison", *(name for name in PERSONAS if name not in ("walled", "liaison", "anonymous")))
FEW = 4
"""Of those who are denied: first whoever stands behind a wall. tests/access_test.py asks as everybody."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("deny") / "home"
    home.mkdir()
    with django_db_blocker.unblock(), override_settings(GRAFTWATCH_HOME=home), nothing_kept():
        yield World(home)


def named(model):
    return model._meta.label


def test_there_are_guarded_models():
    assert len(GUARDED) > 50


@pytest.mark.parametrize("model", GUARDED, ids=named)
def test_every_guarded_model_belongs_to_an_app_that_says_who_may_read_it(model):
    package = model._meta.app_config.name
    module = "graftwatch.desk.access.records" if model._meta.app_label == "records" else f"{package}.access"
    assert callable(import_module(module).scope)
    NOBODY.scope(model)


def test_somebody_without_a_role_sees_no_row_of_any_table(world):
    stored = [model for model in GUARDED if model._meta.managed]
    filled = [model for model in stored if model._default_manager.for_the_system("a test").exists()]
    assert len(filled) > 15
    assert [named(model) for model in filled if model._default_manager.seen_by(NOBODY).exists()] == []


def answer(world, persona, address):
    """Status and page, without the address itself and what differs at every look."""
    with world.undone():
        response = world.browser(persona).get(address)
        text = "" if response.streaming else response.content.decode()
        if response.streaming:
            list(response.streaming_content)  # read to its end, the file closes; closing it would close databases
    for pattern in (re.escape(address), r'value="[^"]{64}"', r'nonce="[^"]*"'):
        text = re.sub(pattern, "…", text)
    headers = {name: value for name, value in response.headers.items() if "nonce" not in value}
    return response.status_code, text, headers


@pytest.mark.parametrize("row", ONE_MATTER, ids=lambda row: row["url"])
def test_what_one_may_not_see_is_answered_like_what_does_not_exist(row, world):
    address = world.address(row)
    keys = [str(value) for name, value in world.names.items() if f"{{{name}}}" in row["url"]]
    absent = address
    for key in keys:
        if re.fullmatch(r"[0-9a-f-]{36}", key):
            absent = absent.replace(key, str(uuid.uuid4()))
        elif key.isdigit():
            absent = re.sub(rf"/{key}(?=/)", f"/{'9' * len(key)}", absent)
    denied = [persona for persona in LIKELY if row[persona] == "404"][:FEW]
    if absent != address and denied:
        told = {persona: answer(world, persona, address) == answer(world, persona, absent) for persona in denied}
        assert [persona for persona, same in told.items() if not same] == []


def test_matters_were_looked_for():
    assert len(ONE_MATTER) > 20
