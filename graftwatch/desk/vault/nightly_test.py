"""Once a day the house is kept: a copy whose day has come ends, and a second look on that day changes nothing."""

import datetime as dt

import pytest

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.vault.copies import register_copy
from graftwatch.desk.vault.models import Copy
from graftwatch.desk.vault.nightly import keep_house
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2031, 5, 4, 1, 0, tzinfo=dt.UTC)


def test_what_has_reached_its_day_ends_once(settings, tmp_path):
    settings.GRAFTWATCH_HOME = tmp_path
    (tmp_path / "export.csv").write_text("Ana Marik")
    with writing("a test"):
        for where, is_ours in ((tmp_path / "export.csv", True), ("District court", False)):
            register_copy(operator(), "export", str(where), "x", "p", "b", dt.date(2031, 5, 4), is_ours=is_ours)
    assert keep_house(NIGHT - dt.timedelta(days=1)) == 0
    assert keep_house(NIGHT) == 1
    assert keep_house(NIGHT) == 0
    assert not (tmp_path / "export.csv").exists()
    left = Copy.objects.for_the_system("a test").get(ended_at=None)
    assert left.where == "District court"
