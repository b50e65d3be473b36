"""A run that breaks off leaves no table behind: what it wrote until then is neither sealed nor listed."""

import pytest

from graftwatch.apps.screening.actions import start_run
from graftwatch.apps.screening.carrying_out import carry_out, interrupted
from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.apps.screening.models import Run
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_done(cast, settings, tmp_path):
    """Started by an officer over a folder without tables; its files lie there as when the machine was switched off."""
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    (tmp_path / "empty").mkdir()
    run = start_run(
        cast.viewer("officer"),
        runs_folder=settings.GRAFTWATCH_HOME / "runs", source=tmp_path / "empty", as_of=None, language="en",
    )  # fmt: skip
    out = settings.GRAFTWATCH_HOME / "runs" / f"run-{run.pk}"
    snapshot = snapshot_of(out)
    beside = [snapshot.with_name(f"{snapshot.name}.{what}") for what in ("staging", "scratch", "spark")]
    for place in (out, out.with_name(f".{out.name}.making"), snapshot, *beside):
        place.mkdir(parents=True)
        (place / "person.parquet").write_bytes(b"Ana Marik")
    return run


def status_of(run):
    return Run.objects.for_the_system("a test").get(pk=run.pk).status


def left(home):
    return [path for path in home.rglob("*") if path.is_file()]


def test_after_the_machine_was_switched_off_the_worker_removes_what_lay_open(half_done, settings):
    with writing("a test"):
        Run.objects.for_the_system("a test").filter(pk=half_done.pk).update(status=Run.Status.RUNNING)
    assert len(left(settings.GRAFTWATCH_HOME)) == 6
    interrupted()
    assert status_of(half_done) == "failed"
    assert left(settings.GRAFTWATCH_HOME) == []


def test_a_run_that_cannot_be_carried_out_leaves_nothing(half_done, settings):
    (settings.GRAFTWATCH_HOME / "runs" / f"run-{half_done.pk}" / "manifest.json").write_text("{}")
    carry_out.enqueue(half_done.pk)
    assert status_of(half_done) == "failed"
    assert left(settings.GRAFTWATCH_HOME) == []


def test_a_run_that_lies_outside_of_the_home_is_let_be(half_done, settings, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "leads.json").write_text("{}")
    with writing("a test"):
        Run.objects.for_the_system("a test").filter(pk=half_done.pk).update(status="running", folder=str(elsewhere))
    interrupted()
    assert (elsewhere / "leads.json").is_file()
