"""The trail at the command line: verified, signed, exported, witnessed by another installation."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.models import Countersignature, SignedHead, Witness
from graftwatch.errors import GraftwatchError
from graftwatch.site.verbs.trail import trail

pytestmark = pytest.mark.django_db


def run(*words, code=0):
    done = CliRunner().invoke(trail, [str(word) for word in words], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(autouse=True)
def acts(db):
    for _ in range(3):
        note(operator(), "a.search")


def test_it_is_verified_signed_and_compared_with_what_was_noted():
    assert "No head" not in run("verify")
    assert "Note it elsewhere" in run("sign")
    root = SignedHead.objects.get().root
    assert "The chain holds" in run("verify", "--head", " ".join([root[:32], root[32:]]).upper())
    assert "cut off" in run("verify", "--head", "ab" * 32, code=1)


def test_an_export_verifies_beside_itself(tmp_path):
    run("sign")
    assert "python3 verify_trail.py" in run("export", tmp_path / "trail.jsonl")
    command = [sys.executable, "-I", "-S", "verify_trail.py", "trail.jsonl"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


def test_a_head_goes_to_a_witness_and_comes_back(tmp_path, cast, settings):
    run("sign")
    run("head", tmp_path / "head.json")
    ours = settings.NODE_SIGNING_KEY
    settings.NODE_SIGNING_KEY = b"w" * 32  # another installation, for one command
    witness = heads.public_key()
    run("countersign", tmp_path / "head.json", tmp_path / "given.json")
    settings.NODE_SIGNING_KEY = ours
    heads.add_witness(cast.viewer("auditor"), name="Another node", key=witness)
    assert "Another node has signed" in run("witnessed", tmp_path / "given.json")
    assert Countersignature.objects.get().witness == Witness.objects.get()


@pytest.mark.parametrize("said", ["hello", "[]", "{}", '{"size": "x"}', json.dumps({"size": 1, "root": "ab"})])
def test_a_file_that_is_none_is_said_to_be_none(tmp_path, said):
    (tmp_path / "x").write_text(said)
    for words in (("countersign", tmp_path / "x", tmp_path / "y"), ("witnessed", tmp_path / "x")):
        with pytest.raises(GraftwatchError):
            run(*words)


def test_without_a_signed_head_there_is_nothing_for_a_witness(tmp_path):
    with pytest.raises(GraftwatchError, match="Sign one"):
        run("head", tmp_path / "head.json")
