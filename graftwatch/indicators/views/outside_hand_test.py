"""What somebody from outside may have brought into a donor file, each thing of one kind."""

from graftwatch.indicators.views.outside_hand import outside_hand
from graftwatch.testing import asking

ONE_FILE = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | referrer | agency
    a1 | d1    | r1        | F1       | 2025-01-10 | unit-1   | ag-1

    contact_point
    id | assessment | role        | name | phone
    c1 | a1         | donor_self  | dan  | 699
    c2 | a1         | next_of_kin | amon | 700

    kinship_evidence
    id | assessment | notary | witness | issued_on
    e1 | a1         | nilo   | wim     | 2024-12-01

    consent
    id | assessment | witness | given_on
    k1 | a1         | wanda   | 2025-02-01

    laboratory_order
    id | assessment | person | requester | payer_account | ordered_on
    l1 | a1         | d1     | dr-1      | acc-1         | 2025-01-12

    interpreter_session
    id | assessment | interpreter_name | held_on
    i1 | a1         | zina             | 2025-02-01
"""


def hands(picture):
    return {(row["kind"], row["thing"]) for row in asking(outside_hand, picture).rows.to_pylist()}


def test_helpers_papers_witnesses_senders_and_payers_are_named_by_kind():
    assert hands(ONE_FILE) == {
        ("own", "phone:699"),
        ("helper", "phone:700"),
        ("helper", "name:amon"),
        ("paper", "notary:nilo"),
        ("paper", "name:wim"),
        ("consent", "name:wanda"),
        ("sender", "referrer:unit-1"),
        ("sender", "agency:ag-1"),
        ("sender", "practitioner:dr-1"),
        ("payer", "account:acc-1"),
    }


def test_one_name_is_of_one_kind_in_all_files():
    elder = ONE_FILE.replace("wanda", "amon").replace("wim ", "amon")
    assert {kind for kind, thing in hands(elder) if thing == "name:amon"} == {"consent"}


def test_each_thing_has_the_row_that_it_stands_in():
    rows = {row["thing"]: row for row in asking(outside_hand, ONE_FILE).rows.to_pylist()}
    assert rows["phone:700"]["contact_point"] == "c2"
    assert rows["notary:nilo"]["kinship_evidence"] == "e1"
    assert rows["name:wanda"]["consent"] == "k1"
    assert rows["account:acc-1"]["laboratory_order"] == "l1"
    assert {rows["referrer:unit-1"][name] for name in ("contact_point", "companion", "consent")} == {None}


def test_a_file_of_which_nothing_is_known_but_contacts_has_those():
    only = ONE_FILE[: ONE_FILE.index("    kinship_evidence")].replace("unit-1", "-     ").replace("ag-1", "-   ")
    assert hands(only) == {("own", "phone:699"), ("helper", "phone:700"), ("helper", "name:amon")}
