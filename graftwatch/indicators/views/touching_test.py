"""Who stands beside a pair, by kind of records."""

from graftwatch.indicators import all_views
from graftwatch.testing import asking

WORLD = """
    living_donor_assessment
    id | donor | recipient | opened_on  | agency
    a1 | dan   | rosa      | 2025-01-01 | f1

    contact_point
    id | assessment | capacity | phone | name | noted_on
    c1 | a1         | private  | 555   | ANA  | 2025-01-01

    person
    id  | phone
    ali | 777
    dan | 888

    agency
    id | phone | licensed
    f1 | 999   | -

    journey
    id | person | departed_on | agency
    j1 | dan    | 2024-12-20  | f1

    companion
    id | journey | person | phone | noted_on
    k1 | j1      | ali    | 556   | 2024-12-20

    visa_application
    id | person | sponsor_person | applied_on
    v1 | dan    | ali            | 2024-11-01
    v2 | dan    | rosa           | 2024-11-01

    laboratory_order
    id | person | payer | payer_account | payer_kind       | ordered_on
    o1 | dan    | ali   | k9            | other_person     | 2024-12-30
    o2 | dan    | ali   | k9            | public_insurance | 2024-12-30

    account
    id | person | holder_kind
    k1 | rosa   | individual
    k9 | ali    | individual
    k8 | -      | hospital

    payment
    id | payer_account | payee_account | paid_on    | amount
    p1 | k1            | k9            | 2025-01-05 | 100
    p2 | k1            | k8            | 2025-01-05 | 100
"""


def things(picture):
    rows = asking(all_views()["touching"], picture).rows.to_pylist()
    return {(row["thing"], row["source"]) for row in rows}


def test_a_thing_stands_with_each_kind_of_records_it_is_found_in():
    assert things(WORLD) == {
        ("phone:555", "hospital"), ("agency:f1", "hospital"), ("phone:999", "hospital"),
        ("agency:f1", "border"), ("phone:999", "border"), ("person:ali", "border"), ("phone:556", "border"),
        ("phone:777", "border"), ("person:ali", "consular"), ("phone:777", "consular"),
        ("person:ali", "laboratory"), ("phone:777", "laboratory"), ("account:k9", "laboratory"),
        ("person:ali", "bank"), ("phone:777", "bank"), ("account:k9", "bank"),
    }  # fmt: skip


def test_a_licensed_firm_is_left_out():
    licensed = WORLD.replace("999   | -", "999   | yes")
    assert not {thing for thing, _source in things(licensed) if thing in ("agency:f1", "phone:999")}


def test_tables_that_are_not_there_are_not_missed():
    head = WORLD[: WORLD.index("    person\n")]
    assert things(head) == {("phone:555", "hospital")}
