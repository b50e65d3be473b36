"""An identity provider is named whole and safely, or the desk does not start; none named, there is none."""

import pytest

from graftwatch.desk.access.provider.named import CLIENT, ISSUER, NAME, SECRET_FILE, ProviderNotUsableError
from graftwatch.desk.access.provider.named import identity_provider as read

SECRET = "what only we and the provider know"


@pytest.fixture
def said(tmp_path):
    place = tmp_path / "secret"
    place.write_text(f"{SECRET}\n")
    place.chmod(0o600)
    return {ISSUER: "https://log-in.example.org/realm", CLIENT: "graftwatch", SECRET_FILE: str(place)}


def test_nothing_named_is_no_provider():
    assert read({}) is None
    assert read(dict.fromkeys((ISSUER, CLIENT, SECRET_FILE, NAME), " ")) is None


def test_what_is_named_is_read_and_the_secret_is_not_shown(said):
    found = read(said)
    assert (found.issuer, found.client, found.secret) == (said[ISSUER], "graftwatch", SECRET)
    assert found.name == "log-in.example.org"
    assert SECRET not in repr(found)
    assert read(said | {NAME: "The Ministry"}).name == "The Ministry"


@pytest.mark.parametrize("left_out", [ISSUER, CLIENT, SECRET_FILE])
def test_named_by_halves_is_refused_in_words(said, left_out):
    with pytest.raises(ProviderNotUsableError, match=f"without {left_out}"):
        read(said | {left_out: ""})


def test_a_name_alone_is_half_a_provider():
    with pytest.raises(ProviderNotUsableError, match="by halves"):
        read({NAME: "The Ministry"})


@pytest.mark.parametrize(
    "address",
    ["http://log-in.example.org", "ftp://localhost", "log-in.example.org", "https://", "https://a:b@example.org",
     "https://example.org/#x"],
)  # fmt: skip
def test_only_a_safe_address_is_taken(said, address):
    with pytest.raises(ProviderNotUsableError, match="https://"):
        read(said | {ISSUER: address})


@pytest.mark.parametrize("address", ["http://localhost:9400", "http://127.0.0.1:9400", "http://[::1]:9400"])
def test_on_this_machine_plain_http_is_taken_for_trying_out(said, address):
    assert read(said | {ISSUER: address}).issuer == address


def test_a_secret_that_everybody_may_read_is_refused(said, tmp_path):
    (tmp_path / "secret").chmod(0o644)
    with pytest.raises(ProviderNotUsableError, match="chmod 600"):
        read(said)


@pytest.mark.parametrize(
    ("words", "problem"), [("  \n", "is empty"), (None, "cannot be read")], ids=["empty", "not there"]
)
def test_a_secret_that_is_not_there_is_refused(said, tmp_path, words, problem):
    place = tmp_path / "secret"
    place.unlink()
    if words is not None:
        place.touch(0o600)
        place.write_text(words)
    with pytest.raises(ProviderNotUsableError, match=problem):
        read(said)
