"""Every installed State: its duties can be read, name places that exist, and give everybody one answer."""

import pytest

from graftwatch import countries
from graftwatch.law.duties import ROLES


@pytest.mark.parametrize("name", sorted(countries.installed()))
def test_what_a_duty_rests_on_exists_in_the_law_of_the_state(name, monkeypatch):
    monkeypatch.setenv(countries.NAMED_BY, name)
    found = countries.duties()
    assert found.country
    assert found.emergency
    assert found.contacts
    assert all(countries.law_of(duty) for duty in found.duties)
    assert {duty.id for duty in found.duties if duty.kind == "named"}
    assert all(found.that_applies(role, about) for role in ROLES for about in ("suspicion", "travel"))


def test_where_no_state_is_named_the_duties_say_so(monkeypatch):
    monkeypatch.delenv(countries.NAMED_BY, raising=False)
    found = countries.duties()
    assert found.country == ""
    assert all(countries.law_of(duty) for duty in found.duties)
    assert countries.statutes() == {}
