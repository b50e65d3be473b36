"""A folder sealed for people opens for them with their passphrase, for nobody else, and not after its key is gone."""

import hashlib

import pytest

from graftwatch.desk.vault import people, record_keys
from graftwatch.desk.vault.sealed_files import EndedError
from graftwatch.desk.vault.sealed_for_people import LABEL, label_of, open_file_with, seal_folder_for

pytestmark = pytest.mark.django_db
RECORD = "screening.sealed:1"
WORDS = "four odd words lantern"


@pytest.fixture
def opened(cast):
    for name in ("officer", "genetics"):
        people.enrol(cast.viewer(name), passphrase=f"{name} {WORDS}")
    return {name: people.unlock(getattr(cast, name), f"{name} {WORDS}") for name in ("officer", "genetics")}


@pytest.fixture
def folder(tmp_path, cast, opened):
    place = tmp_path / "run"
    (place / "reconcile").mkdir(parents=True)
    (place / "person.parquet").write_bytes(b"Ana Marik" * 200_000)
    (place / "reconcile" / "list.csv").write_text("Ana Marik;b")
    assert seal_folder_for(place, RECORD, people.public_keys_of([cast.officer])) == 2
    return place


def test_it_opens_for_its_people_byte_for_byte(folder, opened):
    with open_file_with(opened["officer"], folder, "person.parquet") as file:
        assert hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(b"Ana Marik" * 200_000).digest()
    with open_file_with(opened["officer"], folder, "reconcile/list.csv") as file:
        assert file.read() == b"Ana Marik;b"


def test_no_byte_of_it_is_plain_and_the_label_says_nothing_of_it(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(path.name for path in files) == ["list.csv.sealed", "person.parquet.sealed", LABEL]
    assert all(b"Marik" not in path.read_bytes() for path in files)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_it_opens_for_nobody_else_and_the_keys_of_the_machine_come_no_further(folder, opened):
    with pytest.raises(people.NotForYouError):
        open_file_with(opened["genetics"], folder, "person.parquet")
    outer = record_keys.key_of(RECORD, "tier A")
    assert outer is not None
    assert outer not in label_of(folder).key


def test_once_the_key_is_destroyed_it_opens_for_its_people_neither(folder, opened):
    assert not label_of(folder).has_ended
    record_keys.destroy_keys(RECORD)
    assert label_of(folder).has_ended
    with pytest.raises(EndedError):
        open_file_with(opened["officer"], folder, "person.parquet")


def test_a_folder_without_a_label_or_with_a_broken_one_is_not_taken_for_sealed(folder, tmp_path, opened):
    assert label_of(tmp_path) is None
    (folder / LABEL).write_text("{")
    assert label_of(folder) is None
    with pytest.raises(people.NotForYouError):
        open_file_with(opened["officer"], folder, "person.parquet")
