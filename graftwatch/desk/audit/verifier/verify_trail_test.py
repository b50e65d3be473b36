"""The verifier runs anywhere with Python alone, and names the first entry that is not as it was written."""

import hashlib
import json
import subprocess
import sys

import pytest
from django.utils import timezone
from nacl.signing import SigningKey

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import heads
from graftwatch.desk.audit.action import note
from graftwatch.desk.audit.exporting import VERIFIER, NotOverThisFileError, export_trail
from graftwatch.desk.audit.models import Countersignature, Witness
from graftwatch.desk.audit.verifier import verify_trail
from graftwatch.records.guarded import writing

# RFC 8032, section 7.1: secret, public, message, signature
RFC_8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
      "d25bf5f0595bbe24655141438e7a100b")),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
      "387b2eaeb4302aeeb00d291612bb0c00")),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     ("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
      "4a7c15e9716ed28dc027beceea1ec40a")),
)  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032, ids=["1", "2", "3"])
def test_signatures_are_those_of_rfc_8032(key, message, signature):
    said = bytes.fromhex(message)
    assert verify_trail.is_signed(key, signature, said)
    assert not verify_trail.is_signed(key, signature, said + b"x")
    assert not verify_trail.is_signed(key, "00" + signature[2:], said)
    assert not verify_trail.is_signed(key, signature[:64] + "ff" * 32, said)


def test_a_signature_of_libsodium_is_one_of_ours():
    key = SigningKey(b"s" * 32)
    for said in (b"", b"a head", b"x" * 300):
        assert verify_trail.is_signed(bytes(key.verify_key).hex(), key.sign(said).signature.hex(), said)


def acts(n):
    for _ in range(n):
        note(operator(), "screening.search")


@pytest.fixture
def exported(db, tmp_path):
    acts(6)
    heads.sign_head(operator(), now=timezone.now())
    acts(3)
    head = heads.sign_head(operator(), now=timezone.now())
    key = SigningKey(b"w" * 32)
    witness = Witness.objects.create(name="Ombudsperson", key=bytes(key.verify_key).hex())
    signature = key.sign(heads.signed_words(head)).signature.hex()
    with writing("a test"):
        Countersignature.objects.create(head=head, witness=witness, signature=signature)
    acts(2)
    out = tmp_path / "trail.jsonl"
    assert export_trail(operator(), out=out, now=timezone.now()) == 13
    return out


def run(*words):
    """Without site packages and without anything of ours."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/")
    assert done.stderr == ""
    return done.returncode, done.stdout


def altered(exported, change):
    """The export with its lines changed."""
    lines = [json.loads(line) for line in exported.read_text("utf-8").splitlines()]
    change(lines)
    path = exported.with_name("altered.jsonl")
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def chained_anew(lines, number, entries=None):
    """Every hash from an entry on, computed again as somebody would who knows how."""
    previous = lines[number]["previous"]
    for line in lines[number:]:
        if "number" in line:
            line["previous"] = previous
            previous = line["digest"] = hashlib.sha256(f"{previous}\n{line['written']}".encode()).hexdigest()


def mutated(lines):
    lines[4]["written"] = lines[4]["written"].replace("operator", "nobody!!")


def mutated_and_chained_anew(lines):
    mutated(lines)
    chained_anew(lines, 4)


def taken_out(lines):
    lines.pop(4)


def taken_out_and_counted_anew(lines):
    lines.pop(4)
    lines[-1]["n_entries"] -= 1


def swapped(lines):
    lines[4], lines[5] = lines[5], lines[4]


def cut_off(lines):
    del lines[10:14]
    lines[-1]["n_entries"] -= 4


def without_its_last_lines(lines):
    del lines[9:]


def another_signature(lines):
    lines[-2]["head"]["signature"] = lines[-3]["head"]["signature"]


def another_countersignature(lines):
    lines[-2]["head"]["countersignatures"][0]["signature"] = "00" * 64


def test_a_whole_trail_holds_and_what_holds_is_said_in_sentences(exported):
    code, said = run(exported)
    assert code == 0, said
    for words in (
        "The chain holds: 13 entries",
        "All 2 signed heads hold",
        "Ombudsperson countersigned heads up to 10",
    ):
        assert words in said
    assert run(exported, "--key", heads.public_key())[0] == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (mutated, "from entry 4 on: its hash is not the hash"),
        (mutated_and_chained_anew, "The first 6 entries are not those whose head was signed"),
        (taken_out, "The first entry that is missing is 4"),
        (taken_out_and_counted_anew, "from entry 4 on: it is missing here, and entry 5"),
        (swapped, "from entry 4 on"),
        (cut_off, "The first entry that is missing is 10"),
        (without_its_last_lines, "The first entry that is missing is 9"),
        (another_signature, "The signature under the head of 10 entries is not right"),
        (another_countersignature, "The signature of Ombudsperson under the head of 10 entries is not right"),
    ],
)
def test_whatever_was_altered_the_first_bad_entry_is_named(exported, change, words):
    code, said = run(altered(exported, change))
    assert code == 1
    assert words in said


def split(lines):
    """Another trail from entry 4 on, its heads and all: only what was noted elsewhere shows it."""
    mutated_and_chained_anew(lines)
    lines[:] = [line for line in lines if "head" not in line]
    lines[-1]["n_heads"] = 0


def test_a_split_is_found_beside_an_earlier_export(exported):
    other = altered(exported, split)
    assert run(other)[0] == 0
    assert "No head was signed" in run(other)[1]
    code, said = run(other, "--earlier", exported)
    assert code == 1
    assert "split: entry 4" in said
    assert run(exported, "--earlier", exported)[0] == 0


def test_a_split_and_a_cut_off_end_are_found_beside_a_head_that_was_noted(exported):
    root = json.loads(exported.read_text("utf-8").splitlines()[-2])["head"]["root"]
    grouped = " ".join(root[at : at + 4] for at in range(0, 64, 4)).upper()
    assert run(exported, "--head", f"10: {grouped}")[0] == 0
    assert run(altered(exported, split), "--head", f"10:{root}")[0] == 1
    assert "cut off" in run(exported, "--head", f"999:{root}")[1]


def test_heads_of_another_key_than_the_noted_one_are_refused(exported):
    code, said = run(exported, "--key", "ab" * 32)
    assert (code, "another key" in said) == (1, True)


def test_a_file_that_is_no_trail_is_said_to_be_none(tmp_path):
    (tmp_path / "x").write_text("hello\n")
    assert run(tmp_path / "x")[0] == 1
    assert run(tmp_path / "missing")[0] == 2


def test_an_export_never_takes_the_place_of_an_earlier_one(exported):
    assert exported.with_name("verify_trail.py").read_bytes() == VERIFIER.read_bytes()
    with pytest.raises(NotOverThisFileError):
        export_trail(operator(), out=exported, now=timezone.now())
