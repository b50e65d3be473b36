"""What a viewer finds in the queue: in order, as asked for, and nothing behind a wall."""

import datetime as dt

import pytest

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import assign, decide, import_run
from graftwatch.apps.screening.queries import Wanted
from graftwatch.desk.access.viewer import operator

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def run(cast, out):
    return import_run(operator(), folder=out)


def labels(viewer, run, today=TODAY, **wanted):
    return [one.lead.label for one in queries.queue(viewer, run, Wanted(**wanted), today)]


def test_surgery_comes_first_then_the_order_of_the_run(cast, run):
    assert labels(cast.viewer("officer"), run) == ["P-4821", "H-0007", "R-1190", "P-5003", "A-3310", "R-2044"]


def test_donors_and_possible_victims_are_in_no_queue(cast, run):
    officer = cast.viewer("officer")
    assert not {"D-0450", "D-0777"} & set(labels(officer, run, show="all"))
    assert [one.lead.label for one in queries.for_protection(officer, run)] == ["D-0450", "D-0777"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"centre": "Centre Sud"}, ["H-0007", "P-5003"]),
        ({"kind": "pair"}, ["P-4821", "P-5003"]),
        ({"before_surgery": True}, ["P-4821"]),
        ({"words": "interpreter SUD"}, ["P-5003"]),
        ({"words": "fi-01"}, ["A-3310"]),
        ({"words": "nobody"}, []),
        ({"sort": "centre"}, ["A-3310", "R-2044", "P-4821", "R-1190", "H-0007", "P-5003"]),
        ({"sort": "no such order"}, ["P-4821", "H-0007", "R-1190", "P-5003", "A-3310", "R-2044"]),
    ],
    ids=str,
)
def test_a_queue_is_narrowed_and_put_in_order_as_asked(cast, run, wanted, expected):
    assert labels(cast.viewer("officer"), run, **wanted) == expected


def test_after_the_day_of_surgery_time_no_longer_presses(cast, run):
    officer = cast.viewer("officer")
    assert queries.heading(officer, run, TODAY).n_before_surgery == 1
    assert queries.heading(officer, run, dt.date(2096, 12, 2)).n_before_surgery == 1
    assert queries.heading(officer, run, dt.date(2096, 12, 3)).n_before_surgery == 0


def test_mine_are_those_given_to_me(cast, run):
    officer = cast.viewer("officer")
    lead = queries.queue(officer, run, Wanted(words="p-5003"), TODAY)[0].lead
    assign(officer, lead, to=cast.officer)
    assert labels(officer, run, mine=True) == ["P-5003"]
    assert labels(cast.viewer("walled"), run, mine=True) == []


def test_a_watched_lead_rests_and_comes_back(cast, run):
    officer = cast.viewer("officer")
    found = queries.latest_finding(officer, queries.queue(officer, run, Wanted(words="p-5003"), TODAY)[0].lead_id)
    decision = decide(officer, found.lead, kind="watch", reason="wait", found=found)
    assert "P-5003" not in labels(officer, run)
    assert labels(officer, run, show="decided") == ["P-5003"]
    assert "P-5003" in labels(officer, run, today=decision.comes_back_on)


def test_behind_a_wall_nothing_is_found_counted_filtered_or_searched(cast, run):
    walled = cast.viewer("walled")
    assert labels(walled, run, show="all") == ["H-0007", "P-5003", "A-3310", "R-2044"]
    assert queries.heading(walled, run, TODAY) == queries.Heading(n_due=4, n_before_surgery=0)
    assert queries.centres(walled, run) == ["Centre Est", "Centre Sud"]
    assert labels(walled, run, words="P-4821") == []
    assert [one.lead.label for one in queries.for_protection(walled, run)] == ["D-0777"]


def test_an_auditor_finds_no_lead(cast, run):
    auditor = cast.viewer("auditor")
    assert labels(auditor, run, show="all") == []
    assert queries.heading(auditor, run, TODAY).n_due == 0
    assert list(queries.finished_runs(auditor)) == [run]
