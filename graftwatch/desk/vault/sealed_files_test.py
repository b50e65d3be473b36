"""A folder lies sealed file by file; its files are read where they lie, until their key is destroyed."""

import pytest

from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.sealed_files import EndedError, is_there, open_file, seal_folder

pytestmark = pytest.mark.django_db
RUN = "screening.run:7"


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "run-7"
    (place / "reconcile").mkdir(parents=True)
    (place / "leads.json").write_text("Ana Marik")
    (place / "reconcile" / "list.csv").write_text("a;b")
    return place


def read(folder, name, record=RUN):
    with open_file(folder, name, record, "runs") as file:
        return file.read().decode()


def test_a_sealed_folder_holds_no_word_and_its_files_are_read_all_the_same(folder):
    assert read(folder, "leads.json") == "Ana Marik"
    assert seal_folder(folder, RUN, "runs") == 2
    assert seal_folder(folder, RUN, "runs") == 0
    assert all(b"Marik" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert read(folder, "leads.json") == "Ana Marik"
    assert read(folder, "reconcile/list.csv") == "a;b"
    assert is_there(folder, "leads.json")
    assert not is_there(folder, "other.json")


def test_the_files_are_their_owners_only(folder):
    seal_folder(folder, RUN, "runs")
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o600}
    assert (folder / "reconcile").stat().st_mode & 0o777 == 0o700


def test_files_swapped_within_a_folder_or_between_runs_do_not_open(folder):
    seal_folder(folder, RUN, "runs")
    (folder / "reconcile" / "list.csv.sealed").write_bytes((folder / "leads.json.sealed").read_bytes())
    with pytest.raises(CannotOpenError):
        read(folder, "reconcile/list.csv")
    record_keys.make_key("screening.run:8", "runs")
    with pytest.raises(CannotOpenError):
        read(folder, "leads.json", record="screening.run:8")


def test_once_the_key_is_destroyed_nothing_of_it_opens(folder):
    seal_folder(folder, RUN, "runs")
    record_keys.destroy_keys(RUN)
    with pytest.raises(EndedError):
        read(folder, "leads.json")
