"""A case and an exhibit in custody, and a folder of their own for sealed files."""

from __future__ import annotations

from pathlib import Path

import pytest

from graftwatch.apps.cases.models import Case
from graftwatch.apps.evidence.models import Item
from tests import exhibits
from tests.people import Cast


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object) -> Path:
    settings.GRAFTWATCH_HOME = tmp_path  # type: ignore[attr-defined]
    return tmp_path


@pytest.fixture
def case(cast: Cast) -> Case:
    return exhibits.open_case(cast)


@pytest.fixture
def kept(cast: Cast, case: Case) -> Item:
    """Sealed with one file, and in custody."""
    return exhibits.in_custody(cast, case)
