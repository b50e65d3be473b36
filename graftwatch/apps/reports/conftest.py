"""Reports as the tests of this room need them: people with vaults, and a report that was collected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graftwatch.apps.reports.actions import carry_out, open_report, take_out
from graftwatch.apps.reports.models import Report
from tests.people import Cast
from tests.reporting import opened, received, with_vaults

ASSESSMENT = {
    "classification": "both",
    "source_code": "B",
    "information_code": "2",
    "risk": "possible",
    "summary": "A donor who knew nobody.",
}


@pytest.fixture
def vaults(cast: Cast) -> Cast:
    """The cast, with vaults set up."""
    with_vaults(cast)
    return cast


@pytest.fixture
def report(vaults: Cast) -> Report:
    """An anonymous report that lies in the inbox."""
    found, _sealed = received()
    return found


@pytest.fixture
def brought_to(vaults: Cast) -> Callable[..., Report]:
    """A report brought to a state by Tara of triage: `brought_to("assessed", channel="c")`."""

    def bring(state: str, **said: Any) -> Report:
        found, _sealed = received(**said)
        tara = vaults.viewer("triage")
        open_report(tara, found, unlocked=opened(vaults, "triage"))
        if state != "acknowledged":
            carry_out(tara, found, verb="screen", said={})
        if state == "assessed":
            take_out(tara, found, coded={"organ": "kidney", "means": ["deceit"]}, unlocked=opened(vaults, "triage"))
            carry_out(tara, found, verb="assess", said=ASSESSMENT)
        return found

    return bring
