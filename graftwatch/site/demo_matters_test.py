"""The desks of the demo have something to look at, made by the same acts as everywhere, and made once."""

import pytest

from graftwatch.apps.cases.models import Case, Person
from graftwatch.apps.reports.models import Report
from graftwatch.site.demo_matters import make_demo_matters

pytestmark = pytest.mark.django_db


def test_reports_wait_sealed_and_a_case_is_under_way(cast):
    make_demo_matters()
    make_demo_matters()
    reports = Report.objects.seen_by(cast.viewer("triage"))
    assert sorted(reports.values_list("channel", flat=True)) == ["a", "c", "d"]
    case = Case.objects.seen_by(cast.viewer("investigator")).get()
    assert (case.investigation, case.protection) == ("preliminary", "none")
    assert Person.objects.seen_by(cast.viewer("prosecutor")).get().non_punishment == "raised"


def test_whoever_is_not_on_them_finds_nothing(cast):
    make_demo_matters()
    for name in ("liaison", "officer", "keeper"):
        assert not Report.objects.seen_by(cast.viewer(name)).exists()
        assert not Case.objects.seen_by(cast.viewer(name)).exists()
