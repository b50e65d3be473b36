"""A group that is asked after more often is found; chance, small numbers and small differences are not."""

from math import inf

import pytest

from graftwatch.measures.groups_asked_more import Group, groups_asked_more, times_as_often


def by_language(**groups):
    return [Group("language", value, n_files, n_asked) for value, (n_asked, n_files) in groups.items()]


def test_a_group_asked_after_twice_as_often_is_found_and_one_asked_after_alike_is_not():
    twice, alike = groups_asked_more(by_language(qaa=(200, 10000), qab=(80, 2000), qac=(41, 2000)))
    assert (twice.group.value, round(twice.ratio, 1), twice.asks) == ("qab", 2.0, True)
    assert (alike.group.value, alike.asks, alike.largest.value) == ("qac", False, "qaa")


def test_a_ratio_below_the_margin_asks_for_nothing_however_sure_it_is():
    (sure,) = groups_asked_more(by_language(qaa=(2000, 100000), qab=(1450, 50000)))
    assert sure.p < 0.001
    assert not sure.asks


def test_two_files_of_twenty_show_nothing():
    (few,) = groups_asked_more(by_language(qaa=(200, 10000), qab=(2, 20)))
    assert few.ratio == pytest.approx(5)
    assert not few.asks


def test_of_many_groups_one_is_high_by_chance_and_is_not_taken_for_more():
    alone = by_language(qaa=(200, 10000), qab=(26, 700))
    assert groups_asked_more(alone)[0].asks
    among = alone + [Group("language", f"q{n}", 700, 14) for n in range(60)]
    assert not any(each.asks for each in groups_asked_more(among))


def test_each_kind_has_its_own_largest_group():
    groups = [*by_language(qaa=(10, 900), qab=(10, 100)), Group("sex", "female", 600, 12), Group("sex", "male", 400, 8)]
    assert {each.group.by: each.largest.value for each in groups_asked_more(groups)} == {
        "language": "qaa",
        "sex": "female",
    }


def test_where_the_largest_group_is_on_no_lead_the_ratio_has_no_end():
    (found,) = groups_asked_more(by_language(qaa=(0, 1000), qab=(9, 100)))
    assert (found.ratio, found.asks) == (inf, True)


def test_nobody_on_a_lead_is_no_harm_and_no_groups_are_none():
    (found,) = groups_asked_more(by_language(qaa=(0, 1000), qab=(0, 100)))
    assert (found.ratio, found.asks) == (0.0, False)
    assert groups_asked_more([]) == []


def test_more_files_on_leads_than_files_is_refused():
    with pytest.raises(ValueError, match="5 of 4 files"):
        groups_asked_more(by_language(qaa=(5, 4)))


def test_what_one_question_says_of_a_group_is_compared_in_the_same_way():
    group, largest = by_language(qab=(20, 100), qaa=(20, 1000))
    assert times_as_often({"qab": 10, "qaa": 20}, group, largest) == pytest.approx(5)
