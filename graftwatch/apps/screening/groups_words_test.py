"""What a page says of groups: how many were compared, which are asked after more, and where nothing can be said."""

from graftwatch.apps.screening.groups_words import shown

MORE = {
    "by": "language",
    "value": "qab",
    "largest": "qaa",
    "share": 30,
    "share_of_largest": 10,
    "ratio": 3.0,
    "p": 0.001,
    "asks": True,
    "spoken_by": ["HO-01"],
}
FEW = MORE | {"value": "qac", "share": None, "ratio": None, "p": None, "asks": False, "spoken_by": []}
ALIKE = MORE | {"by": "tie", "value": "stranger", "largest": "blood", "ratio": 1.0, "p": 1.0, "asks": False}


def test_a_group_that_is_asked_after_more_stands_with_its_numbers_and_the_questions_behind_it():
    told = shown([MORE, ALIKE, FEW])
    assert "Compared: 3 groups" in told["sentence"]
    assert "explains: 1. With too few on leads to tell: 1." in told["sentence"]
    (row,) = told["more"]
    assert (row["by"], row["value"], row["times"], row["spoken_by"]) == ("Language", "qab", "3.0", ["HO-01"])


def test_a_tie_and_a_sex_are_told_in_words_and_small_numbers_as_dots():
    _more, alike, few = shown([MORE, ALIKE, FEW])["all"]
    assert (alike["by"], alike["value"], alike["largest"]) == ("Tie claimed", "No kin", "By blood")
    assert (few["share"], few["times"], few["chance"]) == ("·", "·", "·")
    (sex,) = shown([FEW | {"by": "sex", "value": "male", "largest": "female"}])["all"]
    assert (sex["value"], sex["largest"]) == ("Male", "Female")


def test_a_share_stays_on_its_line_and_an_age_reads_the_same_from_right_to_left():
    (row,) = shown([ALIKE | {"by": "age", "value": "60+", "largest": "45-59"}])["all"]
    assert row["share"] == "30\u00a0%"
    assert (row["value"], row["largest"]) == ("\u206660+\u2069", "\u206645-59\u2069")


def test_an_older_run_and_a_run_without_groups_say_so():
    assert "older than the count" in shown(None)["why_not"]
    assert "no two groups" in shown([])["why_not"]
