"""Records of worlds as they are kept, small enough to work out by hand."""

from pathlib import Path

import pytest

from graftwatch.evaluation.plan import read_plan

VIEWS = ("list", "assessment", "hospital", "finance", "all")


@pytest.fixture
def plan():
    """Our own plan."""
    return read_plan(Path(__file__).parents[2] / "evaluation" / "plan.toml")


@pytest.fixture
def ring():
    """A planted ring: `ring(structure, "2026-01-01", ...)` with the days of its operations."""

    def make(structure, *operations, form="plain", size=4, reuse=0.5):
        name = f"0-structure-{structure}-{form}"
        return {
            "id": name,
            "recipe": f"structure-{structure}",
            "form": form,
            "structure": {"seed": structure, "size": size, "link_reuse": reuse},
            "operations": sorted(operations),
            "pairs": [],
            "clearing_paper": None,
            "paper_exists": None,
        }

    return make


@pytest.fixture
def record():
    """One world's record: `record(rings, met={ring id: day}, false_pairs={pair: [day, codes]}, groups=..., ...)`."""

    def make(rings=(), *, kind="rings", met=None, theirs=None, false_pairs=None, pairs=(), groups=None, **more):
        def score(days):
            return {
                "met": {
                    name: {"on": day, "place": 1, "through": ["LD-20"], "weight": 6.0} for name, day in days.items()
                },
                "n_reviewed": 10,
                "n_false": len(false_pairs or {}),
                "n_false_pairs": len(false_pairs or {}),
            }

        own = score(met or {}) | {"false_pairs": false_pairs or {}}
        rivals = {name: score(days) for name, days in (theirs or {}).items()}
        fates = {each["id"]: "raised" if each["id"] in (met or {}) else "findings, no lead" for each in rings}
        end = {
            "by_weight": more.get("by_weight", []),
            "fates": fates,
            "fired": more.get("fired", {}),
            "n_transplants": 500,
            "n_pairs": more.get("n_pairs", len(pairs)),
            "pairs": list(pairs),
            "whole_queue": more.get("whole_queue", []),
        }
        return {
            "world": {"kind": kind, "seed": more.get("seed", 1), "form": "", "structures": []},
            "seconds": {"build": 1.0},
            "rings": list(rings),
            "lookalikes": more.get("lookalikes", []),
            "not_planted": [],
            "contenders": {view: {"graftwatch": own, **rivals} for view in VIEWS},
            "with_other_hours": more.get("with_other_hours", {}),
            "end": dict.fromkeys(VIEWS, end),
            "groups": groups or {},
        }

    return make
