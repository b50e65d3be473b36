"""A run of the desk lies sealed when it is finished, stands in the list of copies, and ends with its purpose."""

import datetime as dt
import shutil

import pytest
from django.utils import timezone

from graftwatch.apps.screening.actions import finish_run, import_run, start_run
from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault import copies
from graftwatch.desk.vault.models import Copy, Erased

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast, out, settings, tmp_path):
    """A run that the desk carried out: its outputs and its snapshot lie in the home."""
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    found = start_run(
        cast.viewer("officer"),
        runs_folder=settings.GRAFTWATCH_HOME / "runs", source=None, as_of=None, language="en",
    )  # fmt: skip
    shutil.copytree(out, found.folder)
    snapshot = snapshot_of(settings.GRAFTWATCH_HOME / "runs" / f"run-{found.pk}")
    snapshot.mkdir(parents=True)
    (snapshot / "person.parquet").write_bytes(b"token of a person")
    finish_run(operator(), found)
    return found


def listed():
    return list(Copy.objects.for_the_system("a test").order_by("kind"))


def test_a_finished_run_and_its_snapshot_lie_sealed_with_purpose_basis_and_end(run, settings):
    rows = listed()
    assert [row.kind for row in rows] == ["run", "snapshot"]
    assert all(row.purpose and row.legal_basis and row.ends_on and row.is_ours for row in rows)
    files = [path for path in settings.GRAFTWATCH_HOME.rglob("*") if path.is_file()]
    assert any(path.name == "person.parquet.sealed" for path in files)
    assert all(path.suffix == ".sealed" for path in files)
    assert all(b"P-4821" not in path.read_bytes() for path in files)


def test_an_officer_still_reads_its_files_and_whoever_downloads_is_in_the_list(run, cast, client):
    client.force_login(cast.officer)
    response = client.get(f"/runs/{run.pk}/files/manifest.json")
    assert b"fingerprint" in response.getvalue()
    assert client.get(f"/runs/{run.pk}/lists/theatre_counts_apart/").status_code == 200
    download = next(row for row in listed() if row.kind == "download")
    assert download.where == f"user:{cast.officer.pk}"
    assert not download.is_ours


def test_at_the_end_of_its_purpose_the_key_is_destroyed_and_the_files_with_it(run, cast, client, settings):
    last = max(row.ends_on for row in listed())
    assert copies.end_due(operator(), today=last - dt.timedelta(days=1)) == []
    assert len(copies.end_due(operator(), today=last)) == 2
    assert not any(path.is_file() for path in settings.GRAFTWATCH_HOME.rglob("*"))
    assert Erased.objects.for_the_system("a test").count() == 2
    assert all(row.ended_at for row in listed())
    client.force_login(cast.officer)
    assert client.get(f"/runs/{run.pk}/files/manifest.json").status_code == 404
    assert client.get(f"/runs/{run.pk}/").status_code == 200


def test_a_run_that_was_only_opened_here_stays_as_it_is_and_is_listed(cast, out):
    import_run(operator(), folder=out)
    assert (out / "leads.json").is_file()
    (row,) = listed()
    assert (row.kind, row.is_ours) == ("run", False)
    copies.end_copy(operator(), row, how="given back")
    assert (out / "leads.json").is_file()


def test_officers_do_not_end_copies(run, cast):
    with pytest.raises(Denied):
        copies.end_copy(cast.viewer("officer"), listed()[0], how="x")


def test_nothing_outside_of_the_home_is_ever_removed(cast, tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    outside = tmp_path / "outside"
    outside.mkdir()
    from graftwatch.records.guarded import writing

    with writing("a test"):
        row = copies.register_copy(
            operator(), "export", str(outside), "x", "p", "b", timezone.localdate(), is_ours=True
        )  # fmt: skip
    copies.end_copy(operator(), row, how="x")
    assert outside.is_dir()
