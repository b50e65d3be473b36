"""Sealing: the holders of wraps open, nobody else does, and nothing opens in another's place."""

import base64
import datetime as dt
import hashlib
from types import SimpleNamespace

import pytest

from graftwatch.desk.door import names
from graftwatch.desk.door.models import Envelope, Mailbox, PublishedKey
from graftwatch.desk.door.readers import NobodyLeftError
from graftwatch.desk.door.sealing import commitment, open_content, open_identity, opened_with, seal_report
from graftwatch.desk.vault import boxes

TODAY = dt.date(2026, 11, 22)
CONTENT = {"what": "Four donors, one address", "country": "AT"}
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


class Keys:
    """Keys of a small office: `keys.ann` holds the private half."""

    def __init__(self, **uses):
        self.rows = {}
        for name, (use, tied) in uses.items():
            private, public = boxes.key_pair()
            setattr(self, name, SimpleNamespace(private_key=private))
            self.rows[name] = PublishedKey.objects.create(
                use=use, holder=f"user:{name}", public=public, parties=tied, since_on=TODAY
            )

    @property
    def all(self):
        return list(self.rows.values())

    def opens(self, name, envelope, read=open_content):
        try:
            return read(envelope, getattr(self, name), str(self.rows[name].id))
        except boxes.CannotOpenError:
            return None


@pytest.fixture
def keys():
    return Keys(
        node=("node", []),
        ann=("intake", ["facility:nord"]),
        ben=("intake", []),
        eve=("independent", []),
        cus=("custodian", []),
        rec=("recovery", []),
        dot=("duty", []),
    )


def sealed(keys, *, channel="d", must_not_see=(), urgent=False, identity=None):
    routing = {"channel": channel, "must_not_see": list(must_not_see), "urgent": urgent}
    return seal_report(CONTENT, identity, routing, keys.all, TODAY)


def who_opens(keys, envelope, read=open_content):
    return {name for name in keys.rows if keys.opens(name, envelope, read) is not None}


def test_intake_and_recovery_read_a_report_and_nobody_else(keys):
    assert who_opens(keys, sealed(keys).envelope) == {"ann", "ben", "rec"}


def test_an_urgent_report_is_also_sealed_to_those_on_duty(keys):
    assert who_opens(keys, sealed(keys, urgent=True).envelope) == {"ann", "ben", "dot", "rec"}


def test_whoever_is_tied_to_what_must_not_see_gets_no_wrap(keys):
    assert who_opens(keys, sealed(keys, must_not_see=["facility:nord"]).envelope) == {"ben", "rec"}


def test_where_walls_leave_nobody_the_independent_route_takes_over_and_the_reporter_is_told(keys):
    PublishedKey.objects.filter(holder="user:ben").update(parties=["facility:nord"])
    keys.rows["ben"].refresh_from_db()
    report = sealed(keys, must_not_see=["facility:nord"])
    assert report.is_independent
    assert who_opens(keys, report.envelope) == {"eve", "rec"}


def test_without_any_reader_nothing_is_sealed():
    with pytest.raises(NobodyLeftError):
        sealed(Keys(node=("node", []), ann=("intake", ["agency:1"])), must_not_see=["agency:1"])


def test_a_retired_key_is_not_published():
    from graftwatch.desk.door.readers import published_keys

    row = Keys(ann=("intake", [])).all[0]
    PublishedKey.objects.filter(pk=row.pk).update(retired_on=TODAY)
    assert published_keys() == []


def test_a_confidential_identity_is_the_custodians_alone(keys):
    envelope = sealed(keys, channel="c", identity={"name": "Nadia"}).envelope
    assert who_opens(keys, envelope, open_identity) == {"cus", "rec"}
    assert keys.opens("cus", envelope, open_identity) == {"name": "Nadia"}


def test_a_named_report_shows_its_identity_to_its_readers_too(keys):
    envelope = sealed(keys, channel="b", identity={"name": "Nadia"}).envelope
    assert who_opens(keys, envelope, open_identity) == {"ann", "ben", "cus", "rec"}


def test_an_anonymous_report_looks_like_one_with_an_identity(keys):
    without, with_one = sealed(keys).envelope, sealed(keys, channel="c", identity={"name": "Nadia"}).envelope
    assert len(without.identity) == len(with_one.identity)
    assert len(without.identity_wraps) == len(with_one.identity_wraps)
    assert keys.opens("cus", without, open_identity) == {}


def test_rows_that_were_swapped_do_not_open(keys):
    one, other = sealed(keys).envelope, sealed(keys).envelope
    one.content, one.content_wraps = other.content, other.content_wraps
    assert who_opens(keys, one) == set()
    one.identity, one.identity_wraps = other.content, other.content_wraps
    assert who_opens(keys, one, open_identity) == set()
    other.routing = one.routing
    with pytest.raises(boxes.CannotOpenError):
        opened_with(keys.node.private_key, other.routing, f"routing|{other.id}")


def test_a_changed_byte_is_noticed(keys):
    envelope = sealed(keys).envelope
    envelope.content = envelope.content[:-1] + bytes([envelope.content[-1] ^ 1])
    assert who_opens(keys, envelope) == set()


def test_the_length_of_what_was_said_does_not_show(keys):
    routing = {"channel": "d"}
    sizes = {
        len(seal_report({"what": "x" * size}, None, routing, keys.all, TODAY).envelope.content) for size in (1, 60)
    }
    assert len(sizes) == 1


def test_the_commitment_is_known_and_fits_no_other_content():
    said = commitment("00" * 32, {"what": "A", "country": "AT"})
    assert said == hashlib.sha256(bytes(32) + b'{"country":"AT","what":"A"}').hexdigest()
    assert said == commitment("00" * 32, {"country": "AT", "what": "A", "salt": "00" * 32})
    assert said != commitment("00" * 32, {"what": "B", "country": "AT"})
    assert said != commitment("01" * 32, {"what": "A", "country": "AT"})


def test_the_reporter_and_the_reader_compute_the_same_commitment(keys):
    report = sealed(keys)
    read = keys.opens("ann", report.envelope)
    assert read["salt"] == report.salt
    assert commitment(read["salt"], read) == report.commitment == report.envelope.commitment


def test_no_private_half_and_no_word_lies_in_what_is_stored(keys):
    report = sealed(keys, channel="c", identity={"name": "Nadia Canary"})
    stored = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for row in (report.envelope, report.mailbox)
        for value in vars(row).values()
    )
    for word in (b"Four donors", b"Nadia", report.receipt.encode(), report.salt.encode()):
        assert word not in stored
        assert base64.b64encode(word).rstrip(b"=") not in stored


def test_names_compare_without_being_told():
    holder = names.tokens_of_a_holder(["Dr. Hassan  Al-Khatib"])
    assert all(token.startswith("named:") and "hassan" not in token for token in holder)

    def is_tied(typed):
        return bool(set(holder) & set(names.tokens_of_a_named([typed])))

    assert is_tied("Prof. AL KHATIB, Hassan")
    assert is_tied("Khatib")
    assert is_tied("Hassan Al Khatib Senior")
    assert not is_tied("Hassan Marić")
    assert not is_tied("Ben Lehmann")


def test_sealing_stores_nothing_by_itself(keys):
    sealed(keys)
    assert not Envelope.objects.exists()
    assert not Mailbox.objects.exists()
