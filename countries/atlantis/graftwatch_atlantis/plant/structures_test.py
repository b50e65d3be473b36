"""Planted structures: their operations in the span, their links in the files, the truth beside them, nothing twice."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.building import CannotBuild, Wish, build
from graftwatch_atlantis.conftest import Built, built
from graftwatch_atlantis.plant.grammar import draw_structure

SPAN = ("2018-01-01", "2024-12-31")


@pytest.fixture(scope="module")
def structured(tmp_path_factory: pytest.TempPathFactory) -> Built:
    place = tmp_path_factory.mktemp("structured")
    return built(place, seed=13, scale=0.4, structures=range(1, 13), forms=("plain", "informed"), between=SPAN)


def test_each_structure_is_planted_once_in_the_next_form(structured: Built) -> None:
    planted = [(ring["structure"]["seed"], ring["form"]) for ring in structured.truth["rings"]]
    left = [(each["structure"], each["form"]) for each in structured.truth["not_planted"]]
    assert sorted(planted + left) == [(seed, "plain" if seed % 2 else "informed") for seed in range(1, 13)]
    assert len(planted) >= 9


def test_the_truth_gives_the_structure_as_plain_data_and_the_days_of_its_operations(structured: Built) -> None:
    for ring in structured.truth["rings"]:
        drawn = draw_structure(ring["structure"]["seed"])
        assert ring["structure"]["link_reuse"] == drawn.link_reuse
        assert len(ring["pairs"]) == drawn.size
        pairs = [file for file in ring["files"] if [file["donor"], file["recipient"]] in ring["pairs"]]
        assert all(SPAN[0] <= file["operation_on"] <= SPAN[1] for file in pairs if file["carries"])


def test_a_shared_telephone_stands_in_the_files_of_the_pairs_that_carry_it(structured: Built) -> None:
    (ring, *_) = [
        r for r in structured.truth["rings"] if "contact_phone" in r["files"][0]["carries"] and r["form"] == "plain"
    ]
    listed = ", ".join(f"'{number}'" for number in ring["decisive"]["contact_point"])
    ((numbers, files),) = structured.ask(
        f"select count(distinct phone), count(distinct assessment) from contact_point where id in ({listed})"
    )
    assert (numbers, files) == (1, sum("contact_phone" in file["carries"] for file in ring["files"]))


def test_no_file_belongs_to_two_structures(structured: Built) -> None:
    files = [file["file"] for ring in structured.truth["rings"] for file in ring["files"]]
    assert len(files) == len(set(files)) > 30


def test_the_hidden_groups_of_every_file_stand_beside_the_truth_and_never_in_the_folder(structured: Built) -> None:
    with (structured.folder.parent / "truth.groups.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    ((files,),) = structured.ask("select count(distinct id) from living_donor_assessment")
    assert abs(len(rows) - files) <= files * 0.02  # a few files are written down after the last day
    assert {row["planted"] for row in rows} == {"", "ring", "lookalike"}
    assert {row["donor_kind"] for row in rows} == {"blood", "household", "in_law", "stranger", "programme"}
    assert {row["civil_papers"] for row in rows} >= {"confirmed", "seen_home", "none"}
    assert {row["refugee_household"] for row in rows} == {"True", "False"}
    assert not list(structured.folder.glob("*groups*"))


def test_structures_fill_the_share_that_is_asked_for_and_no_more(tmp_path: Path) -> None:
    state = built(tmp_path, seed=3, scale=0.3, structures=range(1, 30), rings=0.03, lookalikes=0.0)
    ((files,),) = state.ask("select count(distinct id) from living_donor_assessment where recipient is not null")
    pairs = sum(len(ring["pairs"]) for ring in state.truth["rings"])
    assert 0.02 * files < pairs <= 0.035 * files
    assert {each["why"] for each in state.truth["not_planted"]} >= {"no room in the share"}


def test_lookalikes_are_planted_with_their_paper_and_without_it(tmp_path: Path) -> None:
    state = built(tmp_path, seed=3, scale=1.0, lookalikes=16.5)
    found = [each for each in state.truth["lookalikes"] if each["paper_exists"]]
    assert len(state.truth["lookalikes"]) >= 200
    for recipe in {each["recipe"] for each in found}:
        assert {each["clearing_paper"] for each in found if each["recipe"] == recipe} == {True, False}, recipe


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match="clever"):
        build(tmp_path / "state", tmp_path / "truth.json", Wish(scale=0.1, forms=("clever",)), schema())
