"""When time is up: the table's step is taken, a late clock is shown as late, and a restart loses nothing."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from graftwatch.apps.cases.actions import Telling, go_on, name_in, pause_clock, propose_case
from graftwatch.apps.cases.models import Named
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.inbox.timers import machine_of, run_out, wake
from graftwatch.desk.states.moving import moves_of

pytestmark = pytest.mark.django_db
SOON = dt.timedelta(days=6)
LATER = dt.timedelta(days=70)


@pytest.fixture
def case(cast):
    case = propose_case(cast.viewer("supervisor"), title="t", lead_agency=cast.prosecutor.agency)
    go_on(cast.viewer("prosecutor"), case, verb="open_case", lead=str(cast.investigator.pk), legal_basis="12")
    return case


@pytest.fixture
def delayed(cast, case):
    telling = Telling(
        "person", "Pair P-1", "the prosecutor", delaying_law="section 101",
        delayed_until=timezone.localdate() + dt.timedelta(days=5),
    )  # fmt: skip
    return name_in(cast.viewer("prosecutor"), case, about_kind="screening.lead", about_id=uuid.uuid4(), telling=telling)


def state(cast, named):
    return Named.objects.seen_by(cast.viewer("prosecutor")).get(pk=named.pk).state


def test_before_its_time_nothing_happens(cast, delayed):
    assert wake(timezone.now()) == 0
    assert state(cast, delayed) == "delayed"


def test_when_a_delay_is_over_they_are_to_be_told_and_a_new_clock_runs(cast, delayed):
    assert wake(timezone.now() + SOON) == 1
    assert state(cast, delayed) == "to_tell"
    moved = moves_of(cast.viewer("prosecutor"), delayed)[-1]
    assert (moved.verb, moved.role, moved.by) == ("delay_ends", "timer", None)
    assert Deadline.objects.seen_by(cast.viewer("prosecutor")).filter(name="telling", stopped_at=None).exists()


def test_a_clock_runs_out_once(cast, delayed):
    wake(timezone.now() + SOON)
    assert wake(timezone.now() + SOON) == 0


def test_a_clock_without_a_step_is_marked_late_and_stays_in_sight(cast, case):
    viewer = cast.viewer("prosecutor")
    go_on(
        cast.viewer("investigator"),
        case,
        verb="start_preliminary",
        plan="p",
        protection_contact=str(cast.prosecutor.pk),
    )
    wake(timezone.now() + LATER)
    clock = Deadline.objects.seen_by(viewer).get(name="preliminary")
    assert clock.ended_at
    assert clock.stopped_at is None
    assert case.investigation == "preliminary"


def test_a_paused_clock_does_not_run_out(cast, delayed, case):
    clock = Deadline.objects.seen_by(cast.viewer("prosecutor")).get(name="delay")
    pause_clock(cast.viewer("prosecutor"), case, clock=clock, reason="A court decides")
    wake(timezone.now() + SOON)
    assert state(cast, delayed) == "delayed"


def test_what_moved_on_by_itself_is_left_alone(cast, delayed):
    go_on(cast.viewer("prosecutor"), delayed, verb="record_telling", on=timezone.localdate(), how="By letter")
    wake(timezone.now() + SOON)
    assert state(cast, delayed) == "told"


def test_only_the_clock_does_this(cast, delayed):
    clock = Deadline.objects.for_the_system("a test").get(name="delay")
    with pytest.raises(Denied):
        run_out(cast.viewer("prosecutor"), clock, now=timezone.now())
    assert machine_of(clock).name == "answering"
