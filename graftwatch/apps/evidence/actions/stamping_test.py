"""An exhibit is time-stamped by one hash that tells nobody anything; with the bag anybody verifies it by openssl."""

import re
import subprocess
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from graftwatch.apps.evidence.actions import bring_in_stamp, export, open_item, prepare_stamp, stamp_now
from graftwatch.apps.evidence.bag import Recipient
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.models import File, Item
from graftwatch.apps.evidence.stamped import stamps_of
from graftwatch.apps.evidence.verifier.verify_bag import findings
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.stamping import NotAStampError
from tests.exhibits import WORDS, do, flip_a_byte
from tests.time_stamps import Authority

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority, home):
    authority.trusted_in(home)
    return authority


def test_a_request_carried_by_hand_comes_back_as_a_stamp_in_the_custody_record(cast, kept, trusted):
    keeper = cast.viewer("keeper")
    request = prepare_stamp(keeper, kept)
    assert WORDS[:40] not in request
    stamp = bring_in_stamp(keeper, kept, answer=trusted.answer(request))
    ((event, found),) = stamps_of(kept)
    assert (found, event.digest, event.verb) == (stamp, stamp.digest, "verify")
    opened = open_item(keeper, kept)
    assert opened.events[-1].said["said"]["authority"] == "CN=Time of Atlantis"
    assert [each["sha256"] for each in opened.events[-2].said["files"]] == [opened.files[0][1].sha256]
    assert opened.chain_fault == ""
    assert trusted.confirms(bytes(stamp.answer), event.digest)


def test_a_stamp_over_another_exhibit_or_by_a_stranger_is_not_kept(cast, case, kept, trusted, tmp_path):
    keeper = cast.viewer("keeper")
    stranger = Authority(tmp_path / "stranger", "Somebody else")
    with pytest.raises(NotAStampError):
        bring_in_stamp(keeper, kept, answer=stranger.answer(prepare_stamp(keeper, kept)))
    from tests.exhibits import in_custody

    other = in_custody(cast, case)
    with pytest.raises(NotAStampError):
        bring_in_stamp(keeper, kept, answer=trusted.answer(prepare_stamp(keeper, other)))
    assert stamps_of(kept) == []


def test_no_stamp_is_asked_over_bytes_that_differ(cast, kept, trusted, home):
    flip_a_byte(home, File.objects.for_the_system("a test").get(item_id=kept.pk))
    with pytest.raises(AlteredError):
        prepare_stamp(cast.viewer("keeper"), kept)
    assert Item.objects.for_the_system("a test").get(pk=kept.pk).state == "integrity_exception"


def test_whoever_cannot_open_the_exhibit_cannot_have_it_stamped(cast, kept, trusted):
    with pytest.raises(Denied):
        prepare_stamp(cast.viewer("supervisor"), kept)
    do(cast, "investigator", kept, "hold_privilege")
    with pytest.raises(Denied):
        prepare_stamp(cast.viewer("keeper"), kept)


def test_the_bag_carries_the_stamp_and_its_line_for_openssl_is_right(cast, case, kept, trusted, home, tmp_path):
    keeper = cast.viewer("keeper")
    with trusted.listening(home):
        stamp_now(keeper, kept)
    said = {"recipient": "Court", "purpose": "Trial", "seal_for": Recipient("", "")}
    bag = tmp_path / "bag.zip"
    bag.write_bytes(b"".join(export(keeper, case, items=[kept], **said).pieces))
    found = list(findings(str(bag)))
    assert [words for holds, words in found if not holds] == []
    assert any("is over custody event" in words for _holds, words in found)
    with zipfile.ZipFile(bag) as archive:
        archive.extractall(tmp_path / "bag")
    (data,) = (tmp_path / "bag").glob("*/data")
    (line,) = re.findall(r"^openssl .*$", (data / "README.txt").read_text("utf-8"), re.MULTILINE)
    command = line.replace("AUTHORITY.pem", str(trusted.root)).split()
    assert subprocess.run(command, cwd=data, capture_output=True, check=False).returncode == 0


def test_the_page_gives_the_request_and_takes_the_answer(cast, kept, trusted):
    browser = Client()
    browser.force_login(cast.keeper)
    address = reverse("evidence:stamps", args=[kept.pk])
    request = browser.post(reverse("evidence:ask_stamp", args=[kept.pk]))
    assert request["Content-Type"] == "application/timestamp-query"
    wrong = browser.post(address, {"answer": SimpleUploadedFile("a.tsr", b"no answer")})
    assert "Nothing was kept." in wrong.content.decode()
    answer = SimpleUploadedFile("a.tsr", trusted.answer(request.content))
    assert browser.post(address, {"answer": answer}).status_code == 302
    assert "Time of Atlantis" in browser.get(address).content.decode()
