"""What came of one State, as plain data that is kept: a run that was cut off goes on from these."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graftwatch.evaluation.hits import Planted
from graftwatch.evaluation.judging import Judge
from graftwatch.evaluation.played import Play
from graftwatch.evaluation.reading import key_of
from graftwatch.leads.rows import pair_key

OURS = "graftwatch"


def told_of(playing: Play, seconds: dict[str, float]) -> dict[str, Any]:
    """One State's record. Nothing of its rows is in it but keys of pairs, which exist nowhere else."""
    contenders: dict[str, dict[str, Any]] = {}
    with_other_hours: dict[str, dict[str, Any]] = {}
    for (view, contender, cut), judge in playing.judges.items():
        if cut == 1.0:
            contenders.setdefault(view, {})[contender] = _score(judge, contender)
        else:
            with_other_hours.setdefault(str(cut), {})[contender] = _score(judge, "")
    return {
        "world": playing.world.told(),
        "seconds": seconds,
        "rings": [_planted(ring) for ring in playing.rings],
        "lookalikes": [_planted(one) for one in playing.lookalikes],
        "not_planted": playing.built.truth.get("not_planted", []),
        "contenders": contenders,
        "with_other_hours": with_other_hours,
        "end": playing.found,
        "groups": {
            pair_key(key_of("person", donor), key_of("person", recipient)): row
            for (donor, recipient), row in playing.built.groups.items()
        },
    }


def _score(judge: Judge, contender: str) -> dict[str, Any]:
    told = {
        "met": {
            name: {"on": str(met.on), "place": met.place, "through": met.through, "weight": met.weight}
            for name, met in judge.met.items()
        },
        "n_reviewed": judge.n_reviewed,
        "n_false": judge.n_false,
        "n_false_pairs": len(judge.false_pairs),
    }
    if contender == OURS:
        told["false_pairs"] = {pair: [str(on), codes] for pair, (on, codes) in judge.false_pairs.items()}
    return told


def _planted(one: Planted) -> dict[str, Any]:
    days = sorted(each.on for each in one.operations if each.on)
    return {
        "id": one.id,
        "recipe": one.recipe,
        "form": one.form,
        "loosened": list(one.loosened),
        "structure": one.structure,
        "operations": [str(day) for day in days],
        "pairs": [pair_key(each.donor, each.recipient) for each in one.operations if each.donor and each.recipient],
        "clearing_paper": one.clearing_paper,
        "paper_exists": one.paper_exists,
    }


def days_of(ring: dict[str, Any]) -> list[dt.date]:
    """The days of a ring's operations, in order."""
    return [dt.date.fromisoformat(day) for day in ring["operations"]]
