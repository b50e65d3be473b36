"""A finding is as secret as its most secret row: flip what is restricted, and nobody who is not entitled can tell.

Every page and file of screening is asked for by everybody, before and after; every case page by everybody on the case.
"""

from __future__ import annotations

import json
import re
import uuid

import pytest
from django.test import override_settings

from graftwatch.apps.cases.models import Case, Facts, Note, Person
from graftwatch.apps.screening import entitled, queries
from graftwatch.apps.screening.actions import decide, import_run
from graftwatch.apps.screening.models import Decision, Lead
from graftwatch.apps.screening.states import THREE_QUESTIONS
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


def entitled_to(world, persona, compartment):
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
        if not is_restricted and entitled_to(world, persona, "evidence"):
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
        if entitled_to(world, persona, "leads"):
            continue
        shown = []
        for name, leads in (("a", without), ("b", with_it)):
            out = write_sample_run(tmp_path / f"{persona} {name}", leads | {"fingerprint": name * 64})
            with nothing_kept():
                run = import_run(operator(), folder=out)
                world.names["run"] = run.pk
                shown.append(seen(world, persona))
        assert shown[0] == shown[1], persona


AROUND = re.compile(r"/(leads|papers|protection|runs|decisions|data|learning|catalogue|advice|my-day|)/")
AROUND_LEADS = [row for row in ROWS if row["method"] == "GET" and AROUND.match(row["url"])]
AROUND_LEADS.append({"method": "GET", "url": "/catalogue/LD-01/"})
APART = {"format": 1, "as_of": "2026-11-20", "fingerprint": "7f3a" * 16}


def of_the_genes():
    """A lead that exists for genetic reviewers only, about a file that is a lead for everybody, too; and a donor's."""
    pair, donor = sample_leads()["leads"][3], sample_leads()["protection"][1]
    for said, place in ((pair, 1), (donor, 0)):
        said |= {"key": f"{said['key']}#genetics", "compartment": "genetics", "place": place}
        said["findings"].append(finding("LD-28", "P-5003 genes", size=3, one_in=300, bits=6.0) | {"code": "LD-01"})
        said["findings"][-1]["title"] = "Genes speak against the claimed blood tie"
    return [pair, donor]


def genetic_lead():
    return Lead.objects.for_the_system("a test").get(key=of_the_genes()[0]["key"])


def shown_around(world, apart, tmp_path, persona, kind=""):
    """What somebody is shown where a run kept these leads apart, and somebody has perhaps decided about the first."""
    out = write_sample_run(tmp_path / f"{persona} {len(apart)} {kind}", sample_leads() | {"fingerprint": "c" * 64})
    (out / entitled.LEADS).write_text(json.dumps(APART | {"leads": apart}), "utf-8")
    with nothing_kept(), override_settings(DECISIONS_READ_AGAIN_ONE_IN=1):
        run = import_run(operator(), folder=out)
        if kind:
            viewer, lead = world.cast.viewer("genetics"), genetic_lead()
            found = queries.latest_finding(viewer, lead.pk)
            decide(viewer, lead, kind=kind, reason="a second sample", found=found, **ANSWERS[kind])
        world.names["run"] = run.pk
        return seen(world, persona, AROUND_LEADS)


ANSWERS = {
    "explained": {"confirmed_reading": "x", "confirmed_by": "y"},
    "refer": dict.fromkeys(THREE_QUESTIONS, "answered"),
}


@pytest.mark.parametrize("kind", ["", "explained", "refer"])
def test_what_genes_say_changes_no_page_for_whoever_is_no_genetic_reviewer(kind, world, tmp_path):
    n_compared = 0
    for persona in personas(world):
        if entitled_to(world, persona, "genetics"):
            continue
        without = shown_around(world, [], tmp_path, persona)
        with_it = shown_around(world, of_the_genes(), tmp_path, persona, kind)
        assert without == with_it, persona
        n_compared += sum(status == 200 for status, _text in with_it.values())
    assert n_compared > 20


def test_a_genetic_reviewer_sees_it_beside_the_lead_of_everybody_and_decides_it(world, tmp_path):
    without = shown_around(world, [], tmp_path, "genetics")
    with_it = shown_around(world, of_the_genes(), tmp_path, "genetics")
    assert "/leads/" in with_it
    assert with_it["/leads/"] != without["/leads/"]
    out = write_sample_run(tmp_path / "decided", sample_leads() | {"fingerprint": "d" * 64})
    (out / entitled.LEADS).write_text(json.dumps(APART | {"leads": of_the_genes()}), "utf-8")
    with nothing_kept():
        import_run(operator(), folder=out)
        lead = genetic_lead()
        browser, address = world.browser("genetics"), f"/leads/{lead.pk}/"
        page = browser.get(address).content.decode()
        assert "Genes speak against the claimed blood tie" in page
        assert "genetic reviewers only" in page
        assert "Hand to a case" not in page
        assert browser.get(f"{address}attach/").status_code == 404
        assert world.browser("officer").get(address).status_code == 404
        said = {"kind": "refer", "reason": "r", **ANSWERS["refer"]}
        answer = browser.post(f"{address}decide/", said)
        assert answer.status_code == 302
        assert "Genes speak" not in browser.get(answer["Location"]).content.decode()  # the paper goes to others
        assert genetic_lead().state == "refer"
        openly = Lead.objects.for_the_system("a test").get(key=sample_leads()["leads"][3]["key"])
        assert Decision.objects.for_the_system("a test").filter(lead=openly, reason="r").count() <= 1
        assert world.browser("officer").get(answer["Location"]).status_code == 404


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
    on_cases = [name for name in personas(world) if entitled_to(world, name, "cases")]
    without = [name for name in on_cases if not entitled_to(world, name, compartment)]
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
