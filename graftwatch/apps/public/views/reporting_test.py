"""A report through the door: one question a page, nothing stored before the last, and opened by its readers alone."""

import re

import pytest

from graftwatch.apps.public.conftest import NORD
from graftwatch.desk.door.collecting import routing_of
from graftwatch.desk.door.models import Envelope, Letter, Mailbox
from graftwatch.desk.door.sealing import commitment, open_content, open_identity
from graftwatch.desk.vault import boxes

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
REPORT = "/en/report/"
NEEDED = {
    "what.text": "Four donors from one address",
    "when.year": "2026",
    "when.month": "3",
    "where.country": "AT",
}


def send(door, channel="d", **more):
    return door.post(REPORT, NEEDED | more | {"channel": channel, "page": "check", "go": "send"})


def carried(response):
    """What the page gives back to the browser, as a browser would send it again."""
    page = response.content.decode()
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))


def receipt_of(response):
    return carried(response)["receipt"]


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode(), re.S)[1].strip()


def test_a_reporter_walks_from_the_first_page_to_the_receipt(door, keys):
    page = door.post(REPORT, {"channel": "d", "go": "begin"})
    seen = [heading(page)]
    answered = {"what": {"what.text": "Four donors"}, "when": {"when.year": "2026"}, "where": {"where.country": "AT"}}
    while heading(page) != "Check your answers":
        state = carried(page)
        page = door.post(REPORT, state | answered.get(state["page"], {}) | {"go": "next"})
        seen.append(heading(page))
        assert len(seen) < 30
    assert not Envelope.objects.exists()
    done = door.post(REPORT, carried(page) | {"go": "send"})
    assert heading(done) == "Your report is sealed and stored"
    assert Envelope.objects.count() == 1
    assert "What did you see, hear or read?" in seen[0]


def test_the_way_may_be_cut_short_after_what_when_and_where(door, keys):
    page = door.post(REPORT, NEEDED | {"channel": "d", "page": "signs", "go": "enough"})
    assert heading(page) == "Who must not see your report?"


def test_going_back_keeps_what_was_typed(door, keys):
    page = door.post(REPORT, NEEDED | {"channel": "d", "page": "when", "go": "back"})
    assert heading(page) == "Is somebody in danger now?"
    assert carried(page)["what.text"] == NEEDED["what.text"]
    page = door.post(REPORT, carried(page) | {"go": "back"})
    assert NEEDED["what.text"] in page.content.decode()


def test_what_is_needed_must_be_answered_or_left_unknown(door, keys):
    page = door.post(REPORT, {"channel": "d", "page": "what", "go": "next", "what.text": ""})
    assert page.status_code == 422
    page = door.post(REPORT, {"channel": "d", "page": "what", "go": "unknown", "what.text": ""})
    assert heading(page) == "Is somebody in danger now?"
    assert carried(page)["unknown"] == "what"


def test_a_mistake_never_loses_what_was_typed(door, keys):
    page = door.post(REPORT, {"channel": "d", "page": "when", "go": "next", "when.year": "year of the flood"})
    assert page.status_code == 422
    assert "year of the flood" in page.content.decode()
    page = door.post(REPORT, {"channel": "d", "page": "what", "go": "next", "what.text": "x" * 8001})
    assert page.status_code == 422
    assert "x" * 8001 in page.content.decode()


def test_a_report_is_opened_by_its_readers_and_never_by_whoever_is_tied_to_the_place(door, keys):
    send(door, **{"where.facility": NORD, "you.work": "nephrology"})
    envelope = Envelope.objects.get()
    said = open_content(envelope, keys.ben, keys.ben.id)
    assert said["what"] == {"text": "Four donors from one address"}
    assert said["where"] == {"country": "AT", "facility": NORD}
    assert commitment(said["salt"], said) == envelope.commitment
    with pytest.raises(boxes.CannotOpenError):
        open_content(envelope, keys.ann, keys.ann.id)


def test_routing_is_for_the_node_alone_and_says_who_must_not_see(door, keys):
    send(door, **{"keep_from.one": NORD, "keep_from.names": "Dr Hassan Ali\nB. Maier", "hold": "14"})
    routing = routing_of(Envelope.objects.get(), keys.node.private_key)
    assert routing["must_not_see"][0] == NORD
    assert routing["must_not_see_names"] == ["Dr Hassan Ali", "B. Maier"]
    assert (routing["hold_days"], routing["urgent"], routing["channel"]) == (14, False, "d")
    assert routing["mailbox"] == Mailbox.objects.get().pk


def test_danger_is_urgent_and_is_never_held_back(door, keys):
    send(door, **{"danger.now": "yes", "hold": "30"})
    envelope = Envelope.objects.get()
    assert envelope.is_urgent
    assert routing_of(envelope, keys.node.private_key)["hold_days"] == 0


def test_an_identity_is_sealed_to_the_custodian_and_only_where_the_channel_asks_for_one(door, keys):
    send(door, "c", **{"identity.name": "Nadia", "identity.reach": "by post"})
    envelope = Envelope.objects.get()
    assert open_identity(envelope, keys.cus, keys.cus.id) == {"name": "Nadia", "reach": "by post"}
    with pytest.raises(boxes.CannotOpenError):
        open_identity(envelope, keys.ben, keys.ben.id)
    assert "Nadia" not in str(open_content(envelope, keys.ben, keys.ben.id))
    Envelope.objects.all().delete()
    send(door, "d", **{"identity.name": "Nadia"})
    assert open_identity(Envelope.objects.get(), keys.cus, keys.cus.id) == {}


def test_several_people_are_told_one_a_page(door, keys):
    page = door.post(REPORT, NEEDED | {"channel": "d", "page": "people-1", "go": "another", "people-1.role": "donor"})
    assert carried(page)["page"] == "people-2"
    state = carried(page) | {"people-2.role": "broker", "go": "enough"}
    page = door.post(REPORT, state)
    send(door, **{name: value for name, value in carried(page).items() if name.startswith("people")})
    people = open_content(Envelope.objects.get(), keys.ben, keys.ben.id)["people"]
    assert [one["role"] for one in people] == ["donor", "broker"]


def test_a_notice_of_a_journey_refuses_whatever_names_somebody(door, keys):
    notice = {"channel": "a", "page": "where", "go": "next", "when.year": "2026", "where.country": "PK"}
    for words in (
        "Dr Hassan's clinic", "patient 4711", "born 3 May", "a@b.org", "+92 300 1234567", "12.03.2026", "née Maric"
    ):  # fmt: skip
        page = door.post(REPORT, notice | {"where.centre": words})
        assert page.status_code == 422, words
        assert words.split()[0] in page.content.decode()
    assert door.post(REPORT, notice | {"where.centre": "Shalimar Hospital"}).status_code == 200


def test_a_notice_has_no_field_for_a_name_and_drops_what_is_not_asked(door, keys):
    send(door, "a", **{"identity.name": "Nadia", "you.work": "nephrology", "what.text": "Nadia was there"})
    envelope = Envelope.objects.get()
    assert set(open_content(envelope, keys.ben, keys.ben.id)) == {"when", "where", "salt"}
    assert open_identity(envelope, keys.cus, keys.cus.id) == {}


def test_the_number_for_danger_to_life_is_one_touch_away_on_the_first_page(door, keys, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")
    assert 'href="tel:5550112"' in door.get(REPORT).content.decode()


def test_whoever_writes_what_her_work_is_is_warned_before_she_sends(door, keys):
    said = NEEDED | {"what.text": "I am the night nurse on ward 3", "channel": "d", "page": "check", "go": "here"}
    assert "what your work is, or where" in door.post(REPORT, said).content.decode()


def test_the_check_page_warns_where_the_words_show_who_wrote_them_and_offers_less(door, keys):
    said = {"what.text": "I operated on her with Dr Hassan", "where.facility": NORD, "when.day": "3"}
    page = door.post(REPORT, NEEDED | said | {"channel": "d", "page": "wish", "go": "next"}).content.decode()
    assert "You write what you yourself did." in page
    assert "Somebody is named with a title." in page
    assert "You give the exact day and the place." in page
    send(door, **said, month_only="1", region_only="1")
    read = open_content(Envelope.objects.get(), keys.ben, keys.ben.id)
    assert "day" not in read["when"]
    assert "facility" not in read["where"]
    with pytest.raises(boxes.CannotOpenError):  # the place left out is still kept from those who work there
        open_content(Envelope.objects.get(), keys.ann, keys.ann.id)


def test_pressing_send_twice_stores_once_and_shows_the_same_receipt(door, keys):
    page = door.post(REPORT, NEEDED | {"channel": "d", "page": "wish", "go": "next"})
    state = carried(page) | {"go": "send"}
    first, second = door.post(REPORT, state), door.post(REPORT, state)
    assert receipt_of(first) == receipt_of(second) == state["receipt"]
    assert Envelope.objects.count() == 1


def test_the_receipt_is_typed_again_before_one_leaves(door, keys):
    page = send(door)
    receipt = receipt_of(page)
    wrong = door.post(REPORT, carried(page) | {"go": "finish", "typed": "1234"})
    assert wrong.status_code == 422
    assert receipt_of(wrong) == receipt
    right = door.post(REPORT, carried(page) | {"go": "finish", "typed": f" {receipt[:8]}-{receipt[8:]} "})
    assert heading(right) == "Thank you"


def test_where_walls_leave_nobody_the_reporter_is_told_and_nothing_is_lost(door, keys):
    from graftwatch.desk.door.models import PublishedKey

    PublishedKey.objects.exclude(use="node").update(parties=[NORD])
    page = send(door, **{"keep_from.one": NORD})
    assert page.status_code == 409
    assert NEEDED["what.text"] in page.content.decode()
    assert not Mailbox.objects.exists()
    PublishedKey.objects.filter(use="independent").update(parties=[])
    assert "independent route" in send(door, **{"keep_from.one": NORD}).content.decode()


def test_without_published_keys_the_door_takes_nothing(door):
    assert door.get(REPORT).status_code == 503
    assert send(door).status_code == 503
    assert not Letter.objects.exists()


def test_whatever_is_sent_is_answered_with_a_page(door, keys):
    ways = ("", "next", "back", "unknown", "another", "enough", "check", "send", "change:x", "finish", "?")
    for page in ("", "what", "people-1", "people-99", "people-x", "nowhere", "check", "identity"):
        for go in ways:
            for channel in ("a", "d", "x", ""):
                said = {"channel": channel, "page": page, "go": go, "when.year": "٢٠٢٦", "unknown": "zz"}
                assert door.post(REPORT, said).status_code in (200, 422), said
