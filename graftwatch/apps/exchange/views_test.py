"""The pages of the exchange room: forms from the table, what leaves beside what stays, and nothing for others."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from graftwatch.apps.exchange.models import Disclosure
from tests.worlds.exchange import draft

pytestmark = pytest.mark.django_db


def browser(cast, name):
    made = Client()
    made.force_login(getattr(cast, name))
    return made


def page(cast, name, disclosure, view="exchange:disclosure", **more):
    return browser(cast, name).get(reverse(view, args=[disclosure.pk, *more.values()]))


def test_a_request_is_written_on_one_page_and_found_in_the_outbox(cast):
    said = {
        "asked": str(cast.contact.agency_id),
        "kind": "police",
        "urgency": "ordinary",
        "handling": "H1",
        "purpose": "Find who arranges journeys",
        "legal_basis": "article 40",
        "ends_on": (timezone.localdate() + dt.timedelta(days=30)).isoformat(),
        "words": "Who arranged <b>the</b> journey?",
    }
    response = browser(cast, "exchange").post(reverse("exchange:compose"), said, follow=True)
    assert "Who arranged &lt;b&gt;the&lt;/b&gt; journey?" in response.content.decode()
    listed = browser(cast, "exchange").get(reverse("exchange:disclosures")).content.decode()
    assert Disclosure.objects.for_the_system("test").get().reference in listed


def test_a_form_that_lacks_something_keeps_what_was_written(cast):
    response = browser(cast, "exchange").post(reverse("exchange:compose"), {"words": "half a request"})
    assert "half a request" in response.content.decode()
    assert "Nothing is kept yet" in response.content.decode()


def test_the_list_shows_no_sealed_word(cast):
    draft(cast)
    assert "arranged the journey" not in browser(cast, "exchange").get(reverse("exchange:disclosures")).content.decode()


@pytest.mark.parametrize("name", ["contact", "investigator", "auditor", "triage", "liaison", "officer"])
def test_a_draft_is_not_found_by_anybody_else(cast, name):
    made = draft(cast)
    for verb in ("volunteer", "withdraw"):
        assert page(cast, name, made, "exchange:act", verb=verb).status_code == 404
    assert page(cast, name, made).status_code == 404


def test_a_draft_cannot_be_told_from_one_that_does_not_exist(cast):
    made = draft(cast)
    there = page(cast, "contact", made).content
    with_another_number = str(made.pk).replace(str(made.pk)[:8], "00000000")
    absent = browser(cast, "contact").get(f"/exchange/{with_another_number}/").content
    assert len(there) == len(absent)


def test_each_button_says_what_it_does(cast):
    made = draft(cast)
    shown = page(cast, "exchange", made).content.decode()
    assert "Offer without being asked" in shown
    assert "Nothing leaves yet" in shown
    assert "Take up" not in shown


def test_a_second_person_is_asked_only_once_everything_is_in_order(cast):
    made = draft(cast)
    mine = browser(cast, "exchange")
    mine.post(reverse("exchange:act", args=[made.pk, "volunteer"]))
    mine.post(
        reverse("exchange:add_what_leaves", args=[made.pk]),
        {"about": "a notice", "words": "One in May", "basis": "no_person"},
    )
    mine.post(reverse("exchange:act", args=[made.pk, "give_to_review"]))
    shown = page(cast, "exchange", made, "exchange:act", verb="release").content.decode()
    assert "Ask a second person" in shown
    asked = mine.post(reverse("exchange:ask_second", args=[made.pk, "release"]), {"reason": "needed"}, follow=True)
    assert "Somebody of another unit is asked" in asked.content.decode()
    refused = mine.post(reverse("exchange:act", args=[made.pk, "release"]))
    assert "second person" in refused.content.decode()
