"""Row-level security: what the programme forgot to ask, PostgreSQL asks. Run on PostgreSQL only, by `make test`."""

import datetime as dt
import uuid

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.desk.access.matters import implicate, put_onto, take_off
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.parties import agency, facility
from graftwatch.desk.access.row_level import hanging_on, matters
from graftwatch.desk.access.viewer import operator
from graftwatch.records.guarded import writing
from graftwatch.site.demo_people import CENTRE, POLICE
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db


@pytest.fixture
def disclosure(cast):
    with writing("a disclosure with one statement"):
        made = Disclosure(
            pk=uuid.uuid4(), kind="police", asking=cast.exchange.agency, asked=cast.contact.agency, words="words",
            ends_on=timezone.localdate() + dt.timedelta(days=9),
        )  # fmt: skip
        made.save()
        Leaving(pk=uuid.uuid4(), disclosure=made, about="a", words="w", basis="no_person").save()
    return made


@pytest.fixture
def case(cast):
    with writing("a case of two people"):
        made = Case(pk=uuid.uuid4(), lead_agency=cast.investigator.agency, title="t")
        made.save()
        for user in (cast.investigator, cast.liaison):
            put_onto(made, user, task="member", by=operator())
    return made


def seen_as(who, model):
    """How many rows the database itself gives, asked without any filter of ours."""
    with connection.connection.cursor() as plain:  # psycopg's own cursor: the guard does not stand here
        plain.execute("SELECT set_config('graftwatch.who', %s, false)", [str(who)])
        plain.execute(f"SELECT count(*) FROM {model._meta.db_table}")  # noqa: S608 - a table of ours
        return plain.fetchone()[0]


def test_the_role_of_these_tests_is_one_that_rules_bind():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_every_matter_and_all_that_hangs_on_it_has_its_policy():
    wanted = {model._meta.db_table for model in matters()}
    wanted |= {model._meta.db_table for matter in matters() for model, _column in hanging_on(matter)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        there = {name for (name,) in cursor.fetchall()}
    assert len(wanted) > 8
    assert wanted == there


def test_whoever_connects_without_saying_who_sees_nothing(disclosure, case):
    for nobody in ("", "0", "somebody", "1; DROP TABLE cases_case"):
        assert seen_as(nobody, Disclosure) == 0
        assert seen_as(nobody, Case) == 0
    assert seen_as("system", Disclosure) == 1


def test_a_wall_holds_although_the_programme_asked_for_every_row(cast, disclosure):
    someone = cast.contact.pk
    assert seen_as(someone, Disclosure) == 1
    with writing("a wall"):
        implicate(disclosure, {agency(Agency.objects.get(name=POLICE).pk)}, named_by="test")
    assert (seen_as(someone, Disclosure), seen_as(someone, Leaving)) == (0, 0)
    assert seen_as(cast.exchange.pk, Disclosure) == 1


def test_a_hospitals_own_officer_is_kept_out_by_the_hospitals_facility(cast, case):
    assert Agency.objects.get(name=CENTRE).facility == CENTRES["Centre Nord"]
    assert seen_as(cast.liaison.pk, Case) == 1
    with writing("the hospital is implicated"):
        implicate(case, {facility(CENTRES["Centre Nord"])}, named_by="test")
    assert seen_as(cast.liaison.pk, Case) == 0
    assert seen_as(cast.investigator.pk, Case) == 1


def test_a_case_is_for_those_assigned_and_for_nobody_after(cast, case):
    assert seen_as(cast.prosecutor.pk, Case) == 0
    with writing("the assignment ends"):
        take_off(case, cast.investigator)
    assert seen_as(cast.investigator.pk, Case) == 0


def test_the_programmes_own_questions_say_who_is_looking(cast, case):
    assert Case.objects.seen_by(cast.viewer("investigator")).count() == 1
    assert Case.objects.seen_by(cast.viewer("prosecutor")).count() == 0
    assert Case.objects.for_the_system("a test").count() == 1


def test_a_filter_that_somebody_forgot_is_caught_underneath(cast, case, monkeypatch):
    """The scope of the programme is broken on purpose: everything for everybody. The database still asks."""
    from django.db.models import Q

    from graftwatch.apps.cases import access

    monkeypatch.setitem(access.SCOPES, Case, lambda viewer: Q())
    assert Case.objects.seen_by(cast.viewer("prosecutor")).count() == 0


def test_psycopg_is_what_speaks_here():
    assert isinstance(connection.connection, psycopg.Connection)
