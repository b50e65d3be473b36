"""A State by seed: the same bytes again, no rings unless asked for, and the truth never where it would be screened."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from graftwatch.records.schema import schema
from graftwatch_atlantis.building import CannotBuild, Wish, build
from graftwatch_atlantis.dials import UnknownDial
from graftwatch_atlantis.state import regions_of
from graftwatch_atlantis.tables_of import TABLES


def small(place: Path, **wish: object) -> dict[str, str]:
    """A State of one million; the hash of every file."""
    build(place / "state", place / "truth.json", Wish(**{"seed": 3, "scale": 0.1, **wish}), schema())
    files = sorted((place / "state").iterdir())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    first, second = small(tmp_path / "a", rings=0.1), small(tmp_path / "b", rings=0.1)
    assert first == second
    assert (tmp_path / "a/truth.json").read_bytes() == (tmp_path / "b/truth.json").read_bytes()
    other = small(tmp_path / "c", seed=4)
    assert first["person.csv"] != other["person.csv"]


def test_every_table_of_the_records_is_written(tmp_path: Path) -> None:
    written = {name.split(".")[0] for name in small(tmp_path)}
    assert written == set(TABLES) == {table.name for table in schema()}


def test_ring_free_is_the_default_and_ordinary_life_still_looks_suspicious(tmp_path: Path) -> None:
    small(tmp_path)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert truth["rings"] == []
    assert len(truth["lookalikes"]) >= 5


def test_a_truth_inside_the_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(CannotBuild, match="inside the folder"):
        build(tmp_path / "state", tmp_path / "state" / "deep" / "truth.json", Wish(scale=0.1), schema())
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize(
    "wish", [Wish(scale=0.01), Wish(scale=101), Wish(scale=0.1, rings=0.9)], ids=["too small", "too large", "all rings"]
)
def test_what_cannot_be_built_is_refused(tmp_path: Path, wish: Wish) -> None:
    with pytest.raises(CannotBuild):
        build(tmp_path / "state", tmp_path / "truth.json", wish, schema())


def test_an_unknown_dial_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownDial, match=r"records\.late"):
        small(tmp_path, dials={"records.latest": 1.0})


def test_turning_one_dial_reshuffles_nothing_else(tmp_path: Path) -> None:
    plain = small(tmp_path / "a", lookalikes=0.0)
    turned = small(tmp_path / "b", lookalikes=0.0, dials={"missing.person": {"phone": 0.9}})
    assert {name for name in plain if plain[name] != turned[name]} == {"person.csv"}


def test_progress_is_told_in_words(tmp_path: Path) -> None:
    heard: list[str] = []
    build(tmp_path / "state", tmp_path / "truth.json", Wish(scale=0.1), schema(), heard.append)
    assert "the waiting list" in heard
    assert heard[-1] == "writing the truth"


def test_a_large_state_is_drawn_in_regions_that_share_no_number(tmp_path: Path) -> None:
    assert regions_of(0.1) == [0.1]
    assert regions_of(100) == [1.0] * 100
    small(tmp_path, scale=0.2, region_size=0.1)
    lines = (tmp_path / "state/transplant.csv").read_text(encoding="utf-8").splitlines()[1:]
    numbers = [line.split(",")[0] for line in lines]
    assert len(set(numbers)) == len(numbers) > 1000


@pytest.mark.slow
def test_a_state_of_ten_million_needs_less_than_a_gigabyte_and_a_half(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import django; django.setup();"
        "from graftwatch.records.schema import schema; from graftwatch_atlantis.building import Wish, build;"
        f"build(Path({str(tmp_path / 'state')!r}), Path({str(tmp_path / 'truth.json')!r}), Wish(rings=0.01), schema());"
        # its own peak: the maximum that getrusage gives begins with the process that it was forked from
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    root = Path(__file__).parents[3]
    environment = {
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.test",
        "PYTHONPATH": f"{root}:{root / 'countries/atlantis'}",
        "GRAFTWATCH_HOME": str(tmp_path / "home"),
    }
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert int(said.stdout) * 1024 < 1_500_000_000
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert len({each["recipe"] for each in truth["rings"]}) >= 6
    assert len(truth["lookalikes"]) >= 60
    assert len({each["recipe"] for each in truth["lookalikes"]}) >= 20
