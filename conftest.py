"""People, walls and a drawn run that the tests of the desk share."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation

from tests.people import Cast, people
from tests.sample_run import CENTRES, write_sample_run


def pytest_configure(config: pytest.Config) -> None:
    """The queries of questions are written once a session: its workers, and what they start, find each other's."""
    if "GRAFTWATCH_QUERIES_OF_TESTS" not in os.environ:
        folder = os.environ["GRAFTWATCH_QUERIES_OF_TESTS"] = tempfile.mkdtemp(prefix="graftwatch-queries-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.option.loadscopereorder = False  # files are given to workers in the order of _longest_files_first


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What outlives a test in one process: what it remembers of an identity provider, and the language that the last
    page was drawn in. What processes remember together lies in the database, and goes with it."""
    caches["process"].clear()
    translation.deactivate()


@pytest.fixture
def cast(db) -> Cast:
    """An officer, a colleague walled off from Centre Nord, and an auditor, with their mandates."""
    return people(walled_off_from=CENTRES["Centre Nord"])


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A run folder as screening writes it."""
    return write_sample_run(tmp_path / "out")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that needs the database may use all of ours: the records, their keys, and the public door."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is None and "db" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.django_db(databases="__all__"))
        elif marker is not None and "databases" not in marker.kwargs:
            item.add_marker(pytest.mark.django_db(**{**marker.kwargs, "databases": "__all__"}), append=False)
    _longest_files_first(items)


def _longest_files_first(items: list[pytest.Item]) -> None:
    """Files with slow tests, then what spans files, then the rest: side by side, no worker waits at the end for one
    long file that another began last."""
    slow = {item.path for item in items if item.get_closest_marker("slow") or item.get_closest_marker("browser")}
    spans = Path(__file__).parent / "tests"
    items.sort(key=lambda item: (item.path not in slow, not item.path.is_relative_to(spans)))
