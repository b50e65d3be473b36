"""What a State keeps to itself of one question, for its auditors: values in force, firing rates, contributions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from django.utils import timezone

from graftwatch import countries
from graftwatch.apps.screening.models import LeadInRun, Run
from graftwatch.apps.screening.own_values import open_values
from graftwatch.apps.screening.queries import finished_runs
from graftwatch.apps.screening.ring_shares import ring_shares_in_force
from graftwatch.countries.own_values import OwnValue, in_force
from graftwatch.desk.access.viewer import Viewer
from graftwatch.indicators.indicator import Indicator

LAST_RUNS = 5


@dataclass(frozen=True)
class Fired:
    """How often the question answered yes in one run, how rare that was, and what it added to leads."""

    run: Run
    status: str
    n_findings: int | None
    n_yes: int
    n_files: int
    n_leads: int
    n_all_leads: int
    bits: float | None

    @property
    def per_thousand(self) -> float | None:
        """Of 1,000 ordinary files that it was compared with, those that answer yes."""
        return 1000 * self.n_yes / self.n_files if self.n_files else None


@dataclass(frozen=True)
class InForce:
    """A value in force today, where it comes from, and every own value before it."""

    name: str
    value: str
    origin: str
    """`default`, `law` or `own`."""
    cites: str
    history: tuple[OwnValue, ...]


def for_auditors(viewer: Viewer, question: Indicator, home: Path) -> dict[str, Any]:
    """Read for an auditor, who is written down in the trail. Raises Denied for anybody else."""
    state = os.environ.get(countries.NAMED_BY, "")
    lines = [each for each in open_values(viewer, home=home, state=state) if each.code == question.code]
    runs = list(finished_runs(viewer)[:LAST_RUNS])
    return {
        "in_force": values_in_force(question, lines),
        "ring_share": ring_shares_in_force(timezone.localdate()).get(question.code),
        "fired": [fired(run, question) for run in runs],
    }


def values_in_force(question: Indicator, lines: list[OwnValue]) -> list[InForce]:
    today = timezone.localdate()
    package = countries.chosen()
    by_law = {each.name: each for each in _of_law(package, question.code) if each.since <= today}
    own = {name: each for (_code, name), each in in_force(lines, today).items()}
    found = []
    for name, parameter in question.parameters.items():
        history = tuple(each for each in reversed(lines) if each.name == name)
        if name in own:
            found.append(InForce(name, f"{own[name].value:g}", "own", "", history))
        elif name in by_law:
            found.append(InForce(name, f"{by_law[name].value:g}", "law", by_law[name].cites, history))
        else:
            found.append(InForce(name, f"{parameter.value:g}", "default", "", history))
    return found


def _of_law(package: str | None, code: str) -> list[countries.CountryParameter]:
    every = sorted(countries.parameters(package), key=lambda each: each.since) if package else []
    return [each for each in every if each.code == code]


def fired(run: Run, question: Indicator) -> Fired:
    answer = run.manifest.get("answers", {}).get(question.code, {})
    # Counts only: an auditor sees no lead, and no row of one leaves this function.
    leads = LeadInRun.objects.for_the_system("how often a question answers, for the auditors").filter(run=run)
    leads = leads.filter(lead__compartment="")  # of what exists for others only, not even the number
    found = [finding for lead in leads for finding in lead.said.get("findings", ()) if finding["code"] == question.code]
    strata = {each["seen"]["stratum"]: each["seen"] for each in found if each.get("seen")}
    counted = [each["counted_bits"] for each in found]
    return Fired(
        run=run,
        status=answer.get("status", "not asked"),
        n_findings=answer.get("n_findings"),
        n_yes=sum(each["n_yes"] for each in strata.values()),
        n_files=sum(each["n_files"] for each in strata.values()),
        n_leads=len(found),
        n_all_leads=len(leads),
        bits=median(counted) if counted else None,
    )
