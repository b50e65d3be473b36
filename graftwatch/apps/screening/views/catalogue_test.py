"""The catalogue's pages: every entry opens, and what a State keeps to itself is on them for its auditors only."""

import datetime as dt

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.own_values import set_value
from graftwatch.desk.access.viewer import operator
from graftwatch.indicators.answering import entries

DAY = dt.date(2026, 7, 1)


@pytest.fixture
def home(tmp_path, cast, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")
    with override_settings(GRAFTWATCH_HOME=tmp_path / "home"):
        yield tmp_path / "home"


def look(user, *where, **asked):
    browser = Client()
    browser.force_login(user)
    response = browser.get(reverse(*where[:1], args=where[1:]), asked)
    assert response.status_code == 200, where
    return response.content.decode()


def test_every_entry_has_its_page(cast):
    assert len(entries()) > 50
    for code in entries():
        assert f"<bdi>{code}</bdi>" in look(cast.triage, "screening:catalogue_entry", code)


def test_the_list_is_narrowed_by_place_kind_and_words(cast):
    everything = look(cast.triage, "screening:catalogue")
    assert "LD-18" in everything
    assert "LD-12" in everything
    narrowed = look(cast.triage, "screening:catalogue", vantage="waiting_list", words="WL-01")
    assert "WL-01" in narrowed
    assert "LD-18" not in narrowed
    assert "Nothing fits" in look(cast.triage, "screening:catalogue", words="no such words")


def test_a_decided_code_tells_its_story_and_where_it_is_answered_now(cast):
    said = look(cast.triage, "screening:catalogue_entry", "PT-04")
    assert "reconciliation list" in said
    assert reverse("screening:catalogue_entry", args=["abroad_without_registration"]) in said


def test_a_code_written_otherwise_leads_to_its_page_and_an_unknown_one_to_none(cast):
    browser = Client()
    browser.force_login(cast.officer)
    assert browser.get("/catalogue/ld18/")["Location"] == "/catalogue/LD-18/"
    assert browser.get("/catalogue/LD-99/").status_code == 404


def test_values_rates_and_contributions_are_shown_to_the_auditor_and_to_nobody_else(home, cast, out):
    import_run(operator(), folder=out)
    said = {"state": "atlantis", "code": "WL-01", "name": "grace_days", "author": "Bo", "why": "a court asked"}
    set_value(operator(), home=home, value=617_394, since=DAY, **said)
    audited = look(cast.auditor, "screening:catalogue_entry", "WL-01")
    for words in ("617394", "Bo", "Published default:", "In the last runs", "Leads it counted in"):
        assert words in audited
    for other in (cast.officer, cast.walled, cast.triage, cast.investigator, cast.dpo, cast.access):
        said = look(other, "screening:catalogue_entry", "WL-01")
        assert "this State keeps them to itself" in said
        for words in ("617394", "In the last runs", "Leads it counted in"):
            assert words not in said


def test_a_value_that_the_law_of_the_state_sets_is_said_to_be_so(home, cast):
    said = look(cast.auditor, "screening:catalogue_entry", "WL-01")
    assert "set by this State's law" in said
    assert "atlantis-transplant-act, section 6" in said
