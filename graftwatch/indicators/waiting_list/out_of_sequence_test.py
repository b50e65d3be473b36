"""WL-06, shown asking, staying silent, at both sides of each parameter, and its chances."""

import pytest
from scipy import stats

from graftwatch.indicators.waiting_list.out_of_sequence import out_of_sequence
from graftwatch.testing import asking

HEAD = """
    organ_offer
    id | organ | entry | person | facility | rank | response | reason | agreement | offered_on
"""


def organs(centre, n, past=0, reason="none", response="passed_over", on="2026-01-01", agreement="-"):
    """`n` organs accepted at a centre by the second on the list, the first passed over for `past` of them."""
    text = ""
    for i in range(n):
        organ, first = f"{centre}{i}", (response, reason) if i < past else ("declined", "candidate_refused")
        text += f"{organ}a | {organ} | - | p{organ}a | {centre} | 1 | {first[0]} | {first[1]} | - | {on}\n"
        text += f"{organ}b | {organ} | e{organ} | p{organ} | {centre} | 2 | accepted | - | {agreement} | {on}\n"
    return text


ELSEWHERE = organs("south", 60, past=2) + organs("west", 60, past=2)
NORTH = organs("north", 20, past=8)


def subjects(picture, today="2026-06-30", **settings):
    return asking(out_of_sequence, picture, today, **settings).subjects


def travellers(n, residency="non_resident_for_transplant"):
    rows = "".join(f"enorth{i} | p{i} | kidney | 2020-01-01 | {residency}\n" for i in range(n))
    return "\nwaiting_list_entry\nid | person | organ | listed_on | residency_at_listing\n" + rows


def test_a_centre_whose_organs_often_go_past_somebody_is_asked_about_with_both_offers():
    answer = asking(out_of_sequence, HEAD + ELSEWHERE + NORTH)
    assert answer.subjects == {"north"}
    assert answer.cited == {("organ_offer", f"north{i}{side}") for i in range(8) for side in "ab"}
    assert set(answer.number("n_found")) == {8.0}
    assert answer.sizes["north"] == pytest.approx(8 / 20 - 4 / 120)


def test_the_chance_is_fishers_corrected_for_the_number_of_tests():
    (chance,) = set(asking(out_of_sequence, HEAD + ELSEWHERE + NORTH).number("share_p"))
    once = stats.fisher_exact([[8, 12], [4, 116]], alternative="greater").pvalue
    assert chance == pytest.approx(once * 6)


def test_the_share_of_false_alarms_has_two_sides():
    chance = stats.fisher_exact([[8, 12], [4, 116]], alternative="greater").pvalue * 6
    assert subjects(HEAD + ELSEWHERE + NORTH, alpha=chance * 1.01) == {"north"}
    assert subjects(HEAD + ELSEWHERE + NORTH, alpha=chance * 0.99) == set()


def test_at_least_min_n_organs():
    assert subjects(HEAD + ELSEWHERE + NORTH, min_n=8) == {"north"}
    assert subjects(HEAD + ELSEWHERE + NORTH, min_n=9) == set()


@pytest.mark.parametrize(("reason", "asks"), [("medical_urgency", False), ("positive_crossmatch", False),
                                              ("candidate_ill", False), ("other", True), ("-", True)])  # fmt: skip
def test_a_reason_that_explains_is_an_answer(reason, asks):
    assert bool(subjects(HEAD + ELSEWHERE + organs("north", 20, past=8, reason=reason))) is asks


def test_somebody_who_declined_was_not_passed_over():
    assert subjects(HEAD + ELSEWHERE + organs("north", 20, past=8, response="declined")) == set()


def test_somebody_further_down_the_list_was_not_passed_over():
    below = "".join(f"x{i} | north{i} | - | x{i} | north | 3 | passed_over | none | - | 2026-01-01\n" for i in range(8))
    assert subjects(HEAD + ELSEWHERE + organs("north", 20) + below) == set()


def test_a_custom_of_all_centres_says_nothing_of_one():
    alike = organs("south", 60, past=24) + organs("west", 60, past=24)
    assert subjects(HEAD + alike + NORTH) == set()


def test_a_centre_that_gives_many_organs_to_travellers_without_an_agreement_is_asked_about():
    plain = HEAD + ELSEWHERE + organs("north", 20)
    answer = asking(out_of_sequence, plain + travellers(7))
    assert answer.subjects == {"north"}
    assert answer.cited == {("organ_offer", f"north{i}b") for i in range(7)}
    (chance,) = set(answer.number("share_p"))
    assert chance == pytest.approx(stats.binom.sf(6, 20, 0.05) * 6)


def test_an_agreement_explains():
    assert subjects(HEAD + ELSEWHERE + organs("north", 20, agreement="treaty") + travellers(7)) == set()


@pytest.mark.parametrize("residency", ["resident", "non_resident_other", "unknown", "-"])
def test_only_who_came_for_the_transplant_counts(residency):
    assert subjects(HEAD + ELSEWHERE + organs("north", 20) + travellers(7, residency)) == set()


def test_the_share_allowed_has_two_sides():
    plain = HEAD + ELSEWHERE + organs("north", 20) + travellers(7)
    assert subjects(plain, max_share=0.07) == {"north"}
    assert subjects(plain, max_share=0.1) == set()


def test_the_window_ends_on_its_last_day():
    picture = (HEAD + ELSEWHERE + NORTH).replace("2026-01-01", "2024-06-30")
    assert subjects(picture, today="2026-06-30", window_months=24) == {"north"}
    assert subjects(picture, today="2026-07-01", window_months=24) == set()


def test_an_organ_accepted_twice_went_to_the_one_further_down():
    twice = "".join(f"t{i} | north{i} | - | t{i} | west | 0 | accepted | - | - | 2026-01-01\n" for i in range(8))
    assert subjects(HEAD + ELSEWHERE + NORTH + twice) == {"north"}


def test_a_centre_without_others_cannot_be_compared():
    assert subjects(HEAD + NORTH) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects("organ_offer\nid | organ | response\no1 | - | accepted\no2 | k | accepted\no3 | k | -") == set()
    assert subjects("organ_offer\nid", min_n=0) == set()
