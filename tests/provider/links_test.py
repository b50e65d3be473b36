"""Linking a person to what the identity provider says: two officers of other units, this identifier and no other."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from graftwatch.desk.access import accounts
from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.models import Account, Approval, LogInNews, ProviderLink
from graftwatch.desk.access.provider.history import links_of
from graftwatch.desk.access.provider.links import end_link_to_provider, link_of, link_to_provider, link_verb, whose
from graftwatch.desk.access.provider.named import IdentityProvider
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db
SUBJECT = "b1946ac9-2a1f-4d36-9c5e"


@pytest.fixture(autouse=True)
def named(settings):
    settings.IDENTITY_PROVIDER = IdentityProvider("https://log-in.example.org", "the desk", "s", "The Ministry")


def account_of(user):
    return Account.objects.for_the_system("a test").get(user=user)


@pytest.fixture
def account(cast):
    return account_of(cast.triage)


def agreed(cast, account, subject=SUBJECT):
    asked = ask_for_approval(
        cast.viewer("access"), account, verb=link_verb(subject), reason="has a log-in there", matter=account
    )
    answer_approval(cast.viewer("access2"), asked, granted=True, why="asked the Ministry")


def link(cast, account, subject=SUBJECT):
    return link_to_provider(cast.viewer("access"), account, subject=subject)


def by_two(cast, account, subject=SUBJECT):
    agreed(cast, account, subject)
    return link(cast, account, subject)


def links():
    return ProviderLink.objects.for_the_system("a test")


def test_one_person_alone_links_nobody(cast, account):
    with pytest.raises(NeedsASecondPersonError):
        link(cast, account)
    assert not links().exists()


def test_two_people_link_one_person_to_one_identifier_and_the_trail_has_it(cast, account):
    made = by_two(cast, account)
    assert link_of(account) == made
    assert whose(made.token) == cast.triage
    last = Entry.objects.for_the_system("a test").order_by("number").last()
    assert (last.verb, last.result) == ("access.link_to_provider", "done")
    assert SUBJECT not in last.written
    assert SUBJECT not in str(list(links().values_list()))
    news = LogInNews.objects.for_the_system("a test").filter(user=cast.triage)
    assert [row.kind for row in news] == ["provider_linked"]


def test_what_was_agreed_to_for_one_identifier_links_nobody_to_another(cast, account):
    agreed(cast, account)
    with pytest.raises(NeedsASecondPersonError):
        link(cast, account, "77de68da-ecd8-4f30-9c5e")  # ends alike, and is another one all the same


def test_what_was_agreed_to_for_one_person_links_nobody_else(cast, account):
    agreed(cast, account)
    with pytest.raises(NeedsASecondPersonError):
        link(cast, account_of(cast.hotline if cast.hotline.agency_id == cast.triage.agency_id else cast.triage2))


def test_nobody_links_themselves_and_no_officer_of_another_agency_does(cast, account):
    own = account_of(cast.access)
    agreed(cast, account)
    with pytest.raises(Denied):
        link(cast, own)
    for somebody in ("prosecutor", "auditor", "triage"):
        with pytest.raises(Denied):
            link_to_provider(cast.viewer(somebody), account, subject=SUBJECT)


def test_one_identifier_is_one_person_and_one_person_one_identifier(cast, account):
    by_two(cast, account)
    with pytest.raises(NotYetError, match="linked already"):
        link(cast, account, "another")
    with pytest.raises(NotYetError, match="Somebody else"):
        link(cast, account_of(cast.triage2))


@pytest.mark.parametrize(
    "changed",
    [{"has_own_password": False}, {"state": "suspended"}, {"state": "nominated"}],
    ids=["first password", "suspended", "nominated"],
)
def test_only_whoever_logs_in_here_already_is_linked(cast, account, changed):
    with writing("a test"):
        Account.objects.for_the_system("a test").filter(pk=account.pk).update(**changed)
    with pytest.raises(NotYetError, match="password of their own"):
        link(cast, account_of(cast.triage))


def test_only_whoever_has_a_second_factor_is_linked(cast, account, settings):
    settings.MFA_IS_REQUIRED = True
    with pytest.raises(NotYetError, match="second factor"):
        link(cast, account)
    TOTP.activate(cast.triage, "JBSWY3DPEHPK3PXP")
    by_two(cast, account)


def test_where_no_provider_is_named_nobody_is_linked(cast, account, settings):
    settings.IDENTITY_PROVIDER = None
    with pytest.raises(NotYetError, match="No identity provider"):
        link(cast, account)


def test_one_officer_ends_it_at_once_and_the_sessions_with_it(cast, account):
    by_two(cast, account)
    browser = Client()
    browser.force_login(cast.triage)
    assert browser.get("/me/").status_code == 200
    end_link_to_provider(cast.viewer("access"), account)
    assert not links().exists()
    last = Entry.objects.for_the_system("a test").order_by("number").last()
    assert (last.verb, last.result) == ("access.end_link_to_provider", "done")
    with pytest.raises(NotYetError, match="not linked"):
        end_link_to_provider(cast.viewer("access"), account)


@pytest.mark.parametrize("verb", ["reset", "leave"])
def test_a_log_in_set_anew_and_an_account_that_closes_end_the_link_as_well(cast, account, verb):
    by_two(cast, account)
    asked = ask_for_approval(
        cast.viewer("access"), account, verb=f"access.{verb}", reason="lost her telephone", matter=account
    )
    answer_approval(cast.viewer("access2"), asked, granted=True, why="called her")
    accounts.take_step(cast.viewer("access"), account, verb=verb, said={"how": "met", "why": "moved"})
    assert not links().exists()


def test_a_suspended_person_stays_linked_and_is_let_in_again_by_two_alone(cast, account):
    by_two(cast, account)
    accounts.take_step(cast.viewer("access"), account, verb="suspend", said={"why": "away"})
    assert links().count() == 1


def test_the_page_of_the_person_asks_shows_the_second_one_the_last_signs_and_ends_it(cast, account):
    first, second = Client(), Client()
    first.force_login(cast.access)
    second.force_login(cast.access2)
    page = f"/people/{account.pk}/"
    assert "Link, with a second person" in first.get(page).content.decode()
    asked = first.post(f"{page}provider/", {"subject": SUBJECT}).content.decode()
    assert "A second person is needed" in asked
    assert first.post(f"{page}provider/", {"subject": SUBJECT, "ask": "1", "reason": "r"})["Location"] == page
    shown = second.get("/approvals/").content.decode()
    assert SUBJECT[-6:] in shown
    assert SUBJECT not in shown
    waiting = Approval.objects.for_the_system("a test").get()
    second.post(f"/approvals/{waiting.pk}/answer/", {"granted": "yes", "why": "asked the Ministry"})
    assert first.post(f"{page}provider/", {"subject": SUBJECT})["Location"] == page
    said = first.get(page).content.decode()
    assert "this person may log in through the identity provider" in said
    assert SUBJECT not in said
    assert first.post(f"{page}provider/end/")["Location"] == page
    assert not links().exists()


def test_the_page_tells_each_link_and_its_end_under_what_happened_with_both_people(cast, account):
    by_two(cast, account)
    end_link_to_provider(cast.viewer("access2"), account)
    browser = Client()
    browser.force_login(cast.access)
    page = browser.get(f"/people/{account.pk}/").content.decode()
    happened = page[page.index("What happened") :].split("</section>")[0]
    made, ended = (line for line in happened.split("<li>") if "identity provider" in line)
    assert "Log-in through the identity provider allowed" in made
    assert f"<bdi>{cast.access.called}</bdi>; second person: <bdi>{cast.access2.called}</bdi>" in made
    assert "Log-in through the identity provider ended" in ended
    assert f"<bdi>{cast.access2.called}</bdi>" in ended
    assert "second person" not in ended
    assert SUBJECT[-6:] not in page


def test_whoever_may_not_see_an_account_is_told_nothing_of_its_link(cast, account):
    by_two(cast, account)
    assert [told.by for told in links_of(cast.viewer("access"), account)] == [cast.access]
    assert links_of(cast.viewer("prosecutor"), account) == []


@pytest.mark.parametrize("typed", ["", "two words", "é", "x" * 256])
def test_what_cannot_be_an_identifier_is_said_on_the_page(cast, account, typed):
    browser = Client()
    browser.force_login(cast.access)
    response = browser.post(f"/people/{account.pk}/provider/", {"subject": typed})
    assert 'role="alert"' in response.content.decode()
    assert not Approval.objects.for_the_system("a test").exists()


def test_ones_own_page_offers_nothing_to_link_oneself_with(cast):
    browser = Client()
    browser.force_login(cast.access)
    said = browser.get(f"/people/{account_of(cast.access).pk}/").content.decode()
    assert "Another access officer links you to it." in said
    assert "Link, with a second person" not in said
