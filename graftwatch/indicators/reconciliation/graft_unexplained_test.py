"""A graft that no record explains: by medicines, by dialysis that stopped, each once, and settled by a registration."""

import pytest

from graftwatch.indicators.asking import TableMissingError
from graftwatch.indicators.reconciliation.graft_unexplained import graft_unexplained
from graftwatch.testing import asking

HANDED = """
    dispensing
    id | person | medicine | dispensed_on | days_supplied
    d0 | zoe    | N02BE01  | 2020-01-01   | 10
    d1 | ana    | L04AD02  | 2025-01-01   | 30
    d2 | ana    | L04AD02  | 2025-01-31   | 30
    d3 | ana    | L04AA06  | 2025-01-01   | 60

    transplant
    id | recipient | organ_kind | performed_on
    t1 | zoe       | kidney     | 2019-01-01
"""


def test_a_patient_who_takes_the_medicines_of_a_graft_is_listed_once():
    answer = asking(graft_unexplained, HANDED)
    assert answer.number("row_table") == ["dispensing"]
    assert answer.number("what") == ["medicines"]


def test_a_transplant_here_settles_it():
    assert asking(graft_unexplained, HANDED.replace("t1 | zoe ", "t1 | ana ")).number("row") == []


def test_where_neither_can_be_asked_there_is_no_list():
    with pytest.raises(TableMissingError):
        asking(graft_unexplained, "person\n    id")
