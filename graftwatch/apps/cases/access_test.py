"""Who sees a case: for everybody else it does not exist, in no list, no count and no search."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.cases import banner, queries, team
from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.actions import (
    add_facility,
    add_member,
    admit,
    go_on,
    open_case_file,
    propose_case,
    write_note,
)
from graftwatch.apps.cases.models import Case, Note, Person
from graftwatch.apps.cases.states import INVESTIGATION, PROTECTION
from graftwatch.desk.access import matters, parties
from graftwatch.desk.access.models import Agency, BrokenGlass, Mandate, Tie
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.moving import NotYetError, moves_of
from graftwatch.records.guarded import writing
from tests.people import NAMES
from tests.sample_run import CENTRES

pytestmark = pytest.mark.django_db


def who_sees(cast, case):
    return {name for name in NAMES if sees_case(cast.viewer(name), case)}


def test_a_proposed_case_is_there_for_those_who_can_open_it_and_nobody_else(cast, proposed):
    assert who_sees(cast, proposed) == {"prosecutor", "prosecutor2"}


def test_an_opened_case_is_there_for_its_team(cast, case):
    assert who_sees(cast, case) == {"prosecutor", "prosecutor2", "investigator", "protection", "reviewer", "keeper"}


def test_for_everybody_else_it_is_as_if_it_did_not_exist(cast, case):
    for name in set(NAMES) - who_sees(cast, case):
        viewer = cast.viewer(name)
        assert queries.find_case(viewer, case.pk) is None
        assert queries.find_case(viewer, uuid.uuid4()) is None
        assert queries.cases(viewer).count() == 0
        assert not Deadline.objects.seen_by(viewer).filter(matter_id=case.pk).exists()
        assert moves_of(viewer, case) == []
        with pytest.raises(Denied):
            write_note(viewer, case, text="x", kind="opinion", compartment="cases")


def test_whoever_becomes_tied_to_a_party_finds_nothing_from_that_moment(cast, case):
    assert sees_case(cast.viewer("investigator"), case)
    Tie.objects.create(user=cast.investigator, party=parties.facility(CENTRES["Centre Nord"]), kind="family")
    assert not sees_case(cast.viewer("investigator"), case)
    assert team.tied_members(case) == [cast.investigator]


def test_nobody_tied_to_a_party_joins(cast, case):
    with pytest.raises(NotYetError):
        add_member(cast.viewer("prosecutor"), case, user=cast.liaison)


def test_a_place_that_turns_out_to_be_implicated_takes_the_case_from_those_tied_to_it(cast, case):
    sud = CENTRES["Centre Sud"]
    Tie.objects.create(user=cast.keeper, party=parties.facility(sud), kind="works_at")
    assert sees_case(cast.viewer("keeper"), case)
    add_facility(cast.viewer("investigator"), case, name="Centre Sud", part="tested", facility=sud, is_implicated=True)
    assert not sees_case(cast.viewer("keeper"), case)


def test_a_restricted_case_is_there_for_admitted_members_only(cast, case):
    prosecutor = cast.viewer("prosecutor")
    go_on(prosecutor, case, verb="restrict", reason="A leak")
    assert who_sees(cast, case) == {"prosecutor"}
    admit(prosecutor, case, user=cast.investigator)
    assert who_sees(cast, case) == {"prosecutor", "investigator"}


def test_a_mandate_for_one_facility_shows_cases_that_touch_it(cast, case):
    Mandate.objects.filter(agency=cast.keeper.agency).update(facility=CENTRES["Centre Est"])
    assert not sees_case(cast.viewer("keeper"), case)
    add_facility(cast.viewer("prosecutor"), case, name="Est", part="cared", facility=CENTRES["Centre Est"])
    assert sees_case(cast.viewer("keeper"), case)


def test_a_mandate_that_is_over_shows_nothing(cast, case):
    Mandate.objects.filter(agency=cast.prosecutor.agency).delete()
    assert not sees_case(cast.viewer("prosecutor"), case)


def test_a_note_is_there_for_those_who_hold_its_compartment(cast, case):
    write_note(cast.viewer("investigator"), case, text="x", kind="fact", source="ward", compartment="investigation")
    assert Note.objects.seen_by(cast.viewer("prosecutor")).count() == 1
    assert Note.objects.seen_by(cast.viewer("protection")).count() == 0
    with pytest.raises(Denied):
        write_note(cast.viewer("investigator"), case, text="x", kind="opinion", compartment="identity_victim")


def test_people_are_seen_by_those_who_investigate_protect_or_review(cast, case, donor):
    seen = {name for name in NAMES if Person.objects.seen_by(cast.viewer(name)).exists()}
    assert seen == {"prosecutor", "prosecutor2", "investigator", "protection", "reviewer"}


def test_when_walls_leave_no_supervisor_the_independent_route_takes_over(cast):
    prosecution = Agency.objects.get(name="Prosecution service of Atlantis")
    police = Agency.objects.get(name="Police of Atlantis")
    case = propose_case(
        cast.viewer("supervisor"), title="t", lead_agency=police, parties={parties.agency(prosecution.pk)}
    )
    assert who_sees(cast, case) == {"reviewer"}


def test_an_agency_that_is_a_party_does_not_lead(cast):
    police = Agency.objects.get(name="Police of Atlantis")
    with pytest.raises(NotYetError):
        propose_case(cast.viewer("supervisor"), title="t", lead_agency=police, parties={parties.agency(police.pk)})


def test_who_may_not_propose_is_refused(cast):
    for name in ("triage", "auditor", "liaison", "dpo", "hotline"):
        with pytest.raises(Denied):
            propose_case(cast.viewer(name), title="t", lead_agency=cast.prosecutor.agency)


def test_numbers_are_drawn_and_say_nothing_of_how_many_cases_there_are(cast):
    viewer, agency = cast.viewer("supervisor"), cast.prosecutor.agency
    numbers = [propose_case(viewer, title="t", lead_agency=agency).number for _ in range(20)]
    assert len(set(numbers)) == 20
    assert numbers != sorted(numbers)


def test_glass_broken_by_an_emergency_opens_one_case_and_no_wall(cast, case):
    now = timezone.now()
    with writing("two emergencies"):
        for user in (cast.exchange, cast.liaison):
            BrokenGlass.objects.create(
                user=user,
                matter_kind="cases.case",
                matter_id=case.pk,
                reason="danger_to_life",
                words="w",
                state="active",
                opened_at=now,
                ends_at=now + dt.timedelta(hours=3),
            )
    assert sees_case(cast.viewer("exchange"), case)
    assert not sees_case(cast.viewer("liaison"), case)


def test_who_was_taken_off_sees_nothing(cast, case):
    with writing("test"):
        matters.take_off(case, cast.investigator)
    assert not sees_case(cast.viewer("investigator"), case)
    assert Case.objects.seen_by(cast.viewer("investigator")).count() == 0


def test_the_banner_speaks_to_everybody_on_the_case_and_names_nobody(cast, case, donor):
    assert banner.banner_for(cast.viewer("keeper"), case) == []
    go_on(
        cast.viewer("protection"),
        donor,
        verb="raise_non_punishment",
        side="protection",
        offences=["organ_sale"],
        link="deceived",
    )
    said = banner.banner_for(cast.viewer("keeper"), case)
    assert said == banner.banner_for(cast.viewer("prosecutor"), case)
    assert len(said) == 2
    assert "Amal" not in " ".join(said)


def test_the_independent_route_reads_and_opens_what_walls_leave_to_it_and_nothing_else(cast, proposed):
    prosecution, police = cast.prosecutor.agency, cast.investigator.agency
    reviewer = cast.viewer("reviewer")
    left = propose_case(
        cast.viewer("supervisor"), title="t", extract="x", lead_agency=police,
        parties={parties.agency(prosecution.pk)},
    )  # fmt: skip
    assert open_case_file(reviewer, left).extract == "x"
    go_on(reviewer, left, verb="open_case", lead=str(cast.investigator.pk), legal_basis="12")
    assert who_sees(cast, left) == {"reviewer", "investigator"}
    add_member(cast.viewer("prosecutor"), proposed, user=cast.reviewer)
    with pytest.raises(NotYetError):
        go_on(reviewer, proposed, verb="reject_case", reason="r")


STEPS = [(machine.name, each.name) for machine in (INVESTIGATION, PROTECTION) for each in machine.transitions]


@pytest.mark.parametrize(("table", "verb"), STEPS)
def test_no_step_is_taken_by_somebody_for_whom_the_case_is_not_there(cast, case, table, verb):
    Tie.objects.create(user=cast.prosecutor2, party=parties.facility(CENTRES["Centre Nord"]), kind="family")
    for name in ("prosecutor2", "exchange", "liaison", "supervisor", "dpo"):
        with pytest.raises(Denied):
            go_on(cast.viewer(name), case, verb=verb)


def test_no_step_of_protection_asks_for_anything_of_the_investigation():
    """Support depends on no cooperation (invariant 7), and on no state of the other track."""
    assert {guard for each in PROTECTION.transitions for guard in each.guards} == set()
    asked = {ask.name for each in PROTECTION.transitions for ask in each.asks}
    assert asked == {"reason", "in_place", "wish", "danger", "plan"}
