"""The impact assessment speaks of everything that is installed, and of nobody."""

import datetime as dt

import pytest

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.desk.states.catalogue import all_machines
from graftwatch.indicators import all_indicators
from graftwatch.records.schema import schema
from graftwatch.site.demo_people import PEOPLE
from graftwatch.site.dpia import _work_models, assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast):
    return assessment(dt.date(2026, 11, 22))


def test_it_names_every_table_question_role_and_clock(paper):
    names = [table.name for table in schema()] + list(all_indicators())
    names += [model._meta.label_lower for model in _work_models()] + [str(role.label) for role in GIVEN_TO_PEOPLE]
    names += [
        str(clock.label) for machine in all_machines().values() for t in machine.transitions for clock in t.starts
    ]
    assert len(names) > 80
    assert [name for name in names if name not in paper] == []


def test_it_says_which_columns_a_question_reads(paper):
    asked = next(line for line in paper.splitlines() if line.startswith("| WL-01 |"))
    assert "transplant: " in asked


def test_it_names_no_person(paper):
    assert [person.called for person in PEOPLE if person.called in paper] == []


def test_each_mandate_stands_with_its_legal_basis(paper):
    assert "Atlantis Transplantation Act, article 12" in paper


def test_what_people_must_answer_is_left_to_them(paper):
    assert paper.count("……") > 10
