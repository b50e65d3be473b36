"""When a lead counts for a ring: a row of the decisive link, half of those it names, and a place among the first."""

import pytest

from benchmarks.evidence.matching import Planted, named_by, outcome_of, planted_of

ABOUT = {"HO-01": "pair", "FI-01": "account", "WL-01": "recipient", "FA-03": "facility"}
LINK = ("contact_point", "c1")
RING = Planted(
    id="r1",
    recipe="clinic",
    people=frozenset({"don1", "rec1", "don2", "rec2"}),
    rows=frozenset({LINK, ("theatre_count", "t1")}),
    decisive=frozenset({LINK}),
)
PEOPLE_OF = {
    ("contact_point", "c1"): frozenset({"don1", "rec1"}),
    ("payment", "p1"): frozenset({"x1"}),
    ("payment", "p2"): frozenset({"x2"}),
    ("payment", "p3"): frozenset({"x3"}),
}


def finding(code: str, subject: str, *rows: tuple[str, str]) -> dict:
    return {"code": code, "subject": subject, "rows": [{"table": table, "row": row} for table, row in rows]}


def lead(*findings: dict, kind: str = "pair", key: str = "pair:don1:rec1") -> dict:
    return {"kind": kind, "key": key, "findings": list(findings)}


ON_THE_LINK = lead(finding("HO-01", "don1:rec1", ("contact_point", "c1")))
ELSEWHERE = lead(finding("HO-01", "don1:rec1", ("contact_point", "c9")))


def outcome(leads, protection=(), found_rows=None, first=50):
    return outcome_of(RING, leads, protection, found_rows or {}, ABOUT, PEOPLE_OF, first=first)


def test_a_lead_on_the_link_that_names_the_ring_counts_at_its_place():
    found = outcome([ELSEWHERE, ON_THE_LINK])
    assert (found.fate, found.rank, found.through, found.share) == ("raised", 2, ("HO-01",), 1.0)


def test_a_lead_about_the_rings_people_that_misses_the_link_does_not_count():
    assert outcome([ELSEWHERE]).fate == "no finding on the link"


def test_the_fiftieth_lead_counts_and_the_next_comes_later():
    assert outcome([ELSEWHERE] * 49 + [ON_THE_LINK]).fate == "raised"
    assert outcome([ELSEWHERE] * 50 + [ON_THE_LINK]).fate == "raised later"


def test_half_of_those_named_is_enough_and_less_is_not():
    two_others = (("payment", "p1"), ("payment", "p2"))
    half = lead(finding("HO-01", "don1:rec1", ("contact_point", "c1"), *two_others))
    assert outcome([half]).share == 0.5
    assert outcome([half]).fate == "raised"
    less = lead(finding("HO-01", "don1:rec1", ("contact_point", "c1"), *two_others, ("payment", "p3")))
    assert outcome([less]).fate == "among others"
    assert outcome([less]).share == pytest.approx(0.4)


def test_a_lead_on_an_account_names_the_people_in_its_rows_and_not_the_account():
    money = lead(finding("FI-01", "acc1", ("payment", "p1")), kind="account", key="account:acc1")
    assert named_by(money, ABOUT, PEOPLE_OF) == {"x1"}


def test_a_lead_that_names_nobody_is_held_to_its_rows():
    half = lead(finding("FA-03", "f1", LINK, ("theatre_count", "t9")), kind="facility", key="facility:f1")
    assert outcome_of(RING, [half], [], {}, ABOUT, {}).fate == "raised"
    less = lead(
        finding("FA-03", "f1", LINK, ("theatre_count", "t8"), ("theatre_count", "t9")),
        kind="facility",
        key="facility:f1",
    )
    assert outcome_of(RING, [less], [], {}, ABOUT, {}).fate == "among others"


def test_a_ring_that_only_protection_saw_is_told_apart():
    assert outcome([], protection=[ON_THE_LINK]).fate == "only for protection"


def test_findings_that_opened_no_lead_are_told_with_their_questions():
    found = outcome([], found_rows={"WL-01": [("contact_point", "c1")], "HO-01": [("contact_point", "c9")]})
    assert (found.fate, found.through) == ("findings, no lead", ("WL-01",))


def test_the_truth_becomes_row_keys_and_its_rows_name_its_people():
    truth = {
        "rings": [
            {
                "id": 7,
                "recipe": "clinic",
                "members": {"person": ["1"], "account": ["3"]},
                "decisive": {"contact_point": ["9"]},
                "pairs": [["2", "4"]],
            }
        ]
    }
    holders = {("account", "account#3"): frozenset({"person#8"})}
    one = planted_of(truth, "rings", lambda table, number: f"{table}#{number}", lambda rows: holders)[0]
    assert one.people == {"person#1", "person#2", "person#4", "person#8"}
    assert one.decisive == {("contact_point", "contact_point#9")}
    assert one.decisive < one.rows
