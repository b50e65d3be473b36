"""The guard holds on every way of reaching a guarded table that was found to leak elsewhere."""

import uuid

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery

from graftwatch.apps.screening.models import Assignment, Decision, Lead, LeadInRun, Run
from graftwatch.desk.access.models import User
from graftwatch.records.guarded import GuardError, guarded_tables, writing
from graftwatch.records.models import Person, Transplant
from graftwatch.records.schema import record_models

pytestmark = pytest.mark.django_db


class Everybody:
    """A viewer who may see every row."""

    def scope(self, model):
        return Q()


class Nobody:
    """A viewer who may see no row."""

    def scope(self, model):
        return Q(pk__in=[])


EVERYBODY = Everybody()


@pytest.fixture(autouse=True)
def a_lead():
    user = User.objects.create(username="ana")
    with writing("drawn"):
        run = Run.objects.create(folder="x", started_by="ana")
        lead = Lead.objects.create(id=uuid.uuid4(), key="k", kind="pair", label="P-1")
        LeadInRun.objects.create(run=run, lead=lead, place=1, frozen="{}", frozen_hash="", what_was_found="")
        decision = Decision.objects.create(
            lead=lead, kind="watch", by=user, reason="r", evidence="{}", evidence_hash=""
        )
        Assignment.objects.create(lead=lead, by=user, to=user)
        Person.objects.create(version=uuid.uuid4(), id=uuid.uuid4(), source_system="s", source_id="1", family_name="X")
    return decision


def user():
    return User.objects.get()


READS_WITHOUT_SAYING_WHO = {
    "all rows": lambda: list(Person.objects.all()),
    "a filter": lambda: list(Person.objects.filter(sex="F")),
    "get": lambda: Person.objects.get(),
    "first": lambda: Person.objects.first(),
    "count": lambda: Person.objects.count(),
    "exists": lambda: Person.objects.exists(),
    "aggregate": lambda: Person.objects.aggregate(n=Count("pk")),
    "aggregate over distinct": lambda: Person.objects.distinct().count(),
    "values": lambda: list(Person.objects.values("family_name")),
    "values_list": lambda: list(Person.objects.values_list("family_name", flat=True)),
    "dates": lambda: list(Person.objects.dates("birth_date", "year")),
    "iterator": lambda: list(Person.objects.iterator()),
    "in_bulk": lambda: Person.objects.in_bulk(),
    "slice": lambda: Person.objects.all()[0],
    "union": lambda: list(Person.objects.seen_by(EVERYBODY).union(Person.objects.all())),
    "intersection": lambda: list(Person.objects.seen_by(EVERYBODY).intersection(Person.objects.all())),
    "or": lambda: list(Person.objects.seen_by(Nobody()) | Person.objects.all()),
    "or, the other way": lambda: list(Person.objects.all() | Person.objects.seen_by(EVERYBODY)),
    "or with another viewer": lambda: list(Person.objects.seen_by(Nobody()) | Person.objects.seen_by(EVERYBODY)),
    "base manager": lambda: list(Person._base_manager.all()),
    "default manager": lambda: list(Person._default_manager.all()),
    "raw": lambda: list(Person.objects.raw("select * from records_person")),
    "raw of the base manager": lambda: list(Person._base_manager.raw("select * from records_person")),
    "raw SQL": lambda: connection.cursor().execute("select family_name from records_person"),
    "raw SQL with other quotes": lambda: connection.cursor().execute('SELECT * FROM "main"."records_person"'),
    "raw SQL in capitals": lambda: connection.cursor().execute("SELECT * FROM RECORDS_PERSON"),
    "raw SQL with WITH": lambda: connection.cursor().execute(
        "with x as (select * from records_person) select * from x"
    ),
    "extra": lambda: Person.objects.extra(where=["1=1"]),
    "extra of the base manager": lambda: (
        list(Run.objects.none()) or list(User.objects.extra(tables=["records_person"]))
    ),
    "explain": lambda: Person.objects.seen_by(EVERYBODY).explain(),
    "explain of the base manager": lambda: Person._base_manager.all().explain(),
    "values over a relation": lambda: list(Decision.objects.seen_by(EVERYBODY).values("lead__label")),
    "filter over a relation": lambda: list(Decision.objects.seen_by(EVERYBODY).filter(lead__label="P-1")),
    "ordering over a relation": lambda: list(Decision.objects.seen_by(EVERYBODY).order_by("lead__label")),
    "annotation over a relation": lambda: list(Lead.objects.seen_by(EVERYBODY).annotate(n=Count("decisions"))),
    "exclude over a relation": lambda: list(Lead.objects.seen_by(EVERYBODY).exclude(decisions__kind="ask")),
    "select_related": lambda: list(Decision.objects.seen_by(EVERYBODY).select_related("lead")),
    "prefetch_related": lambda: list(Lead.objects.seen_by(EVERYBODY).prefetch_related("decisions")),
    "following a foreign key": lambda: Decision.objects.seen_by(EVERYBODY).get().lead,
    "following it backwards": lambda: list(Lead.objects.seen_by(EVERYBODY).get().decisions.all()),
    "refresh": lambda: Lead.objects.seen_by(EVERYBODY).get().refresh_from_db(),
    "a deferred field": lambda: Lead.objects.seen_by(EVERYBODY).only("key").get().label,
    "from an open model": lambda: list(User.objects.filter(leads_assigned__label="P-1")),
    "values from an open model": lambda: list(User.objects.values("leads_assigned__label")),
    "an open model's prefetch": lambda: list(User.objects.prefetch_related("leads_assigned")),
    "an unscoped subquery": lambda: list(
        Decision.objects.seen_by(EVERYBODY).filter(lead__in=Lead.objects.filter(label="P-1"))
    ),
    "an unscoped Exists": lambda: list(
        Decision.objects.seen_by(EVERYBODY).filter(Exists(Lead.objects.filter(pk=OuterRef("lead_id"))))
    ),
    "a plain subquery on the same table": lambda: list(
        Lead.objects.seen_by(Nobody()).filter(pk__in=Lead._base_manager.values("pk"))
        | Lead.objects.seen_by(Nobody()).filter(pk__in=User.objects.values("leads_assigned__pk"))
    ),
    "a subquery of an open model that joins the same table": lambda: list(
        Lead.objects.seen_by(EVERYBODY).annotate(x=Subquery(User.objects.values("leads_assigned__label")[:1]))
    ),
    "a second join to a scoped table": lambda: list(Decision.objects.seen_by(EVERYBODY).values("instead_of__reason")),
}


@pytest.mark.parametrize("read", READS_WITHOUT_SAYING_WHO.values(), ids=READS_WITHOUT_SAYING_WHO.keys())
def test_a_guarded_table_refuses_to_be_read_without_saying_who_is_looking(read):
    with pytest.raises(GuardError, match=r"seen_by|refused|combined"):
        read()


def test_refusing_says_how_to_mend_it():
    with pytest.raises(GuardError, match=r"records_person.*\.seen_by\(viewer\) or \.for_the_system\(reason\)"):
        list(Person.objects.all())


READS_THAT_SAY_WHO = {
    "all": lambda viewer: list(Lead.objects.seen_by(viewer)),
    "count": lambda viewer: [1] * Lead.objects.seen_by(viewer).count(),
    "distinct count": lambda viewer: [1] * Lead.objects.seen_by(viewer).distinct().count(),
    "exists": lambda viewer: [1] * Lead.objects.seen_by(viewer).exists(),
    "aggregate": lambda viewer: [1] * Lead.objects.seen_by(viewer).aggregate(n=Count("pk"))["n"],
    "annotated count": lambda viewer: list(Lead.objects.seen_by(viewer).annotate(n=Count("assigned_to"))),
    "union": lambda viewer: list(Lead.objects.seen_by(viewer).union(Lead.objects.seen_by(viewer))),
    "or": lambda viewer: list(Lead.objects.seen_by(viewer) | Lead.objects.seen_by(viewer).filter(label="P-1")),
    "a scoped subquery": lambda viewer: list(
        Decision.objects.seen_by(viewer).filter(lead__in=Lead.objects.seen_by(viewer).filter(label="P-1"))
    ),
    "a scoped Exists": lambda viewer: list(
        Decision.objects.seen_by(viewer).filter(Exists(Lead.objects.seen_by(viewer).filter(pk=OuterRef("lead_id"))))
    ),
    "a scoped prefetch": lambda viewer: [
        decision
        for lead in Lead.objects.seen_by(viewer).prefetch_related(
            Prefetch("decisions", Decision.objects.seen_by(viewer))
        )
        for decision in lead.decisions.all()
    ],
    "a scoped join": lambda viewer: list(
        Decision.objects.seen_by(viewer).seen_through("lead").select_related("lead").order_by("lead__label")
    ),
    "an open model joined": lambda viewer: list(Decision.objects.seen_by(viewer).select_related("by")),
    "backwards, scoped": lambda viewer: [
        d for lead in Lead.objects.seen_by(viewer) for d in lead.decisions.seen_by(viewer)
    ],
}


@pytest.mark.parametrize("read", READS_THAT_SAY_WHO.values(), ids=READS_THAT_SAY_WHO.keys())
def test_a_read_that_says_who_gives_what_is_theirs_to_see(read):
    assert len(read(EVERYBODY)) == 1
    assert read(Nobody()) == []


def test_the_system_reads_for_a_reason_only():
    assert Person.objects.for_the_system("counting").count() == 1
    with pytest.raises(GuardError, match="Say why"):
        Person.objects.for_the_system(" ")


def test_one_permit_does_not_last_beyond_its_query():
    assert Person.objects.seen_by(EVERYBODY).exists()
    with pytest.raises(GuardError):
        Person.objects.exists()


WRITES = {
    "create": lambda: Run.objects.create(folder="y"),
    "bulk_create": lambda: Run.objects.bulk_create([Run(folder="y")]),
    "save": lambda: Run.objects.seen_by(EVERYBODY).get().save(),
    "update": lambda: Run.objects.seen_by(EVERYBODY).update(folder="z"),
    "bulk_update": lambda: Run.objects.bulk_update(Run.objects.seen_by(EVERYBODY), ["folder"]),
    "delete": lambda: Decision.objects.seen_by(EVERYBODY).delete(),
    "update of the base manager": lambda: Run._base_manager.update(folder="z"),
    "raw SQL": lambda: connection.cursor().execute("update screening_run set folder = 'z'"),
    "raw SQL, many": lambda: connection.cursor().executemany("delete from screening_run where id = %s", [[1]]),
    "a copy": lambda: connection.cursor().execute("create table copied as select * from records_person"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_guarded_table_refuses_to_be_written_outside_an_action(write):
    with pytest.raises(GuardError, match=r"while an action is open|Say whose|without saying who"):
        write()


def test_an_open_action_may_write():
    with writing("a test"):
        Run.objects.create(folder="y", started_by="x")
        Run.objects.seen_by(EVERYBODY).update(folder="z")
    assert set(Run.objects.seen_by(EVERYBODY).values_list("folder", flat=True)) == {"z"}


def test_an_open_action_does_not_change_or_destroy_what_nobody_scoped():
    with writing("a test"):
        for write in (lambda: Run.objects.update(folder="z"), lambda: Run.objects.filter(pk=1).delete()):
            with pytest.raises(GuardError, match="Say whose rows"):
                write()


def test_every_record_that_is_stored_is_guarded():
    stored = {model._meta.db_table for model in record_models()}
    assert len(stored) > 20
    assert stored <= guarded_tables()


def test_the_guard_stands_in_every_thread():
    from threading import Thread

    told = []

    def read():
        try:
            list(Transplant.objects.all())
        except GuardError as refusal:
            told.append(refusal)
        finally:
            connection.close()

    thread = Thread(target=read)
    thread.start()
    thread.join()
    assert len(told) == 1


def test_a_table_whose_name_begins_like_another_is_told_apart():
    Decision.objects.seen_by(EVERYBODY).count()
    with pytest.raises(GuardError, match="screening_leadinrun"):
        LeadInRun.objects.count()
