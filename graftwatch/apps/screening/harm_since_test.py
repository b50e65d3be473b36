"""Since when records are read: the first run that finished here, and what the run's page says of it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.harm_since import first_run_on
from graftwatch.apps.screening.models import Run
from graftwatch.desk.access.viewer import operator
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


def at(number, day, **values):
    with writing("a test"):
        Run.objects.for_the_system("a test").filter(pk=number).update(
            started_at=dt.datetime.combine(day, dt.time(12), dt.UTC), **values
        )


def made(status):
    with writing("a test"):
        run = Run(started_by="a test", status=status)
        run.save()
    return run.pk


def test_records_are_read_since_the_first_run_that_finished_whatever_came_later():
    assert first_run_on() is None
    for day, status in ((1, "failed"), (5, "finished"), (9, "finished")):
        at(made(status), dt.date(2026, 3, day))
    assert first_run_on() == dt.date(2026, 3, 5)


def test_the_page_of_a_run_says_what_watching_may_have_cost_or_why_nobody_can_say(cast, out):
    run = import_run(operator(), folder=out)
    browser = Client()
    browser.force_login(cast.officer)
    said = browser.get(reverse("screening:run", args=[run.pk])).content.decode()
    assert "What watching may have cost" in said
    assert "older than the count of what watching may have cost" in said
