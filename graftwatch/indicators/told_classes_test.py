"""Classes of ties and meetings."""

import ibis

from graftwatch import codes
from graftwatch.indicators.told_classes import MEETINGS, TIES, meeting, tie


def test_every_relationship_and_every_meeting_that_is_known_has_one_class():
    for codelist, classes in ((codes.RELATIONSHIP, TIES), (codes.HOW_MET, MEETINGS)):
        known = set(codelist.values) - set(codelist.in_group("not_known"))
        grouped = [value for name in classes for value in codelist.in_group(name)]
        assert sorted(grouped) == sorted(known)


def test_loose_words_are_one_class_and_what_is_not_known_has_none():
    engine = ibis.duckdb.connect()
    said = engine.create_table("said", schema={"r": "string", "m": "string"})
    engine.raw_sql("INSERT INTO said VALUES ('cousin', 'online'), ('sibling', 'neighbours'), ('unknown', NULL)")
    rows = said.select(tie=tie(said.r), meeting=meeting(said.m)).to_pyarrow().to_pylist()
    assert [(row["tie"], row["meeting"]) for row in rows] == [
        ("blood", "met_by_appeal"), ("blood", "met_in_daily_life"), (None, None),
    ]  # fmt: skip
