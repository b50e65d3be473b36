"""The floors of the plan, and the page on which what was missed comes first."""

from graftwatch.evaluation.committed import Hashes
from graftwatch.evaluation.counting import count
from graftwatch.evaluation.page import write_page

HASHES = Hashes("p" * 64, "c" * 64, "w" * 64, "")


def played(record, ring, n_found, n_theirs):
    rings = [ring(n, "2026-01-31") for n in range(60)]
    days = dict.fromkeys([each["id"] for each in rings][:n_found], "2026-01-01")
    theirs = {"points": dict.fromkeys([each["id"] for each in rings][:n_theirs], "2026-01-01")}
    return [record(rings, met=days, theirs=theirs, n_pairs=1000, seed=seed) for seed in (1, 2)]


def test_recall_must_clear_the_best_rival_with_its_lower_limit(plan, record, ring):
    floor = count(played(record, ring, 45, 20), plan).floors[0]
    assert floor.met
    close = count(played(record, ring, 45, 43), plan).floors[0]
    assert not close.met
    assert "points" in close.found


def test_the_log_gets_the_main_figures(plan, record, ring):
    row = count(played(record, ring, 30, 20), plan).for_the_log()
    assert row["recall_before"] == "0.5000"
    assert row["n_rings"] == 120
    assert row["best_rival"] == "points"


def test_failures_come_first_and_hashes_before_them(plan, record, ring, tmp_path):
    out = tmp_path / "docs" / "evaluation.md"
    write_page(out, count(played(record, ring, 20, 20), plan), plan, HASHES, exploratory=False)
    said = out.read_text(encoding="utf-8")
    order = [said.index(words) for words in ("p" * 64, "## What was missed", "## What held", "## Recall by view")]
    assert order == sorted(order)
    assert "an installed copy" in said
    assert "Exploratory" not in said


def test_an_exploratory_page_says_so_on_top(plan, record, ring, tmp_path):
    out = tmp_path / "evaluation.md"
    write_page(out, count(played(record, ring, 20, 20), plan), plan, HASHES, exploratory=True)
    assert out.read_text(encoding="utf-8").splitlines()[2].startswith("> **Exploratory.**")
