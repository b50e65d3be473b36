"""Whatever anybody types, pastes or forges into a form of the public door, a page answers and no log repeats a word."""

import csv
import io
import logging
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graftwatch.apps.public import conftest, flood
from graftwatch.apps.public.today import today
from graftwatch.desk.door.forms import form_of
from graftwatch.desk.door.models import Envelope, Letter, SealedFile
from graftwatch.desk.door.questions import CHANNELS, questions

door, keys = conftest.door, conftest.keys
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
CANARY = "Canary4711"
ANSWERS = {200, 302, 400, 405, 409, 413, 422}
ADDRESSES = sorted(
    {
        row["url"]
        for row in csv.DictReader((Path(__file__).parents[1] / "access_public.csv").read_text("utf-8").splitlines())
        if row["method"] == "POST"
    }
)
QUICK = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

ODD = st.sampled_from(
    [
        "\0", "a\0b", "\u202e\u2066gpj.exe", "مرحبا", "שלום", "👩‍⚕️🫀" * 40, "\ufeff", "\ufffd",
        "\r\n\r\nSet-Cookie: a=b",
        "{{ 7*7 }}", "<script>1</script>", "' OR 1=1 --", "../../etc/passwd", "%s%n", "9" * 400, "-1", "NaN", "1e999",
        "٢٠٢٦", "١", "\u0660" * 16, "x" * 9000, " " * 500, "\t\n", "​", "🇦🇹", "ﷺ" * 200, "a" + "́" * 300,
    ]
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | ODD
TYPED = WORDS.map(lambda words: f"{words}{CANARY}{words[:5]}") | WORDS


def value_of(field: forms.Field) -> st.SearchStrategy:
    """What could stand in one field: what it offers, what it almost takes, and anything at all."""
    if isinstance(field, forms.MultipleChoiceField):
        return st.lists(chosen(field) | TYPED, max_size=6)
    if isinstance(field, forms.ChoiceField):
        return chosen(field) | TYPED
    if isinstance(field, forms.IntegerField):
        return st.integers(-(10**12), 10**12).map(str) | st.sampled_from(["2026", "1", "31", "2"]) | TYPED
    return TYPED | st.just("x" * ((getattr(field, "max_length", 0) or 100) + 1))


def chosen(field: forms.ChoiceField) -> st.SearchStrategy:
    offered = [str(code) for code, _label in field.choices] or [""]
    return st.sampled_from(offered)


def fields_of(channel: str) -> dict[str, forms.Field]:
    found = {}
    for asked in questions(channel, by_phone=True):
        for page in [asked.name] if asked.times == 1 else [f"{asked.name}-1", f"{asked.name}-8", f"{asked.name}-9"]:
            form = form_of(asked, None, today(), channel=channel, name=page)
            found |= {f"{page}.{name}": field for name, field in form.fields.items()}
    return found


def files(data) -> list[SimpleUploadedFile]:
    """Files that begin as something known, or as nothing, and go on as they like."""
    begins = st.sampled_from([b"", b"\xff\xd8\xff\xda\x00\x02", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-"])
    found = data.draw(st.lists(st.tuples(TYPED, begins, st.binary(max_size=60)), max_size=2))
    return [SimpleUploadedFile(f"{name}.jpg", begin + CANARY.encode() + rest) for name, begin, rest in found]


@pytest.fixture
def logged():
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(autouse=True)
def nobody_else_is_here(monkeypatch):
    """The buckets of this process are shared by all tests; here only what is typed is of interest."""
    for bucket in (flood.SENDING, flood.OPENING):
        monkeypatch.setattr(bucket, "_left", 10.0**6)
        monkeypatch.setattr(bucket, "size", 10.0**6)


def demand_a_page(answer, logged) -> None:
    assert answer.status_code in ANSWERS, answer.status_code
    assert "Set-Cookie" not in answer.headers
    assert CANARY not in str(answer.headers)
    assert CANARY not in logged.getvalue()


@pytest.mark.parametrize("channel", CHANNELS)
def test_any_answer_to_any_question_is_answered_with_a_page(door, keys, logged, channel):
    fields = fields_of(channel)
    assert len(fields) > 5
    go = [
        "begin",
        "next",
        "back",
        "unknown",
        "another",
        "enough",
        "check",
        "send",
        "finish",
        "change:what",
        "change:x-2",
    ]
    pages = sorted({name.split(".")[0] for name in fields} | {"check", "people-99", "people-٢", ""})

    @QUICK
    @given(st.data())
    def asked(data) -> None:
        names = data.draw(st.lists(st.sampled_from(sorted(fields)), max_size=8, unique=True))
        said = {name: data.draw(value_of(fields[name]), label=name) for name in names}
        said |= {"channel": channel, "page": data.draw(st.sampled_from(pages)), "go": data.draw(st.sampled_from(go))}
        said |= {name: data.draw(TYPED) for name in data.draw(st.lists(st.sampled_from(OWN), max_size=3))}
        answer = door.post("/en/report/", said | {"files": files(data)})
        demand_a_page(answer, logged)

    asked()


OWN = ("hold", "receipt", "typed", "salt", "commitment", "unknown", "month_only", "what.text", "go", "page", "channel")
GENERAL = ("receipt", "words", "go", "proof", "keep_hidden", "language", "next")


@pytest.mark.parametrize("address", ADDRESSES)
def test_any_words_at_any_address_are_answered_with_a_page(door, keys, logged, address):
    @QUICK
    @given(st.data())
    def asked(data) -> None:
        said = {name: data.draw(TYPED) for name in data.draw(st.lists(st.sampled_from(GENERAL), max_size=5))}
        if data.draw(st.booleans()):
            said["receipt"] = data.draw(st.sampled_from(["1234567812345678", "١٢٣٤ ٥٦٧٨ 1234 5678"]))
        if data.draw(st.booleans()):
            said["go"] = data.draw(st.sampled_from(["answer", "withdraw", "retaliation", "send"]))
        demand_a_page(door.post(address, said | {"files": files(data)}), logged)

    assert len(ADDRESSES) > 3
    asked()


def test_what_is_no_form_at_all_is_answered_too(door, keys, logged):
    @QUICK
    @given(
        st.binary(max_size=200).map(lambda words: CANARY.encode() + words),
        st.sampled_from(ADDRESSES),
        st.sampled_from(
            ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x",
             "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded", "\u00ff"]
        ),
    )  # fmt: skip
    def asked(body, address, kind) -> None:
        demand_a_page(door.generic("POST", address, body, content_type=kind), logged)

    asked()
    assert not Envelope.objects.exists()


def test_a_live_mailbox_answers_anything_too_and_what_it_stores_is_sealed(door: Client, keys, logged):
    receipt = "8765432187654321"
    needed = {
        "what.text": "x",
        "when.year": "2026",
        "where.country": "AT",
        "channel": "d",
        "page": "check",
        "go": "send",
    }
    assert door.post("/en/report/", needed | {"receipt": receipt}).status_code == 200

    @QUICK
    @given(st.data())
    def asked(data) -> None:
        said = {"receipt": receipt, "words": data.draw(TYPED)}
        said["go"] = data.draw(st.sampled_from(["answer", "withdraw", "retaliation"]))
        demand_a_page(door.post("/en/mailbox/", said | {"files": files(data)}), logged)

    asked()
    assert Letter.objects.exists()
    kept = [bytes(row.content) for model in (Letter, SealedFile) for row in model.objects.all()]
    assert not [words for words in kept if CANARY.encode() in words]
