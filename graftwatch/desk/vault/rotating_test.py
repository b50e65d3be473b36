"""Every record opens before, during and after a rotation of the root key, also one that was cut off half-way."""

import pytest

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault import boxes, record_keys, roots, rotating
from graftwatch.desk.vault.models import RecordKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    """Keys of an installation of our own, and twenty records sealed with them."""
    settings.VAULT_FOLDER = tmp_path
    (tmp_path / "vault-1.key").write_text("07" * 32)
    return tmp_path


@pytest.fixture
def sealed(folder):
    names = [f"cases.note:{n}" for n in range(20)]
    return {name: boxes.seal(b"words", record_keys.make_key(name, "investigation"), name) for name in names}


def all_open(sealed):
    return all(
        boxes.unseal(box, record_keys.key_of(name, "investigation"), name) == b"words" for name, box in sealed.items()
    )


def test_after_a_rotation_everything_opens_and_the_old_root_is_gone(folder, sealed):
    told = []
    n_wrapped = rotating.rotate(operator(), progress=lambda done, total: told.append((done, total)), batch=8)
    assert n_wrapped == 20
    assert told == [(8, 20), (16, 20), (20, 20)]
    assert [path.name for path in folder.glob("vault-*.key")] == ["vault-2.key"]
    assert (folder / "vault-2.key").stat().st_mode & 0o777 == 0o600
    assert set(RecordKey.objects.values_list("root", flat=True)) == {2}
    assert all_open(sealed)


def test_a_rotation_cut_off_half_way_is_carried_to_its_end(folder, sealed):
    class Killed(BaseException):
        pass

    def cut_off(done, total):
        assert all_open(sealed)
        raise Killed

    with pytest.raises(Killed):
        rotating.rotate(operator(), progress=cut_off, batch=8)
    assert roots.numbers() == [1, 2]
    assert all_open(sealed)
    assert rotating.rotate(operator(), batch=8) == 12
    assert roots.numbers() == [2]
    assert all_open(sealed)


def test_a_key_made_while_a_rotation_goes_on_is_under_the_new_root(folder, sealed):
    def meanwhile(done, total):
        record_keys.make_key("cases.note:new", "investigation")

    rotating.rotate(operator(), progress=meanwhile, batch=8)
    assert RecordKey.objects.get(record="cases.note:new").root == 2
    assert record_keys.key_of("cases.note:new", "investigation")


def test_only_the_operator_rotates(folder, cast):
    with pytest.raises(Denied):
        rotating.rotate(cast.viewer("access"))


def test_a_wrapped_key_put_into_another_row_does_not_open(folder, sealed):
    one = RecordKey.objects.get(record="cases.note:1")
    RecordKey.objects.filter(record="cases.note:2").update(wrapped=one.wrapped)
    with pytest.raises(boxes.CannotOpenError):
        record_keys.key_of("cases.note:2", "investigation")
