"""Fields that staff leave blank since they are read: found where they fall, silent where they do not."""

import datetime as dt

import pytest

from graftwatch.measures.fields_gone_blank import Month, fields_gone_blank

LIVE = dt.date(2026, 3, 10)


def months(field, before, since, n_rows=200):
    """Six months on each side with these shares filled."""
    return [
        Month(field, dt.date(2025, 9 + n, 1) if n < 4 else dt.date(2026, n - 3, 1), n_rows, round(share * n_rows))
        for n, share in [*((n, before) for n in range(6)), *((n, since) for n in range(7, 13))]
    ]


def test_a_field_that_fell_is_asked_about_and_one_that_did_not_is_not():
    found = fields_gone_blank([*months("consent.language", 0.9, 0.7), *months("person.phone", 0.9, 0.9)], LIVE)
    assert [(each.field, each.asks) for each in found] == [("consent.language", True), ("person.phone", False)]
    assert (found[0].before, found[0].since) == pytest.approx((0.9, 0.7))


def test_a_fall_of_five_points_asks_and_a_smaller_one_does_not():
    (just,), (less,) = (fields_gone_blank(months("a.b", 0.9, since, n_rows=2000), LIVE) for since in (0.85, 0.86))
    assert just.asks
    assert not less.asks
    assert less.p < 0.05


def test_few_rows_cannot_show_a_fall():
    (found,) = fields_gone_blank(months("a.b", 1.0, 0.5, n_rows=2)[5:7], LIVE)
    assert not found.asks


def test_a_field_that_is_filled_more_often_never_asks():
    (found,) = fields_gone_blank(months("a.b", 0.5, 0.9), LIVE)
    assert not found.asks


def test_the_month_of_going_live_belongs_to_neither_side():
    assert fields_gone_blank([Month("a.b", dt.date(2026, 3, 1), 10, 10)], LIVE) == []


def test_fishers_test_gives_the_known_value():
    # 10 of 10 before, 5 of 10 since: C(15,10)/C(20,10) = 3003/184756
    rows = [Month("a.b", dt.date(2026, 1, 1), 10, 10), Month("a.b", dt.date(2026, 4, 1), 10, 5)]
    (found,) = fields_gone_blank(rows, LIVE)
    assert found.p == pytest.approx(3003 / 184756)


def test_more_filled_cells_than_rows_are_refused():
    with pytest.raises(ValueError, match="11 filled"):
        fields_gone_blank([Month("a.b", dt.date(2026, 1, 1), 10, 11)], LIVE)
