"""A whole screening run with Spark asking writes the same findings, evidence, lists and leads as one with DuckDB."""

import json

import pyarrow.parquet as pq
import pytest

from graftwatch.apps.screening.screen import screen
from graftwatch.testing import write_folder

PICTURE = """
living_donor_assessment
id | donor | recipient | facility | organ | relationship | programme | opened_on
a1 | d1 | r1 | f1 | kidney | friend | directed | 2025-01-10
a2 | d2 | r2 | f1 | kidney | friend | directed | 2025-02-10
a3 | d3 | r3 | f1 | kidney | cousin | directed | 2025-03-10
a4 | d4 | r4 | f1 | kidney | parent | directed | 2025-04-10

contact_point
id | assessment | role | capacity | name | phone | noted_on
c1 | a1 | companion | private | Ж. Müller | +999 111 111 111 | 2025-01-10
c2 | a2 | companion | private | Ж. Müller | +999 111 111 111 | 2025-02-10
c3 | a3 | next_of_kin | private | É. 中文 | +999 111 111 111 | 2025-03-10
c4 | a4 | next_of_kin | private | - | +999 222 222 222 | 2025-04-10

person
id | family_name | residency
d1 | A | resident
d2 | B | resident
d3 | C | resident
d4 | D | -

facility
id | name | kind | ownership
f1 | Centre | transplant_centre | public
"""


@pytest.mark.slow
@pytest.mark.django_db
def test_a_run_with_spark_asking_writes_the_same(spark, tmp_path):
    folder = write_folder(PICTURE, tmp_path / "state")
    here, there = tmp_path / "here", tmp_path / "there"
    own = screen(out=here, folder=folder)
    other = screen(out=there, folder=folder, engine="spark", spark_master="local[2]")
    assert own.manifest["fingerprint"] == other.manifest["fingerprint"]
    assert own.manifest["counts"] == other.manifest["counts"]
    assert own.manifest["counts"]["findings"] > 0
    for name in ("findings", "evidence"):
        assert pq.read_table(here / f"{name}.parquet").equals(pq.read_table(there / f"{name}.parquet")), name
    lists = sorted(path.name for path in (here / "reconcile").iterdir())
    assert lists
    for name in lists:
        assert (here / "reconcile" / name).read_bytes() == (there / "reconcile" / name).read_bytes()
    leads = [json.loads((out / "leads.json").read_text("utf-8"))["leads"] for out in (here, there)]
    assert leads[0] == leads[1]
