"""Somebody outside says that the trail was there at an instant; what is not theirs, or not over it, is not believed."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.heads import sign_head, signed_words
from graftwatch.desk.audit.models import TimeStamp
from graftwatch.desk.audit.stamping import NoAuthorityError, NotAStampError, address, ask, request_over, stamps_of
from graftwatch.desk.audit.stamping.of_heads import about, bring_in_stamp, digest_of, stamp_of_the_night
from tests.time_stamps import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path, settings):
    settings.GRAFTWATCH_HOME = tmp_path / "home"
    settings.GRAFTWATCH_HOME.mkdir()
    return settings.GRAFTWATCH_HOME


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def head():
    return sign_head(operator(), now=timezone.now())


def test_a_stamp_that_was_carried_here_is_verified_and_kept_and_openssl_agrees(home, authority, head):
    authority.trusted_in(home)
    answer = authority.answer(request_over(signed_words(head)))
    kept = bring_in_stamp(operator(), answer=answer)
    assert (kept.about, kept.digest, kept.authority) == (about(head), digest_of(head), "CN=Time of Atlantis")
    assert abs(kept.at - timezone.now()) < dt.timedelta(minutes=2)
    assert authority.confirms(bytes(kept.answer), kept.digest)
    assert not authority.confirms(bytes(kept.answer), "00" * 32)
    bring_in_stamp(operator(), answer=answer)
    assert stamps_of(about(head)).count() == 1


def test_what_is_not_over_our_trail_or_not_signed_by_whom_we_trust_is_refused(home, authority, head, tmp_path):
    stranger = Authority(tmp_path / "stranger", "Somebody else")
    answer = authority.answer(request_over(signed_words(head)))
    with pytest.raises(NoAuthorityError, match=r"authorities\.pem"):
        bring_in_stamp(operator(), answer=answer)
    authority.trusted_in(home)
    middle = len(answer) - 300
    for wrong in (
        stranger.answer(request_over(signed_words(head))),
        authority.answer(request_over(b"another trail")),
        answer[:middle] + bytes([answer[middle] ^ 1]) + answer[middle + 1 :],
        answer[:-9],
        b"no answer",
        b"x" * 300_000,
    ):
        with pytest.raises(NotAStampError):
            bring_in_stamp(operator(), answer=wrong)
    assert not TimeStamp.objects.exists()


def test_nobody_is_asked_unless_an_address_is_named(home, authority, head):
    authority.trusted_in(home)
    assert address() == ""
    assert stamp_of_the_night(operator(), head) is None
    with pytest.raises(NoAuthorityError, match="by hand"):
        ask(b"request")
    (home / "time-stamps" / "url.txt").write_text("file:///etc/passwd")
    assert address() == ""


def test_where_an_authority_is_named_the_head_of_the_night_is_stamped(home, authority, head):
    authority.trusted_in(home)
    with authority.listening(home):
        kept = stamp_of_the_night(operator(), head)
        assert kept is not None
        assert authority.confirms(bytes(kept.answer), digest_of(head))


def test_an_authority_that_is_silent_stops_nothing_and_is_said(home, authority, head, caplog):
    authority.trusted_in(home)
    with authority.listening(home):
        pass
    assert stamp_of_the_night(operator(), head) is None
    assert "did not answer" in caplog.text


def test_the_database_keeps_a_stamp_as_it_is(home, authority, head):
    authority.trusted_in(home)
    bring_in_stamp(operator(), answer=authority.answer(request_over(signed_words(head))))
    with pytest.raises(DatabaseError), transaction.atomic():
        TimeStamp.objects.update(authority="Somebody else")
    with pytest.raises(DatabaseError), transaction.atomic():
        TimeStamp.objects.all().delete()
