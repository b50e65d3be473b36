"""Evidence rows become findings: the largest of each number, and none where no row knows one."""

import json

import pyarrow as pa

from graftwatch.indicators import all_indicators
from graftwatch.indicators.running import findings_of
from graftwatch.testing import schema


def finding(**columns):
    rows = pa.table({"subject": ["ana"] * 2, "known_on": pa.nulls(2, pa.date32()), "size": [1.0, 2.0], **columns})
    (found,) = findings_of(all_indicators()["WL-01"], rows, schema())[0].to_pylist()
    return found


def test_the_largest_of_each_number_counts():
    assert finding(n_pairs=[3, None]) | {"finding": ""} == finding() | {"finding": "", "numbers": [("n_pairs", 3.0)]}
    assert finding()["size"] == 2.0


def test_a_number_that_could_not_be_worked_out_is_left_out_and_never_written_as_nan():
    found = finding(share_of_room=[float("nan"), float("nan")], share_like=[float("nan"), 0.25])
    assert found["numbers"] == [("share_like", 0.25)]
    json.dumps(found["numbers"], allow_nan=False)
