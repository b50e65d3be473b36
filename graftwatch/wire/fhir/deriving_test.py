import pytest

from graftwatch.wire.fhir.deriving import changes_of_a_listing, listing, measured, waiting_list_changes


def episode(*history, now, **fields):
    said = [
        {"status": status, "period": {"start": start} | ({"end": end} if end else {})} for status, start, end in history
    ]
    return {"status": now, "statusHistory": said, **fields}


def told(resource):
    return [(one["kind"], one.get("on")) for one in waiting_list_changes(resource)]


def test_an_episode_is_listed_inactivated_activated_and_removed():
    one = episode(
        ("planned", "2022-01-01", "2022-01-31"),
        ("waitlist", "2022-02-01", "2022-05-31"),
        ("onhold", "2022-06-01", "2022-06-30"),
        ("active", "2022-07-01", "2022-09-30"),
        now="finished",
        period={"start": "2022-01-01", "end": "2022-10-01"},
    )
    assert told(one) == [
        ("listed", "2022-02-01"),
        ("inactivated", "2022-06-01"),
        ("activated", "2022-07-01"),
        ("removed", "2022-10-01"),
    ]


def test_active_after_waitlist_is_still_on_the_list():
    one = episode(("waitlist", "2022-02-01", "2022-05-31"), now="active")
    assert told(one) == [("listed", "2022-02-01")]


def test_who_comes_back_after_removal_is_reinstated():
    one = episode(("waitlist", "2022-02-01", ""), ("finished", "2022-03-01", "2022-03-31"), now="waitlist")
    assert told(one) == [("listed", "2022-02-01"), ("removed", "2022-03-01"), ("reinstated", "2022-03-31")]


def test_a_history_is_read_in_the_order_of_its_days():
    one = episode(("onhold", "2022-06-01", ""), ("waitlist", "2022-02-01", ""), now="onhold")
    assert told(one) == [("listed", "2022-02-01"), ("inactivated", "2022-06-01")]


def test_without_a_history_the_period_tells_the_day():
    assert told({"status": "waitlist", "period": {"start": "2024-11-02"}}) == [("listed", "2024-11-02")]


@pytest.mark.parametrize("status", ["active", "finished", "planned"])
def test_an_episode_that_never_was_on_a_list_makes_nothing(status):
    one = {"status": status, "period": {"start": "2024-11-02"}}
    assert list(listing(one)) == list(changes_of_a_listing(one)) == []


def test_an_observation_gives_its_own_value_and_those_of_its_components():
    parent = {"code": "panel", "component": [{"code": "a", "valueString": "1"}, {"valueString": "2"}, {"code": "c"}]}
    assert list(measured(parent)) == [{"code": "a", "valueString": "1"}, {"code": "panel", "valueString": "2"}]
    assert list(measured({"code": "x", "valueInteger": 3, "status": "final"})) == [{"code": "x", "valueInteger": 3}]
