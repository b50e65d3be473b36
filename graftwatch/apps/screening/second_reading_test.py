"""A decision taken a second time: blind until both are in, then shown; a third person may settle it."""

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import decide, import_run
from graftwatch.apps.screening.learning import learnt
from graftwatch.apps.screening.models import Decision, Lead, NobodyToRead, ProtectionPaper, SecondReading
from graftwatch.apps.screening.states import BY_NAME
from graftwatch.desk.access.viewer import operator, viewer_of
from graftwatch.desk.inbox import calendar
from graftwatch.desk.inbox.timers import wake
from tests.people import PASSWORD, PEOPLE, make

pytestmark = pytest.mark.django_db
LABEL = "P-5003"


@pytest.fixture(autouse=True)
def every_decision(settings, cast, out):
    settings.DECISIONS_READ_AGAIN_ONE_IN = 1
    import_run(operator(), folder=out)


def decides(viewer, kind, label=LABEL):
    found = queries.latest_finding(viewer, Lead.objects.seen_by(viewer).get(label=label).pk)
    answers = dict.fromkeys(BY_NAME[kind].asks, "answered")
    return decide(viewer, found.lead, kind=kind, reason=f"the reason for {kind}", found=found, **answers)


def reading():
    return SecondReading.objects.for_the_system("a test").get()


def lead_now(viewer, label=LABEL):
    return Lead.objects.seen_by(viewer).get(label=label)


def due(viewer):
    wanted = queries.Wanted(show="due")
    rows = queries.queue(viewer, queries.current_run(viewer), wanted, calendar.today())
    return [(row.lead.label, row.lead.state) for row in queries.unspoilt(viewer, list(rows))]


def third(cast):
    person = replace(PEOPLE[0], name="third", called="Theo Third")
    return viewer_of(make(person, PASSWORD), timezone.localdate())


def test_somebody_else_who_may_see_the_lead_is_asked(cast):
    decides(cast.viewer("officer"), "refer")
    assert reading().to_id == cast.walled.pk
    assert reading().due_on == calendar.today() + dt.timedelta(days=14)


def test_nobody_is_asked_who_may_not_see_the_lead(cast):
    decides(cast.viewer("officer"), "refer", "P-4821")
    assert not SecondReading.objects.for_the_system("a test").exists()


def test_until_both_are_in_the_first_decision_is_not_there_for_the_second_reader(cast):
    officer, second = cast.viewer("officer"), cast.viewer("walled")
    made = decides(officer, "refer")
    lead = lead_now(second)
    assert queries.decisions_on(second, lead) == []
    assert list(queries.decisions(second)) == []
    assert not ProtectionPaper.objects.seen_by(second).exists()
    assert (LABEL, "open") in due(second)
    assert [each.pk for each, _paper in queries.decisions_on(officer, lead)] == [made.pk]


def test_no_page_tells_the_second_reader_what_was_decided(cast):
    decides(cast.viewer("officer"), "refer")
    browser = Client()
    browser.force_login(cast.walled)
    number = lead_now(cast.viewer("walled")).pk
    pages = [reverse("screening:lead", args=[number]), reverse("screening:leads"), reverse("screening:decisions")]
    said = [browser.get(page).content.decode() for page in [*pages, f"{pages[1]}?show=decided"]]
    assert "Please decide again" in said[0]
    assert "Nothing yet." in said[0]
    assert not [page for page in said if "the reason for refer" in page]
    assert LABEL not in said[3]
    paper = ProtectionPaper.objects.for_the_system("a test").get().pk
    assert browser.get(reverse("screening:paper", args=[paper])).status_code == 404


def test_two_alike_leave_the_first_standing_and_both_are_shown(cast):
    officer, second = cast.viewer("officer"), cast.viewer("walled")
    first = decides(officer, "watch")
    again = decides(second, "watch")
    assert reading().state == "alike"
    assert again.instead_of is None
    assert {each.pk for each, _paper in queries.decisions_on(second, lead_now(second))} == {first.pk, again.pk}
    assert SecondReading.objects.for_the_system("a test").count() == 1


def test_two_that_differ_stand_in_the_queue_and_a_third_person_settles_it(cast):
    officer, second = cast.viewer("officer"), cast.viewer("walled")
    first = decides(officer, "watch")
    decides(second, "unresolved")
    assert reading().state == "apart"
    assert (LABEL, "watch") in due(officer)
    settled = decides(third(cast), "explained")
    assert (reading().state, reading().third_id) == ("settled", settled.pk)
    assert settled.instead_of_id == first.pk
    assert lead_now(officer).state == "explained"
    assert Decision.objects.seen_by(officer).count() == 3


def test_one_of_the_two_settles_nothing(cast):
    officer = cast.viewer("officer")
    decides(officer, "watch")
    decides(cast.viewer("walled"), "unresolved")
    decides(officer, "unresolved")
    assert reading().state == "apart"


@pytest.mark.parametrize(("days", "state"), [(13, "asked"), (15, "given_up")])
def test_when_nobody_decides_again_it_is_given_up_and_the_first_is_shown(cast, days, state):
    second = cast.viewer("walled")
    decides(cast.viewer("officer"), "watch")
    wake(timezone.now() + dt.timedelta(days=days))
    assert reading().state == state
    assert len(queries.decisions_on(second, lead_now(second))) == (0 if state == "asked" else 1)


def test_what_two_decided_differently_and_nobody_settles_stays_different(cast):
    decides(cast.viewer("officer"), "watch")
    decides(cast.viewer("walled"), "unresolved")
    wake(timezone.now() + dt.timedelta(days=31))
    assert reading().state == "left_apart"


def test_the_lot_can_be_switched_off(cast, settings):
    settings.DECISIONS_READ_AGAIN_ONE_IN = 0
    decides(cast.viewer("officer"), "watch")
    assert not SecondReading.objects.for_the_system("a test").exists()


def test_an_office_of_one_says_so_by_role_and_only_oversight_reads_it(cast):
    advocate = cast.viewer("advocate")
    decides(advocate, "refer")
    assert not SecondReading.objects.for_the_system("a test").exists()
    found = learnt(cast.viewer("auditor"))
    assert [(str(role), n) for role, n in found.nobody_to_read] == [("Donor advocate", 1)]
    assert (found.n_asked_again, found.agreement.n) == (0, 0)
    for name in ("advocate", "officer"):
        assert not NobodyToRead.objects.seen_by(cast.viewer(name)).exists()
    browser = Client()
    browser.force_login(cast.auditor)
    shown = browser.get(reverse("screening:learning")).content.decode()
    assert "Donor advocate: 1" in shown


def test_where_somebody_was_asked_nobody_is_missing(cast):
    decides(cast.viewer("officer"), "refer")
    assert learnt(cast.viewer("auditor")).nobody_to_read == ()
    browser = Client()
    browser.force_login(cast.auditor)
    assert "nobody of the same office" not in browser.get(reverse("screening:learning")).content.decode()
