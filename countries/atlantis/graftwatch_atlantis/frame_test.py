"""Tables grow by rows; what was not said stays empty."""

import numpy as np
import pytest

from graftwatch_atlantis.frame import NOBODY, Frame


def test_rows_are_appended_and_unsaid_cells_are_empty() -> None:
    frame = Frame()
    frame.add(2, who=[4, 5], on=np.datetime64("2020-01-01"), word="yes")
    assert frame.add(1, who=6).tolist() == [2]
    frame.add(1, amount=2.5)
    assert frame["who"].tolist() == [4, 5, 6, NOBODY]
    assert frame["word"].tolist() == ["yes", "yes", None, None]
    assert np.isnat(frame["on"]).tolist() == [False, False, True, True]
    assert np.isnan(frame["amount"]).tolist() == [True, True, True, False]


def test_a_column_that_began_empty_takes_the_kind_of_what_comes() -> None:
    frame = Frame()
    frame.add(1, donor=None)
    frame.add(1, donor=7)
    assert frame["donor"].tolist() == [NOBODY, 7]


def test_writing_into_a_column_reaches_the_table() -> None:
    frame = Frame()
    frame.add(100, size=1)
    for _ in range(30):
        frame.add(1, size=2)
    frame["size"][[0, 129]] = 9
    assert frame["size"].sum() == 99 + 58 + 18


def test_an_unknown_column_names_those_there_are() -> None:
    frame = Frame()
    frame.add(1, who=1)
    with pytest.raises(KeyError, match="there are who"):
        frame["whom"]
