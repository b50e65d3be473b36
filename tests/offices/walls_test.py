"""Ties end assignments at once, whichever came last; taking a wall away needs two people and is seen by oversight."""

import pytest

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access import parties, walls
from graftwatch.desk.access.actions import raise_wall
from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.matters import independent_people, people_on, put_onto, someone_left
from graftwatch.desk.access.models import Agency, Implicated, Signal, Tie, Wall
from graftwatch.desk.access.queries import signals
from graftwatch.desk.audit.action import Denied
from graftwatch.records.guarded import writing
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db
HOSPITAL = parties.facility(CENTRES["Centre Sud"])


@pytest.fixture
def case(cast):
    with writing("drawn"):
        made = Case.objects.create(title="t", lead_agency=cast.prosecutor.agency)
        for name in ("prosecutor", "prosecutor2", "investigator"):
            put_onto(made, getattr(cast, name), task="member", by=cast.viewer("prosecutor"))
    return made


def on(case):
    return {user.username for user in people_on(case)}


def test_a_new_tie_to_an_implicated_party_ends_the_assignment_at_once(cast, case):
    walls.implicate_party(cast.viewer("prosecutor"), case, party=HOSPITAL)
    walls.declare_tie(cast.viewer("investigator"), cast.investigator, kind="works_at", party=HOSPITAL)
    assert on(case) == {"prosecutor", "prosecutor2"}
    assert [row.kind for row in signals(cast.viewer("auditor"))] == [Signal.Kind.CONFLICT]
    assert not Case.objects.seen_by(cast.viewer("investigator")).exists()


def test_a_newly_implicated_party_takes_off_whoever_was_tied_to_it_before(cast, case):
    walls.declare_tie(cast.viewer("investigator"), cast.investigator, kind="owns", party=HOSPITAL)
    assert "investigator" in on(case)
    walls.implicate_party(cast.viewer("prosecutor"), case, party=HOSPITAL)
    assert "investigator" not in on(case)


def test_a_relative_is_known_by_name_in_any_order_and_kept_as_a_token(cast, case):
    walls.declare_tie(
        cast.viewer("investigator"), cast.investigator, kind="family", party=parties.person("Amál Haddad")
    )
    walls.implicate_party(cast.viewer("prosecutor"), case, party=parties.person("HADDAD, Amal"))
    assert "investigator" not in on(case)
    assert "haddad" not in Tie.objects.get().party.casefold()


def test_whoever_is_named_themselves_finds_nothing(cast, case):
    walls.implicate_party(cast.viewer("prosecutor"), case, party=parties.person("Ivo Investigator"))
    assert on(case) == {"prosecutor", "prosecutor2"}


def test_lifting_an_implication_needs_a_second_person_on_the_matter_and_stays_visible(cast, case):
    walls.implicate_party(cast.viewer("prosecutor"), case, party=HOSPITAL)
    row = Implicated.objects.for_the_system("a test").get()
    with pytest.raises(NeedsASecondPersonError):
        walls.lift_implication(cast.viewer("prosecutor"), row)
    asked = ask_for_approval(cast.viewer("prosecutor"), row, verb="access.lift_implication", reason="r", matter=case)
    with pytest.raises(Denied):
        answer_approval(cast.viewer("keeper"), asked, granted=True, why="not on the case")
    answer_approval(cast.viewer("prosecutor2"), asked, granted=True, why="w")
    walls.lift_implication(cast.viewer("prosecutor"), row)
    assert Implicated.objects.seen_by(cast.viewer("auditor")).get().lifted_at is not None
    assert [found.kind for found in signals(cast.viewer("auditor"))] == [Signal.Kind.WALL_LIFTED]


def test_a_wall_comes_down_with_two_people_only(cast):
    wall = raise_wall(cast.viewer("access"), cast.triage, facility=CENTRES["Centre Sud"], reason="r")
    with pytest.raises(NeedsASecondPersonError):
        walls.take_wall_down(cast.viewer("access"), wall)
    asked = ask_for_approval(cast.viewer("access"), wall, verb="access.take_wall_down", reason="r")
    answer_approval(cast.viewer("access2"), asked, granted=True, why="w")
    walls.take_wall_down(cast.viewer("access"), wall)
    assert not Wall.objects.filter(user=cast.triage).exists()


def test_nobody_raises_a_wall_or_declares_a_tie_for_another_agency(cast):
    with pytest.raises(Denied):
        raise_wall(cast.viewer("access"), cast.investigator, facility=CENTRES["Centre Sud"], reason="r")
    with pytest.raises(Denied):
        walls.declare_tie(cast.viewer("access"), cast.investigator, kind="owns", party=HOSPITAL)


def test_where_walls_leave_nobody_the_independent_route_is_left(cast):
    focal_point = Agency.objects.get(name=cast.triage.agency.name)
    assert someone_left(Case, {HOSPITAL}, "report_text")
    assert not someone_left(Case, {parties.agency(focal_point.pk)}, "report_text")
    assert {user.username for user in independent_people()} == {"custodian", "reviewer"}
    assert independent_people({parties.agency(cast.reviewer.agency_id)}) == []
