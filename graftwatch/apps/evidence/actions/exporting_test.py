"""What leaves: a bag that anybody can verify elsewhere, with every exception in it; and that a changed one fails."""

import hashlib
import json
import subprocess
import sys
import zipfile

import bagit
import pytest

from graftwatch.apps.evidence.actions import export, open_item, take
from graftwatch.apps.evidence.bag import NotAKeyError, Recipient
from graftwatch.apps.evidence.bag.contents import VERIFIER
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import File
from graftwatch.apps.evidence.signatures import public_key
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.models import Copy
from tests.exhibits import WORDS, add, agree, do, flip_a_byte

pytestmark = pytest.mark.django_db


def bag_of(cast, case, items, folder, *, name="keeper"):
    said = {"recipient": "Court of Atlantis", "purpose": "Trial", "seal_for": Recipient()}
    leaving = export(cast.viewer(name), case, items=items, **said)
    place = folder / leaving.name
    place.write_bytes(b"".join(leaving.pieces))
    out = folder / "out"
    with zipfile.ZipFile(place) as archive:
        archive.extractall(out)
    return place, out / place.stem


def verified(place, *more):
    """By an interpreter that knows no package but the standard library."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(place), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def bag(cast, case, kept, tmp_path):
    do(cast, "keeper", kept, "flag_integrity", mismatch="The box was open")
    agree(cast, "keeper", "prosecutor", "keep_after_integrity_exception", kept)
    do(cast, "keeper", kept, "keep_after_integrity_exception", finding="The tape had dried; nothing was moved")
    add(cast, "keeper", kept, b"page one", called="page.txt", parent=File.objects.for_the_system("a test").get())
    return bag_of(cast, case, [kept], tmp_path)


def test_a_bag_is_a_bag_for_the_library_of_the_standard_too(bag):
    assert bagit.Bag(str(bag[1])).is_valid()


def test_a_good_bag_holds_for_a_bare_interpreter_as_folder_and_as_zip(bag, kept):
    for place in bag:
        answer = verified(place, "--key", public_key().hex())
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert "FAILS" not in answer.stdout
        assert "signed with the key that you gave" in answer.stdout
        assert "there was an exception: flag_integrity" in answer.stdout
        assert f"Exhibit {kept.exhibit}: all" in answer.stdout


def test_the_original_is_in_the_bag_byte_for_byte_and_the_papers_beside_it(bag, kept):
    folder = bag[1] / "data"
    found = sorted((folder / "files" / kept.exhibit).iterdir())
    assert [path.read_bytes() for path in found] == [WORDS, b"page one"]
    assert (folder / "custody.pdf").read_bytes().startswith(b"%PDF-")
    assert "python3 verify_bag.py" in (folder / "README.txt").read_text("utf-8")
    assert "non-punishment" in (folder / "banner.txt").read_text("utf-8").lower()
    verbs = [each["verb"] for each in json.loads((folder / "exceptions.json").read_text("utf-8"))[kept.exhibit]]
    assert verbs == ["flag_integrity", "keep_after_integrity_exception"]


def test_what_the_bag_says_in_case_uco_conforms_to_the_ontology(bag):
    ask = "from case_utils.case_validate import main; main()"
    command = [sys.executable, "-W", "ignore", "-c", ask, str(bag[1] / "data" / "case-uco.jsonld")]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Conforms: True" in answer.stdout


def spoil(folder, name, change):
    path = folder / name
    path.write_bytes(change(path.read_bytes()))


def mended(folder):
    """Hash lists that agree again, as a forger would leave them."""
    for algorithm in ("sha256", "sha512"):
        for kind, start in (("manifest", "data/"), ("tagmanifest", "")):
            path = folder / f"{kind}-{algorithm}.txt"
            lines = []
            for line in path.read_text("utf-8").splitlines():
                name = line.split(None, 1)[1]
                assert name.startswith(start)
                lines.append(f"{hashlib.new(algorithm, (folder / name).read_bytes()).hexdigest()}  {name}\n")
            path.write_text("".join(lines), "utf-8")


@pytest.mark.parametrize(
    "name", ["data/README.txt", "data/custody.pdf", "data/banner.txt", "bag-info.txt", "bagit.txt"]
)
def test_a_changed_byte_anywhere_is_named(bag, name):
    spoil(bag[1], name, lambda words: words[:-1] + bytes([words[-1] ^ 1]))
    answer = verified(bag[1])
    assert answer.returncode == 1
    assert f"{name} was changed" in answer.stdout


def test_what_is_missing_and_what_was_added_are_named(bag):
    (bag[1] / "data" / "exceptions.json").unlink()
    (bag[1] / "data" / "files" / "planted.txt").write_text("planted")
    (bag[1] / "note.txt").write_text("added")
    said = verified(bag[1]).stdout
    assert "data/exceptions.json is missing" in said
    assert "data/files/planted.txt is in the bag, and the list" in said
    assert "note.txt was added" in said


def test_a_forger_who_mends_the_lists_fails_at_the_signature_and_at_the_file_that_was_taken_in(bag, kept):
    original = sorted((bag[1] / "data" / "files" / kept.exhibit).iterdir())[0]
    original.write_bytes(b"another text")
    mended(bag[1])
    answer = verified(bag[1])
    assert answer.returncode == 1
    assert "signature over the bag is wrong" in answer.stdout
    assert "is not the file that was taken in" in answer.stdout


def without(event):
    def change(words):
        told = json.loads(words)
        del told["exhibits"][0]["events"][event]
        return json.dumps(told).encode()

    return change


def test_a_custody_event_that_was_taken_out_or_rewritten_is_found(bag):
    spoil(bag[1], "data/custody.json", without(3))
    assert "it is missing, or another event stands in its place" in verified(bag[1]).stdout


def test_a_custody_event_that_was_rewritten_is_found(bag):
    spoil(bag[1], "data/custody.json", lambda words: words.replace(b"Ivo Investigator", b"Eva Investigator"))
    said = verified(bag[1]).stdout
    assert "it says something else than what was written down at the time" in said


def test_an_exception_that_was_left_out_of_the_list_is_found(bag, kept):
    spoil(bag[1], "data/exceptions.json", lambda words: json.dumps({kept.exhibit: []}).encode())
    mended(bag[1])
    assert "an exception was left out" in verified(bag[1]).stdout


def test_an_act_that_does_not_stand_in_the_log_is_found(bag):
    def change(words):
        told = json.loads(words)
        assert told["entries"]
        told["entries"][0]["path"] = told["entries"][0]["path"][1:]
        return json.dumps(told).encode()

    spoil(bag[1], "data/trail.json", change)
    assert "does not stand in the tree of the log" in verified(bag[1]).stdout


def test_a_bag_signed_by_somebody_else_is_not_the_one_you_expected(bag):
    answer = verified(bag[1], "--key", "ab" * 32)
    assert answer.returncode == 1
    assert "not with the key that you gave" in answer.stdout


def test_many_exhibits_need_a_second_person(cast, case, kept, tmp_path, settings):
    settings.EVIDENCE_EXPORTED_ALONE = 0
    with pytest.raises(NeedsASecondPersonError):
        bag_of(cast, case, [kept], tmp_path)
    agree(cast, "keeper", "prosecutor", "export_bag", case)
    assert bag_of(cast, case, [kept], tmp_path)


def test_a_byte_that_differs_stops_the_export_and_the_taking_of_a_file(cast, case, kept, tmp_path):
    file = File.objects.for_the_system("a test").get()
    flip_a_byte(tmp_path, file)
    with pytest.raises(AlteredError):
        bag_of(cast, case, [kept], tmp_path)
    kept.refresh_from_the_rows()
    assert kept.state == "integrity_exception"
    with pytest.raises(NotYetError):
        take(cast.viewer("keeper"), file, purpose="Trial")


def test_what_leaves_stands_in_the_register_of_copies(cast, kept, bag):
    told = open_item(cast.viewer("keeper"), kept).events[-1]
    assert told.event.verb == "export"
    assert told.said["said"]["recipient"] == "Court of Atlantis"
    copy = Copy.objects.for_the_system("a test").get(kind="export")
    assert (copy.where, copy.about) == ("Court of Atlantis", f"evidence.item:{kept.pk}")


def test_only_those_who_keep_or_prosecute_export_and_only_what_they_see(cast, case, kept, tmp_path):
    for name in ("investigator", "reviewer", "officer", "liaison", "auditor"):
        with pytest.raises(Denied):
            bag_of(cast, case, [kept], tmp_path, name=name)
    do(cast, "investigator", kept, "hold_privilege")
    for name in ("keeper", "prosecutor"):
        with pytest.raises(Denied):
            bag_of(cast, case, [kept], tmp_path, name=name)


def test_a_bag_can_be_sealed_and_opens_for_its_recipient_only(cast, case, kept, tmp_path, monkeypatch):
    from graftwatch.apps.evidence.verifier import verify_bag
    from graftwatch.desk.vault import boxes

    private, public = boxes.key_pair()
    for number, (recipient, answer) in enumerate(
        [(Recipient(public_key=public.hex()), private.hex()), (Recipient(passphrase="four words of a song"),) * 2]
    ):
        said = {"recipient": "Court", "purpose": "Trial", "seal_for": recipient}
        leaving = export(cast.viewer("keeper"), case, items=[kept], **said)
        sealed, out = tmp_path / f"{number}.sealed-bag", tmp_path / f"{number}.zip"
        sealed.write_bytes(b"".join(leaving.pieces))
        assert WORDS[:40] not in sealed.read_bytes()
        words = answer if isinstance(answer, str) else answer.passphrase
        monkeypatch.setattr("getpass.getpass", lambda _asked, words=words: words)
        assert verify_bag.main(["open", str(sealed), str(out)]) == 0
        assert verify_bag.main([str(out)]) == 0
    with pytest.raises(NotAKeyError):
        export(cast.viewer("keeper"), case, items=[kept], **said | {"seal_for": Recipient(passphrase="short")})
