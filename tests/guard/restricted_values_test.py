"""A finding is as secret as its most secret row: flip what is restricted, and nobody who is not entitled can tell.

Every page and file of screening is asked for by everybody, before and after; every case page by everybody on the case.
"""

from __future__ import annotations

import re
import uuid

import pytest
from django.test import override_settings

from graftwatch.apps.cases.models import Case, Facts, Note, Person
from graftwatch.apps.screening.actions import import_run
from graftwatch.desk.access.matters import put_onto
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.access.viewer import operator
from graftwatch.records.guarded import writing
from graftwatch.records.models import (
    BoardDecision,
    Consent,
    Dependence,
    Genotype,
    LaboratoryOrder,
    LaboratoryResult,
    LivingDonorAssessment,
)
from graftwatch.records.schema import schema, table_name
from tests.access_test import ROWS, World, nothing_kept
from tests.sample_run import CENTRES, finding, row_id, sample_leads, write_sample_run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SCREENING = re.compile(r"/(leads|papers|protection|runs|decisions|data)/")
PAGES = [row for row in ROWS if row["method"] == "GET" and SCREENING.match(row["url"])]
CHANGING = (
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r"nonce(-|=\")[\w-]+",
    r"<code[^>]*>[^<]*</code>|[0-9a-f]{64}",  # fingerprints: they say that something differs, never what
    r"/runs/\d+/|Run \d+",
    r"\b\d{1,2}:\d{2}(:\d{2}[.\d]*)?\b",
)
EXIT, FILE = uuid.UUID(row_id("interpreter_session P-5003 0")), uuid.UUID(row_id("file"))

FLIPS = {
    "confidential exit": (LivingDonorAssessment, "outcome_reason", "donor_declined", "medical"),
    "reason of a board": (BoardDecision, "note", "He was afraid of his brother", "Anatomy"),
    "withdrawn consent": (Consent, "withdrawn_on", "2026-05-05", None),
    "genetics": (LaboratoryResult, "value_text", "not the father", "compatible"),
    "papers held": (LivingDonorAssessment, "papers_held_by", "recipient_side", "donor_side"),
    "custody": (LivingDonorAssessment, "custody", "detained", "free"),
    "court": (LivingDonorAssessment, "court_review", "not_reviewed", "reviewed"),
    "dependence": (Dependence, "kind", "debt", "work"),
    "who holds it": (Dependence, "held_by", "recipient_firm", "recipient"),
    "locus": (Genotype, "locus", "HLA-A", "D3S1358"),
    "one allele": (Genotype, "allele_1", "A*02:01", "A*03:01"),
    "other allele": (Genotype, "allele_2", "17", "14"),
    "bank": (LaboratoryOrder, "payer_account", uuid.UUID(row_id("one payer")), uuid.UUID(row_id("another payer"))),
}
"""Restricted values of the records. Pressure, benefit and custody are told in cases: see below."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("restricted") / "home"
    home.mkdir()
    with django_db_blocker.unblock(), override_settings(GRAFTWATCH_HOME=home), nothing_kept():
        yield World(home)


def seen(world, persona, rows=PAGES):
    """Everything one persona is shown, without what differs at every look."""
    found = {}
    for row in rows:
        if row.get(persona) in ("404", "log in"):
            continue  # tests/guard/default_deny_test.py: the answer is the same as for what does not exist
        with world.undone():
            response = world.browser(persona).get(world.address(row))
            content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode("utf-8", "replace")
        for pattern in CHANGING:
            text = re.sub(pattern, "…", text)
        found[row["url"]] = (response.status_code, text)
    return found


def personas(world):
    return list(world.sessions)


def entitled(world, persona, compartment):
    return persona != "anonymous" and compartment in ROLES[getattr(world.cast, persona).role].compartments


def test_every_restricted_column_of_the_records_is_flipped_below():
    every = [(table.name, column) for table in schema() for column in table.columns]
    columns = {(table, column.name) for table, column in every if column.sensitivity == "restricted"}
    flipped = {(model._meta.model_name, name) for model, name, _one, _other in FLIPS.values()}
    assert {(table.replace("_", ""), name) for table, name in columns} <= flipped
    assert columns


def write(model, name, value):
    """A row of a file that a lead rests on, with this value."""
    given = {"version": uuid.uuid4(), "id": EXIT, "source_system": "s", "source_id": "one", name: value}
    if any(field.name == "facility" for field in model._meta.fields):
        given["facility"] = CENTRES["Centre Sud"]
    if any(field.name == "programme" for field in model._meta.fields):
        given["programme"] = "paired"
    with writing("drawn"):
        model.objects.create(**given)


@pytest.mark.parametrize("what", FLIPS)
def test_a_restricted_value_of_a_record_changes_no_page_for_whoever_is_not_entitled(what, world):
    model, name, one, other = FLIPS[what]
    is_restricted = schema()[table_name(model)][name].sensitivity == "restricted"
    n_compared = 0
    for persona in personas(world):
        if not is_restricted and entitled(world, persona, "evidence"):
            continue  # screening officers read the rows beneath a lead; only restricted columns are withheld from them
        shown = []
        for value in (one, other):
            with nothing_kept():
                write(model, name, value)
                shown.append(seen(world, persona))
        assert shown[0] == shown[1], persona
        n_compared += len(shown[0])
    assert n_compared > 3


def test_a_finding_that_rests_on_a_restricted_value_exists_for_those_entitled_only(world, tmp_path):
    """Two runs: in one a donor had declined and a file was opened elsewhere, in the other the exit was medical."""
    without, with_it = sample_leads(), sample_leads()
    with_it["leads"][3]["findings"].append(finding("LD-18", "P-5003 elsewhere", size=1, one_in=300, bits=5.0))
    with_it["leads"][3]["bits"] += 5.0
    del without["protection"][1]
    for persona in personas(world):
        if entitled(world, persona, "leads"):
            continue
        shown = []
        for name, leads in (("a", without), ("b", with_it)):
            out = write_sample_run(tmp_path / f"{persona} {name}", leads | {"fingerprint": name * 64})
            with nothing_kept():
                run = import_run(operator(), folder=out)
                world.names["run"] = run.pk
                shown.append(seen(world, persona))
        assert shown[0] == shown[1], persona


CASE = [{"method": "GET", "url": "/cases/{that case}/"}, {"method": "GET", "url": "/my-day/"}]
CASE += [{"method": "GET", "url": "/cases/"}, {"method": "GET", "url": "/people-in-cases/{that person}/"}]
TOLD = {
    "pressure": ("identity_victim", "Her brother threatened her", "Nobody pressed"),
    "benefit": ("financial", "He was promised nine thousand", "He was promised nothing"),
    "custody": ("protection_file", "She is in the shelter of the north", "She is at home"),
    "a diagnosis": ("medical", "HIV, found at work-up", "Healthy"),
    "a surveillance": ("investigation", "The line is watched", "The line is not watched"),
    "advice of counsel": ("legal_privilege", "Counsel says plead", "Counsel says deny"),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_told_in_a_compartment_changes_no_page_for_members_who_do_not_hold_it(what, world):
    compartment, one, other = TOLD[what]
    on_cases = [name for name in personas(world) if entitled(world, name, "cases")]
    without = [name for name in on_cases if not entitled(world, name, compartment)]
    assert without
    shown = {name: [] for name in without}
    keys = uuid.uuid4(), uuid.uuid4()
    for words in (one, other):
        with nothing_kept():
            with writing("drawn"):
                case = Case.objects.create(
                    pk=keys[0], number="B7-K2", title="t", lead_agency=world.cast.prosecutor.agency
                )
                person = Person.objects.create(pk=keys[1], case=case)
                Note.objects.create(case=case, compartment=compartment, kind="fact", text=words)
                Facts.objects.create(person=person, compartment=compartment, answers=f'{{"means": "{words}"}}')
                for name in on_cases:
                    put_onto(case, getattr(world.cast, name), task="member", by=operator())
            world.names |= {"that case": case.pk, "that person": person.pk}
            for name in without:
                shown[name].append(seen(world, name, CASE))
    for name, (first, second) in shown.items():
        assert first == second, name
    assert any(first[CASE[0]["url"]][0] == 200 for first, _second in shown.values())
