"""Places at both ends of the ranges, and the bar."""

import pytest

from graftwatch.leads import Opening
from graftwatch.leads.lead import Lead
from graftwatch.leads.places import above_the_bar, heaviest, with_places
from graftwatch.leads.weight import Bits


def lead(anchor, value, low, high, **more):
    found = {"opened_by": "weight", "families": (), "origins": (), "protection_only": False} | more
    return Lead("pair", anchor, (), (), Bits(value, low, high, value), **found)


NARROW, WIDE, LIGHT = lead("narrow", 6.0, 5.8, 6.2), lead("wide", 5.5, 2.0, 8.0), lead("light", 4.0, 3.0, 4.5)


def test_a_wide_range_stands_lower_at_the_low_end_and_higher_at_the_high_end():
    found = {each.anchor: (each.place_low, each.place_high) for each in with_places([NARROW, WIDE, LIGHT])}
    assert found == {"narrow": (1, 2), "wide": (3, 1), "light": (2, 3)}


@pytest.mark.parametrize(("least", "kept"), [(4.0, ["narrow", "wide", "light"]), (4.01, ["narrow", "wide"])])
def test_what_weighs_too_little_stays_below_and_says_so(least, kept):
    above, below = above_the_bar(sorted([LIGHT, WIDE, NARROW], key=heaviest), Opening(least_bits=least))
    assert [each.anchor for each in above] == kept
    assert {each.why_not for each in below} <= {"weighs too little"}


def test_the_hours_decide_how_many_and_the_rest_says_so():
    above, below = above_the_bar([NARROW, WIDE], Opening(reviewer_hours=2, hours_per_lead=2))
    assert [each.anchor for each in above] == ["narrow"]
    assert [each.why_not for each in below] == ["heavier leads take all the hours there are"]


def test_what_skips_the_score_is_kept_however_little_it_weighs():
    above, _below = above_the_bar([lead("board", 0.5, 0, 1, opened_by="skips the score")], Opening())
    assert len(above) == 1
