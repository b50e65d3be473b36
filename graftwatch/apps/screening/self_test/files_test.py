"""Which ordinary files a planted ring may be drawn from."""

import datetime as dt
import random

from graftwatch.apps.screening.self_test.files import draw, files_of

DAY = dt.date(2025, 1, 1)
SPAN = dt.timedelta(days=730)


def line(number, on=DAY, recipient="", row=""):
    return (f"f{number}", row or f"row-{number}", recipient or f"r{number}", f"d{number}", on)


def drawn(lines, size, taken=()):
    chance = random.Random("seed")  # noqa: S311 a repeatable draw, no secret
    return draw(files_of([lines]), size, SPAN, chance, taken)


def test_a_file_needs_a_row_for_each_mark_a_recipient_and_a_day():
    found = files_of([[line(1), line(2), line(3, on=None)], [line(1, row="other"), line(3)]])
    assert [(file.key, file.rows) for file in found] == [("f1", (("row-1",), ("other",)))]


def test_a_ring_is_drawn_of_different_people():
    assert len(drawn([line(n) for n in range(5)], 3)) == 3
    assert drawn([line(n, recipient="r0") for n in range(5)], 2) == []


def test_people_of_another_ring_in_the_same_copy_are_not_drawn_again():
    assert drawn([line(1), line(2), line(3)], 3, taken={"d2"}) == []


def test_the_files_of_a_ring_lie_within_the_span():
    assert len(drawn([line(1), line(2, on=DAY + SPAN)], 2)) == 2
    assert drawn([line(1), line(2, on=DAY + SPAN + dt.timedelta(days=1))], 2) == []


def test_the_same_seed_draws_the_same():
    lines = [line(n) for n in range(30)]
    assert drawn(lines, 5) == drawn(lines, 5)
