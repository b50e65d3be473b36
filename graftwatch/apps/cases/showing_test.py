"""How often the page of a case asks the database: few times, and as often for a large case as for a small one."""

import uuid

import pytest
from django.db import connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from graftwatch.apps.cases import team
from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.actions import (
    Telling,
    add_facility,
    add_member,
    add_person,
    admit,
    give_task,
    go_on,
    name_in,
    record_sharing,
    write_note,
)
from graftwatch.apps.cases.conftest import SOON
from graftwatch.apps.cases.models import Admitted
from graftwatch.apps.cases.views.case import case as page_of
from graftwatch.desk.access import parties
from graftwatch.desk.access.models import Mandate, Tie, Wall
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db
MOST, MOST_WITH_ALL_AROUND = 25, 40


def fill(cast, case, n):
    """As much of everything as a case has after some weeks."""
    prosecutor, mine = cast.viewer("prosecutor"), {"compartment": "investigation"}
    for number in range(n):
        add_person(prosecutor, case, name=f"Person {number}", role="witness", **mine)
        write_note(prosecutor, case, text="They met.", kind="fact", source="ward", **mine)
        give_task(prosecutor, case, what="Call the ward", to=cast.investigator, **mine)
        add_facility(prosecutor, case, name="Clinic", part="cared", facility=uuid.uuid4())
        record_sharing(prosecutor, case, what="x", legal_basis="12", purpose="p", elsewhere="FIU", **mine)
        about = {"about_kind": "screening.lead", "about_id": uuid.uuid4()}
        name_in(prosecutor, case, telling=Telling("person", "Pair P-1", "the prosecutor", tell_on=SOON), **about)


def statements(look):
    """What one look asks, in every database; without what opens, locks and ends transactions."""
    with CaptureQueriesContext(connections["default"]) as desk, CaptureQueriesContext(connections["keys"]) as keys:
        look()
    frame = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT set_config", "SELECT pg_advisory")
    return [
        each["sql"] for each in (*desk.captured_queries, *keys.captured_queries) if not each["sql"].startswith(frame)
    ]


def of_the_page_itself(cast, case, name):
    """The view alone: what every page asks about the session, the person and their pace is left out."""
    request = RequestFactory().get(f"/cases/{case.pk}/")
    request.user, request.session, request.csp_nonce = getattr(cast, name), {}, "x"
    request.viewer = cast.viewer(name)
    return statements(lambda: page_of(request, case.pk))


def with_all_around_it(cast, case, name):
    browser = Client()
    browser.force_login(getattr(cast, name))
    assert browser.get(f"/cases/{case.pk}/").status_code == 200  # the first look of a session sets things up
    return statements(lambda: browser.get(f"/cases/{case.pk}/"))


@pytest.mark.parametrize("name", ["prosecutor", "investigator", "protection"])
def test_the_page_asks_few_times_and_no_oftener_for_a_large_case(cast, case, name):
    fill(cast, case, 1)
    small = of_the_page_itself(cast, case, name), with_all_around_it(cast, case, name)
    fill(cast, case, 12)
    add_member(cast.viewer("prosecutor"), case, user=cast.exchange)
    large = of_the_page_itself(cast, case, name), with_all_around_it(cast, case, name)
    assert [len(each) for each in large] == [len(each) for each in small]
    assert len(small[0]) < MOST, "\n".join(each[:160] for each in small[0])
    assert len(small[1]) < MOST_WITH_ALL_AROUND


def test_who_of_the_members_finds_the_case_is_what_the_gates_say_of_each(cast, case):
    """The page asks for all at once; both must say the same, whatever stands in between."""
    prosecutor = cast.viewer("prosecutor")

    def agree():
        found = {each.user.username: each.sees_it for each in team.on(case, team.tasks_on(case), admitted_to(case))}
        assert found == {user.username: sees_case(team.looking_today(user), case) for user in team.members(case)}
        return {name for name, sees_it in found.items() if not sees_it}

    assert agree() == set()
    Tie.objects.create(user=cast.keeper, party=parties.facility(CENTRES["Centre Nord"]), kind="family")
    assert agree() == {"keeper"}
    add_facility(prosecutor, case, name="Sud", part="cared", facility=CENTRES["Centre Sud"])
    Wall.objects.create(user=cast.reviewer, facility=CENTRES["Centre Sud"], reason="A brother works there")
    assert agree() == {"keeper", "reviewer"}
    Mandate.objects.filter(agency=cast.protection.agency).update(facility=CENTRES["Centre Est"])
    assert agree() == {"keeper", "reviewer", "protection"}
    add_facility(prosecutor, case, name="Est", part="cared", facility=CENTRES["Centre Est"])
    assert agree() == {"keeper", "reviewer"}
    go_on(prosecutor, case, verb="restrict", reason="A leak")
    assert "investigator" in agree()
    admit(prosecutor, case, user=cast.investigator)
    assert "investigator" not in agree()


def admitted_to(case):
    rows = Admitted.objects.for_the_system("a test").filter(case=case)
    return set(rows.values_list("user_id", flat=True))
