"""Groups that leads fall on more often are told in the run, with the questions behind it, and no small number."""

import datetime as dt

import ibis
import pytest

from graftwatch.apps.screening.groups import NOT_SAID, TIES, groups_asked, groups_of
from graftwatch.codes import RELATIONSHIP
from graftwatch.leads.lead import Bits, Counted, Finding, Lead
from graftwatch.leads.rows import files
from graftwatch.leads.weight import Seen
from graftwatch.testing import draw

N = 400
SPEAKS_QAB = range(0, N, 4)


def language_of(n):
    return "qab" if n in SPEAKS_QAB else "qaa"


def tables(**person):
    """Four hundred donors, every fourth of whom speaks another language; whoever is left out is not written down."""
    columns = {"sex": lambda n: "female" if n % 2 else "male", "language": language_of} | person
    people = [f"d{n} | {' | '.join(of(n) for of in columns.values())} | {1950 + n % 40}-03-01" for n in range(N)]
    assessments = [f"a{n} | d{n} | r{n} | {'friend' if n % 10 == 1 else 'sibling'} | 2024-05-02" for n in range(N)]
    picture = ["person", f"id | {' | '.join(columns)} | birth_date", *people, ""]
    picture += ["living_donor_assessment", "id | donor | recipient | relationship | opened_on", *assessments]
    return {name: ibis.memtable(rows) for name, rows in draw("\n".join(picture)).items()}


def lead_on(n, *codes):
    counted = [
        Counted(Finding(f"{code}-{n}", code, "pair", f"d{n}:r{n}", None, 1.0, {}, frozenset(), SEEN, BITS), BITS, "")
        for code in codes
    ]
    return Lead("pair", f"d{n}:r{n}", tuple(counted), (), BITS, "weight", (), (), False)


SEEN, BITS = Seen(1, 100, 0.01, 0.0, 0.02, "all files"), Bits(5.0, 4.0, 6.0)
PAIRS = [f"d{n}:r{n}" for n in range(N)]


def told(leads, there):
    return {(each["by"], each["value"]): each for each in groups_asked(leads, PAIRS, there, files(there), {})}


def test_a_group_that_leads_fall_on_three_times_as_often_is_told_with_the_question_behind_it():
    of_few = [lead_on(n, "LD-07", "HO-01") for n in list(SPEAKS_QAB)[:30]]
    of_many = [lead_on(n, "HO-01") for n in range(1, 120, 4)]
    found = told(of_few + of_many, tables())["language", "qab"]
    assert found == {
        "by": "language",
        "value": "qab",
        "largest": "qaa",
        "share": 30,
        "share_of_largest": 10,
        "ratio": 3.0,
        "p": 0.001,
        "asks": True,
        "spoken_by": ["HO-01", "LD-07"],
    }


def test_groups_asked_alike_ask_for_nothing_and_name_no_question():
    found = told([lead_on(n, "HO-01") for n in range(0, N, 5)], tables())
    assert {by for by, _value in found} == {"sex", "language", "age", "tie"}
    assert not any(each["asks"] for each in found.values())
    assert all(each["spoken_by"] == [] for each in found.values())


def test_of_small_numbers_neither_share_nor_ratio_is_told():
    found = told([lead_on(n, "HO-01") for n in list(SPEAKS_QAB)[:3]], tables())["language", "qab"]
    assert (found["ratio"], found["p"], found["share"]) == (None, None, None)


@pytest.mark.parametrize("answer", ["-", "unknown", "not_asked", "refused"])
def test_what_nobody_wrote_down_is_no_group(answer):
    groups = groups_of(PAIRS, tables(residency=lambda n: answer if n % 2 else "resident"))
    assert set(groups["residency"].values()) == {"resident"}
    assert len(groups["residency"]) == N / 2


def test_a_table_or_column_that_the_snapshot_lacks_makes_no_group():
    there = tables()
    assert groups_of(PAIRS, {"person": there["person"].drop("sex", "birth_date")}) == {
        "sex": {},
        "residency": {},
        "language": groups_of(PAIRS, there)["language"],
        "age": {},
        "tie": {},
    }


def test_donors_are_of_the_age_they_had_when_their_file_was_opened():
    ages = groups_of(PAIRS, tables())["age"]
    assert (ages["d0:r0"], ages["d14:r14"], ages["d15:r15"], ages["d39:r39"]) == ("60+", "60+", "45-59", "30-44")
    assert dt.date(2024, 5, 2).year - 1964 == 60


def test_every_relationship_of_the_list_is_one_tie():
    said = [each for each in RELATIONSHIP.values if each not in NOT_SAID]
    ties = [tie for relationship in said for tie in TIES if relationship in RELATIONSHIP.in_group(tie)]
    assert len(ties) == len(said)
    assert set(groups_of(PAIRS, tables())["tie"].values()) == {"stranger", "blood"}


def test_a_lead_about_a_centre_falls_on_no_donor():
    centre = lead_on(1, "FA-01")
    centre = Lead("facility", "f1", centre.counted, (), BITS, "weight", (), (), False)
    assert all(each["share"] == 0 for each in told([centre], tables()).values())
