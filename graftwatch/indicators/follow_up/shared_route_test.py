"""PT-08, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.shared_route import shared_route
from graftwatch.testing import asking

COLUMNS = (
    *("id", "direction", "person", "registered_on", "transplanted_on", "departed_on"),
    *("facility_as_stated", "surgeon_as_stated", "agency", "lodging", "referral"),
)
HEAD = "travel_registration\n" + " | ".join(COLUMNS) + "\n"


def _one(id, on="2026-01-01", left="-", hospital="-", surgeon="-", agency="-", bed="-", ref="-"):
    cells = (id, "outgoing_recipient", f"{id}p", "2026-06-01", on, left, hospital, surgeon, agency, bed, ref)
    return " | ".join(cells) + "\n"


def _three(**shared):
    days = ("2025-01-10", "2025-06-10", "2026-01-10")
    return HEAD + "".join(_one(f"r{n}", **{"on": day, **shared}) for n, day in enumerate(days, 1))


def test_three_patients_who_share_hospital_and_surgeon_are_asked_about():
    answer = asking(shared_route, _three(hospital="H", surgeon="S"))
    assert answer.sizes == {"facility_as_stated:H": 3.0}
    assert answer.cited == {("travel_registration", f"r{n}") for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("hospital", "agency"), ("surgeon", "bed"), ("agency", "bed"), ("hospital", "surgeon")],
)
def test_any_two_shared_things_make_a_route(one, other):
    assert len(asking(shared_route, _three(**{one: "X", other: "Y"})).subjects) == 1


def test_agency_and_week_of_travel_make_a_route():
    picture = HEAD + "".join(_one(f"r{day}", on="-", left=f"2026-01-{day}", agency="A") for day in ("05", "07", "11"))
    assert asking(shared_route, picture).subjects == {"agency:A"}
    assert asking(shared_route, picture.replace("2026-01-11", "2026-01-12")).subjects == set()


def test_one_shared_thing_is_no_route():
    assert asking(shared_route, _three(hospital="H")).subjects == set()


def test_three_shared_things_give_one_finding_under_the_first():
    assert asking(shared_route, _three(hospital="H", surgeon="S", agency="A")).subjects == {"facility_as_stated:H"}


def test_a_route_with_a_journey_of_its_own_is_asked_about_too():
    picture = _three(hospital="H", surgeon="S", agency="A") + _one("r4", on="2025-07-01", surgeon="S", agency="A")
    answer = asking(shared_route, picture)
    assert answer.sizes == {"facility_as_stated:H": 3.0, "surgeon_as_stated:S": 4.0}


def test_three_patients_and_no_fewer():
    picture = _three(hospital="H", surgeon="S")
    assert asking(shared_route, picture, min_patients=3).subjects
    assert not asking(shared_route, picture, min_patients=4).subjects


def test_a_patient_who_went_twice_is_one():
    assert not asking(shared_route, _three(hospital="H", surgeon="S").replace("r3p", "r2p")).subjects


def test_anonymous_registrations_are_patients_of_their_own():
    anonymous = _three(hospital="H", surgeon="S").replace("r3p", "-").replace("r2p", "-")
    assert asking(shared_route, anonymous).sizes == {"facility_as_stated:H": 3.0}


def test_the_window_ends_on_its_last_day():
    picture = _three(hospital="H", surgeon="S")
    assert asking(shared_route, picture, window_months=12).subjects
    assert not asking(shared_route, picture.replace("2025-01-10", "2025-01-09"), window_months=12).subjects


@pytest.mark.parametrize(("referral", "asks"), [("bilateral_agreement", False), ("authority", False),
                                                ("clinician", True), ("insurer", True), ("none", True)])  # fmt: skip
def test_only_an_official_programme_is_left_out(referral, asks):
    assert bool(asking(shared_route, _three(hospital="H", surgeon="S", ref=referral)).subjects) is asks


def test_a_hospitals_own_hostel_is_no_shared_bed():
    bed = "\n    lodging\n    id | kind\n    L  | {}\n"
    picture = _three(hospital="H", bed="L")
    assert asking(shared_route, picture + bed.format("guest_house")).subjects == {"facility_as_stated:H"}
    assert asking(shared_route, picture + bed.format("hospital_hostel")).subjects == set()


def test_people_who_come_in_are_not_returning_patients():
    picture = _three(hospital="H", surgeon="S").replace("outgoing_recipient", "incoming_recipient")
    assert asking(shared_route, picture).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    picture = "travel_registration\nid | direction | facility_as_stated | surgeon_as_stated\n"
    rows = "r1 | - | - | -\nr2 | outgoing_recipient | - | -\nr3 | outgoing_recipient | H | S\n"
    assert asking(shared_route, picture + rows, min_patients=1).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(shared_route, "travel_registration\nid").subjects == set()
