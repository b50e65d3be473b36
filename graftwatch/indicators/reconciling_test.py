"""Every list drawn up in one sitting: in a fixed order, or with the table it lacked."""

import ibis
import pytest

from graftwatch.indicators import Reconciliation
from graftwatch.indicators.reconciliation.transplant_without_organ import transplant_without_organ
from graftwatch.indicators.reconciling import COLUMNS, ReconciliationShapeError, reconcile, reconcile_all
from graftwatch.testing import sit

TRANSPLANTS = """
    organ
    id | kind

    transplant
    id | recipient | organ | organ_kind | facility | performed_on
    t3 | ana       | o1    | kidney     | -        | 2026-01-02
    t2 | eve       | -     | kidney     | south    | 2026-01-02
    t1 | ida       | -     | kidney     | south    | 2026-01-02
    t4 | uma       | -     | kidney     | north    | 2026-01-02
"""


def test_a_list_comes_by_facility_and_row_with_those_of_no_facility_last():
    rows = reconcile(transplant_without_organ, sit(TRANSPLANTS))
    assert rows["row"].to_pylist() == ["t4", "t1", "t2", "t3"]
    assert tuple(rows.column_names) == COLUMNS


def test_a_list_that_lacks_a_table_says_which():
    drawn = reconcile_all(sit(TRANSPLANTS))
    assert drawn["transplant_without_organ"].rows.num_rows == 4
    assert drawn["operation_without_licence"].rows is None
    assert drawn["operation_without_licence"].missing == "licence"
    assert drawn["departure_unexplained"].missing == "departure"


def test_a_list_of_another_shape_is_refused():
    def odd(organ: ibis.Table) -> ibis.Table:
        """An organ."""
        return organ.select("id")

    list_of_odd = Reconciliation(odd, title="", mends="", do="", phrases=(), cites=())
    with pytest.raises(ReconciliationShapeError, match="odd gives"):
        reconcile(list_of_odd, sit(TRANSPLANTS))


def test_a_phrase_that_is_not_explained_is_refused():
    mute = Reconciliation(transplant_without_organ.function, title="", mends="", do="", phrases=(), cites=())
    with pytest.raises(ReconciliationShapeError, match="organ_not_found"):
        reconcile(mute, sit(TRANSPLANTS))
