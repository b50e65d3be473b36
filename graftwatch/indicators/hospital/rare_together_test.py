"""HO-17, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.hospital.rare_together import rare_together
from graftwatch.testing import asking

ONE_GO_BETWEEN = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | referrer
    a1 | d1    | r1        | F1       | 2025-01-10 | unit-1
    a2 | d2    | r2        | F2       | 2025-04-10 | unit-2
    a3 | d3    | r3        | F1       | 2025-05-10 | unit-3

    contact_point
    id | assessment | role         | name | phone
    c1 | a1         | next_of_kin  | amon | 700
    c2 | a2         | emergency    | bela | 700
    c3 | a3         | next_of_kin  | cato | 703

    kinship_evidence
    id | assessment | notary | issued_on
    e1 | a1         | nilo   | 2024-12-01
    e2 | a2         | nilo   | 2025-03-01
    e3 | a3         | olga   | 2025-03-01
"""
BOTH = {"d1:r1", "d2:r2"}
ANOTHER_NOTARY = ONE_GO_BETWEEN.replace("e2 | a2         | nilo", "e2 | a2         | omar")


def test_two_files_with_one_telephone_and_one_notary_are_asked_about():
    answer = asking(rare_together, ONE_GO_BETWEEN)
    assert answer.sizes == {"d1:r1": 2, "d2:r2": 2}
    assert answer.cited == {
        ("living_donor_assessment", "a1"), ("living_donor_assessment", "a2"),
        ("contact_point", "c1"), ("contact_point", "c2"), ("kinship_evidence", "e1"), ("kinship_evidence", "e2"),
    }  # fmt: skip


def test_one_rare_thing_alone_is_not_asked_about():
    assert asking(rare_together, ANOTHER_NOTARY).subjects == set()
    assert asking(rare_together, ONE_GO_BETWEEN.replace("bela | 700", "bela | 701")).subjects == set()


def test_things_shared_with_different_files_are_not_asked_about():
    third = ANOTHER_NOTARY.replace("olga", "nilo")
    assert asking(rare_together, third).subjects == set()


def test_a_name_and_a_telephone_of_one_helper_are_one_kind():
    helper = ANOTHER_NOTARY.replace("bela", "amon")
    assert asking(rare_together, helper).subjects == set()


def test_somebody_who_is_contact_here_and_witness_there_is_one_hand():
    elder = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | d1    | r1        | F1       | 2025-01-10
    a2 | d2    | r2        | F2       | 2025-04-10

    contact_point
    id | assessment | role        | name
    c1 | a1         | next_of_kin | amon
    c2 | a2         | next_of_kin | amon

    consent
    id | assessment | witness | given_on
    k1 | a1         | amon    | 2025-02-01
    k2 | a2         | amon    | 2025-05-01
    """
    assert asking(rare_together, elder).subjects == set()
    assert asking(rare_together, elder.replace("k1 | a1         | amon", "k1 | a1         | bela")
                  .replace("k2 | a2         | amon", "k2 | a2         | bela")).subjects == BOTH  # fmt: skip


def test_one_sender_and_one_payer_of_tests_are_asked_about():
    tests = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | referrer
    a1 | d1    | r1        | F1       | 2025-01-10 | unit-1
    a2 | d2    | r2        | F2       | 2025-04-10 | unit-1

    contact_point
    id | assessment | role        | phone
    c1 | a1         | next_of_kin | 700
    c2 | a2         | next_of_kin | 701

    laboratory_order
    id | assessment | person | payer_account | ordered_on
    l1 | a1         | d1     | acc-1         | 2025-01-12
    l2 | a2         | d2     | acc-1         | 2025-04-12
    """
    assert asking(rare_together, tests).subjects == BOTH


def test_an_interpreter_of_a_small_language_is_not_asked_about():
    spoken = (
        ONE_GO_BETWEEN.replace("bela | 700", "bela | 701")
        + """
    interpreter_session
    id | assessment | interpreter_name | held_on
    i1 | a1         | zina             | 2025-02-01
    i2 | a2         | zina             | 2025-05-01
    """
    )
    assert asking(rare_together, spoken).subjects == set()


def test_files_that_a_claim_of_kinship_ties_are_not_asked_about():
    claim = """
    kinship_claim
    donor | recipient | relationship
    d1    | d2        | sibling
    """
    assert asking(rare_together, ONE_GO_BETWEEN + claim).subjects == set()


def test_donors_of_one_municipality_are_not_asked_about():
    lives = """
    person
    id | municipality
    d1 | M-1
    d2 | M-1
    """
    assert asking(rare_together, ONE_GO_BETWEEN + lives).subjects == set()
    assert asking(rare_together, ONE_GO_BETWEEN + lives.replace("d2 | M-1", "d2 | M-2")).subjects == BOTH
    assert asking(rare_together, ONE_GO_BETWEEN + lives.replace("d2 | M-1", "d2 | -")).subjects == BOTH


def test_a_gift_to_nobody_in_particular_is_not_asked_about():
    assert asking(rare_together, ONE_GO_BETWEEN.replace("d2    | r2", "d2    | - ")).subjects == set()


def test_as_many_kinds_are_asked_for_as_min_kinds():
    referred = ONE_GO_BETWEEN.replace("unit-2", "unit-1")
    assert asking(rare_together, ONE_GO_BETWEEN, min_kinds=3).subjects == set()
    assert asking(rare_together, referred, min_kinds=3).sizes == {"d1:r1": 3, "d2:r2": 3}


def shared_by(n_files):
    """A telephone that two files share, and a notary whom so many do."""
    rows = [(f"a{n}", f"d{n}", f"r{n}", "700" if n < 3 else f"80{n}") for n in range(1, n_files + 1)]
    file = "\n".join(f"{a} | {d} | {r} | F1 | 2025-01-10" for a, d, r, _phone in rows)
    point = "\n".join(f"c{a} | {a} | next_of_kin | {phone}" for a, _d, _r, phone in rows)
    paper = "\n".join(f"e{a} | {a} | nilo | 2024-12-01" for a, *_rest in rows)
    return (
        f"living_donor_assessment\nid | donor | recipient | facility | opened_on\n{file}\n\n"
        f"contact_point\nid | assessment | role | phone\n{point}\n\n"
        f"kinship_evidence\nid | assessment | notary | issued_on\n{paper}"
    )


def test_what_more_files_share_than_max_files_is_not_rare():
    assert asking(rare_together, shared_by(4), max_files=4, rare_share=1.0).subjects == BOTH
    assert asking(rare_together, shared_by(4), max_files=3, rare_share=1.0).subjects == set()


def test_what_a_larger_share_of_files_has_than_rare_share_is_not_rare():
    assert asking(rare_together, shared_by(4), rare_share=0.99).subjects == set()
    assert asking(rare_together, shared_by(2), rare_share=0.01).subjects == BOTH


def test_the_window_months_end_on_their_last_day():
    assert asking(rare_together, ONE_GO_BETWEEN, window_months=3).subjects == BOTH
    later = ONE_GO_BETWEEN.replace("2025-04-10", "2025-04-11")
    assert asking(rare_together, later, window_months=3).subjects == set()
