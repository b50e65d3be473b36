"""What reviewed files teach, and when they teach nothing."""

import random

import pytest

from graftwatch.leads.learning import ReviewedFile, agreement, rate_among_ordinary


def file(key, chance, *answered, label="ordinary"):
    return ReviewedFile(str(key), chance, frozenset(answered), label)


def test_each_file_counts_for_as_many_as_it_was_drawn_from():
    files = [file(n, 1.0, "LD-18") for n in range(30)] + [file(100 + n, 0.1) for n in range(30)]
    found = rate_among_ordinary(files, "LD-18", least=1)
    assert found.share == pytest.approx(30 / 330)
    assert found.n_in_effect == pytest.approx(330**2 / (30 + 30 * 100))


def test_with_the_same_chance_for_all_it_is_the_plain_share_with_its_exact_range():
    files = [file(n, 0.5, *(["LD-18"] if n < 5 else [])) for n in range(50)]
    found = rate_among_ordinary(files, "LD-18")
    assert (found.share, found.n_in_effect) == (pytest.approx(0.1), pytest.approx(50))
    assert (found.low, found.high) == (pytest.approx(0.0333, abs=1e-4), pytest.approx(0.2181, abs=1e-4))


def test_a_file_with_an_unknown_chance_or_without_a_label_teaches_nothing():
    files = [file(n, 0.5) for n in range(40)]
    more = [file(100 + n, None, "LD-18") for n in range(40)]
    more += [file(200 + n, 0.5, "LD-18", label=None) for n in range(40)]
    more += [file(300 + n, 0.5, "LD-18", label="confirmed") for n in range(40)]
    assert rate_among_ordinary(files + more, "LD-18") == rate_among_ordinary(files, "LD-18")


@pytest.mark.parametrize(("n", "speaks"), [(29, False), (30, True)])
def test_below_thirty_files_in_effect_nothing_is_said(n, speaks):
    found = rate_among_ordinary([file(n, 0.2) for n in range(n)], "LD-18")
    assert found.n_files == n
    assert found.is_too_few != speaks


@pytest.mark.parametrize("chance", [0.0, -0.1, 1.5])
def test_a_chance_that_is_none_is_refused(chance):
    with pytest.raises(ValueError, match="chance"):
        rate_among_ordinary([file(1, chance)], "LD-18")


def test_never_and_always_have_ranges_that_end_at_nought_and_one():
    never = rate_among_ordinary([file(n, 0.5) for n in range(40)], "LD-18")
    always = rate_among_ordinary([file(n, 0.5, "LD-18") for n in range(40)], "LD-18")
    assert (never.low, always.high) == (0.0, 1.0)
    assert 0 < never.high < 0.1 < 0.9 < always.low < 1


def test_what_was_reviewed_because_it_fired_misleads_a_plain_share_and_not_this_one():
    """4,000 ordinary files, one in twenty answers yes; all of those are reviewed, and one in forty of the others."""
    draw = random.Random(20261122)  # noqa: S311 - a simulation
    plain, weighted, held = [], [], 0
    for _ in range(60):
        reviewed = []
        for n in range(4000):
            fires = draw.random() < 0.05
            chance = 1.0 if fires else 0.025
            if draw.random() < chance:
                reviewed.append(file(n, chance, *(["LD-18"] if fires else [])))
        found = rate_among_ordinary(reviewed, "LD-18")
        plain.append(found.n_yes / found.n_files)
        weighted.append(found.share)
        held += found.low <= 0.05 <= found.high
    assert sum(plain) / 60 > 0.5
    assert sum(weighted) / 60 == pytest.approx(0.05, abs=0.004)
    assert held >= 55


def test_kappa_of_the_table_in_the_textbooks():
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    found = agreement(pairs)
    assert (found.n, found.n_alike, found.kappa) == (50, 35, pytest.approx(0.4))
    assert (found.low, found.high) == (pytest.approx(0.146, abs=1e-3), pytest.approx(0.654, abs=1e-3))


@pytest.mark.parametrize("pairs", [[("a", "a"), ("a", "b")] * 14, [("a", "a")] * 40], ids=["few", "always the same"])
def test_where_kappa_would_say_nothing_there_is_a_count(pairs):
    found = agreement(pairs)
    assert found.kappa is None
    assert found.n == len(pairs)
