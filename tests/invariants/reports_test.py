"""What must hold of reports whatever happens: the invariants of the specification, as far as they are this room's."""

import base64
from contextlib import closing

import pytest
from django.db import connections

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.models import IdentityRequest, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import people_on, put_onto
from graftwatch.desk.access.models import Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.door.files import Given
from graftwatch.desk.states.machine import NOT_PEOPLE
from graftwatch.records.guarded import writing
from graftwatch.site.demo_people import PEOPLE
from tests.reporting import WORDS, opened, received, with_vaults
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db


@pytest.fixture
def vaults(cast):
    with_vaults(cast)
    return cast


NAME = "Nadia Nurse-Canary"


def put_into(report, state):
    with writing("tests"):
        Report.objects.for_the_system("t").filter(pk=report.pk).update(state=state)
    report.state = state


def test_no_role_moves_what_the_table_does_not_give_it_even_when_it_is_on_the_report(vaults):
    """Invariant 1, role: everybody is put onto the report, and still only the table's roles move it."""
    report, _sealed = received()
    with writing("tests"):
        for person in PEOPLE:
            put_onto(report, getattr(vaults, person.name), task="reader", by=vaults.viewer("triage"))
    n_asked = 0
    for each in REPORT.transitions:
        put_into(report, each.source[0])
        for person in PEOPLE:
            if person.role not in each.who:
                with pytest.raises(Denied):
                    actions.carry_out(vaults.viewer(person.name), report, verb=each.name, said={})
                n_asked += 1
    assert n_asked > 300


@pytest.mark.parametrize("lost", ["assignment", "wall"])
def test_no_transition_without_assignment_and_on_the_wrong_side_of_a_wall(vaults, lost):
    """Invariant 1, relationship and wall: the right role alone moves nothing."""
    report, _sealed = received(must_not_see=[parties.facility(CENTRES["Centre Nord"])])
    if lost == "wall":
        for name in ("triage", "supervisor"):
            Tie.objects.create(
                user=getattr(vaults, name), party=parties.facility(CENTRES["Centre Nord"]), kind=Tie.Kind.OWNS
            )
    who = {"triage_officer": "triage", "triage_supervisor": "supervisor"}
    if lost == "assignment":
        from graftwatch.desk.access.matters import take_off

        with writing("tests"):
            for name in who.values():
                take_off(report, getattr(vaults, name))
    n_asked = 0
    for each in REPORT.transitions:
        put_into(report, each.source[0])
        for role in set(each.who) & set(who) - NOT_PEOPLE:
            with pytest.raises(Denied):
                actions.carry_out(vaults.viewer(who[role]), report, verb=each.name, said={})
            n_asked += 1
    assert n_asked > 20


def everything_stored():
    """Every value of every table of all three databases, as it lies there: past the guard, as a thief would read."""
    for alias in connections:
        connection = connections[alias]
        for table in connection.introspection.table_names():
            with closing(connection.connection.cursor()) as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    yield table, row


def found_in(words):
    wanted = [words.encode(), base64.b64encode(words.encode())[:-4]]
    rows = [(table, as_bytes(value)) for table, row in everything_stored() for value in row]
    return {table for table, value in rows if any(one in value for one in wanted)}


def as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_neither_the_reporter_nor_a_word_of_the_report_lies_open_in_any_table(vaults):
    """Invariant 4, after everything that can be done with them: opened, asked for, granted, seen."""
    paper = Given(f"{NAME}.txt", WORDS.encode() * 9, "text")
    report, _sealed = received(channel="c", identity={"name": NAME}, files=(paper,))
    tara = vaults.viewer("triage")
    shown = actions.open_report(tara, report, unlocked=opened(vaults, "triage"))
    actions.take_file(tara, report, row=shown.files[0].row, unlocked=opened(vaults, "triage"))
    request = actions.ask_for_identity(tara, report, said={"purpose": "safety", "days": "1", "reason": "Reason-Canary"})
    actions.answer_request(
        vaults.viewer("custodian"), request, verb="grant", said={"reason": "r"}, unlocked=opened(vaults, "custodian")
    )
    request = IdentityRequest.objects.for_the_system("t").get()
    assert actions.open_identity(tara, request, unlocked=opened(vaults, "triage")) == {"name": NAME}
    assert found_in(report.number) == {"reports_report"}
    assert found_in(NAME) == set()
    assert found_in(WORDS) == set()
    assert found_in("Reason-Canary") == set()


def test_no_report_is_ever_without_somebody_who_can_read_it(vaults):
    """Invariant 12a: whatever walls are raised, one after another."""
    report, _sealed = received()
    for name in ("triage", "triage2", "supervisor"):
        reader = people_on(report).order_by("pk").first()
        unlocked = opened(vaults, reader.username)
        actions.open_report(vaults.viewer(reader.username), report, unlocked=unlocked)
        party = parties.person(getattr(vaults, name).called)
        actions.add_walls(vaults.viewer(reader.username), report, named={party}, unlocked=unlocked)
        report = Report.objects.for_the_system("t").get(pk=report.pk)
        left = list(people_on(report))
        assert left
        shown = actions.open_report(vaults.viewer(left[0].username), report, unlocked=opened(vaults, left[0].username))
        assert shown.content["what"]["text"] == WORDS
    assert [user.username for user in left] == ["reviewer"]
