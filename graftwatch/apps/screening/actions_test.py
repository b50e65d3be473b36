"""What the verbs of screening do, for whom, and what they keep."""

import copy
import json
from pathlib import Path

import pytest

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import assign, decide, import_run, open_rows
from graftwatch.apps.screening.importing import NotARunFolderError
from graftwatch.apps.screening.models import Decision, Lead, LeadInRun, ProtectionPaper, Run
from graftwatch.apps.screening.states import DECISIONS, MAKES_A_PAPER, THREE_QUESTIONS, offered
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.audit.trail import verify
from tests.sample_run import sample_leads, write_sample_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast, out):
    return import_run(operator(), folder=out)


@pytest.fixture
def officer(cast):
    return cast.viewer("officer")


def found(viewer, label):
    lead = Lead.objects.seen_by(viewer).get(label=label)
    return queries.latest_finding(viewer, lead.pk)


def answers(kind):
    return {name: f"an answer to {name}" for name in kind.asks}


def decide_all(viewer, label, kind_name, **more):
    this = found(viewer, label)
    kind = next(kind for kind in DECISIONS if kind.name == kind_name)
    return decide(viewer, this.lead, kind=kind_name, reason="because", found=this, **answers(kind), **more)


def last_acts():
    rows = Entry.objects.for_the_system("a test").order_by("number")
    return [f"{row.verb} {row.result}" for row in rows if row.verb.startswith("screening.")]


def test_importing_freezes_each_lead_as_the_run_found_it(run, officer, out):
    said = json.loads((out / "leads.json").read_text())
    assert LeadInRun.objects.seen_by(officer).filter(run=run).count() == 8
    assert found(officer, "P-4821").said == said["leads"][0]
    assert run.fingerprint == said["fingerprint"]


def test_the_same_run_opened_twice_is_one_run(run, officer, out):
    assert import_run(operator(), folder=out).pk == run.pk
    assert Run.objects.seen_by(officer).count() == 1


def test_a_folder_that_is_no_run_says_what_to_do(cast, tmp_path):
    with pytest.raises(NotARunFolderError, match="graftwatch screen --out"):
        import_run(operator(), folder=tmp_path)
    (tmp_path / "leads.json").write_text('{"format": 1, "lea')
    with pytest.raises(NotARunFolderError, match="cut off"):
        import_run(operator(), folder=tmp_path)
    assert last_acts() == ["screening.import_run failed"] * 2


def test_the_next_run_says_what_is_new_changed_and_gone(run, officer, tmp_path):
    leads = sample_leads()
    leads["fingerprint"] = "beef" * 16
    again = leads["leads"]
    del again[5]
    again[2]["findings"][0]["finding"] = "another"
    fresh = copy.deepcopy(again[3])
    fresh.update(key="recipient:brand-new", label="R-9999", kind="recipient")
    again.append(fresh)
    second = import_run(operator(), folder=write_sample_run(tmp_path / "second", leads))
    changes = dict(
        LeadInRun.objects.seen_by(officer).seen_through("lead").filter(run=second).values_list("lead__label", "change")
    )
    assert changes["R-9999"] == "new"
    assert changes["R-1190"] == "changed"
    assert changes["P-4821"] == "same"
    assert [one.lead.label for one in queries.gone(officer, second)] == ["R-2044"]


def test_a_decided_lead_stands_in_the_queue_again_when_something_new_is_found(run, officer, tmp_path):
    decide_all(officer, "R-1190", "not_looked_into")
    leads = sample_leads()
    leads["fingerprint"] = "beef" * 16
    leads["leads"][2]["findings"][0]["finding"] = "another"
    import_run(operator(), folder=write_sample_run(tmp_path / "second", leads))
    assert found(officer, "R-1190").lead.due_on is not None


def test_a_decision_freezes_evidence_parameters_and_fingerprint(run, officer):
    decision = decide_all(officer, "R-1190", "watch")
    frozen = json.loads(decision.evidence)
    assert frozen["fingerprint"] == run.fingerprint
    assert frozen["parameters"] == {"WL-01": {"grace_days": 60}}
    assert frozen["lead"]["label"] == "R-1190"
    assert len(decision.evidence_hash) == 64


def test_a_decision_can_be_changed_and_both_remain(run, officer):
    first = decide_all(officer, "R-1190", "watch")
    second = decide_all(officer, "R-1190", "explained")
    assert second.instead_of == first
    assert Decision.objects.seen_by(officer).count() == 2
    assert found(officer, "R-1190").lead.state == "explained"


@pytest.mark.parametrize("kind", [kind for kind in DECISIONS if kind.asks], ids=lambda kind: kind.name)
def test_what_a_decision_asks_cannot_be_skipped(run, officer, kind):
    label = {"facility": "H-0007"}.get(kind.only_about, "D-0450" if kind.for_protection else "P-4821")
    this = found(officer, label)
    for name in kind.asks:
        for left_out in ("", "   ", None):
            said = answers(kind) | {name: left_out}
            with pytest.raises(Denied, match="left out"):
                decide(officer, this.lead, kind=kind.name, reason="because", found=this, **said)
    assert not Decision.objects.seen_by(officer).exists()
    assert not ProtectionPaper.objects.seen_by(officer).exists()


def test_no_decision_without_a_reason(run, officer):
    this = found(officer, "R-1190")
    with pytest.raises(Denied):
        decide(officer, this.lead, kind="watch", reason=" ", found=this)


def test_referring_makes_one_paper_and_the_three_questions_stand_on_it(run, officer):
    decision = decide_all(officer, "P-4821", "refer", clinical_deadline=None, days_it_may_cost=1)
    paper = ProtectionPaper.objects.seen_by(officer).get()
    assert paper.decision_id == decision.pk
    assert set(paper.said["answers"]) == set(THREE_QUESTIONS)
    assert paper.said["findings"][0]["benign"]
    assert decision.days_it_may_cost == 1


def test_about_a_donor_only_protection_can_be_offered(run, officer):
    this = found(officer, "D-0450")
    assert [kind.name for kind in offered("person", protection_only=True)] == ["protect"]
    assert {"protect"} <= MAKES_A_PAPER
    for kind in DECISIONS:
        if not kind.for_protection:
            with pytest.raises(Denied):
                decide(officer, this.lead, kind=kind.name, reason="x", found=this, **answers(kind))
    decide_all(officer, "D-0450", "protect")
    assert ProtectionPaper.objects.seen_by(officer).count() == 1


@pytest.mark.parametrize(
    "kind_of_lead", ["pair", "recipient", "person", "account", "practitioner", "donor", "facility"]
)
def test_only_facilities_are_inspected_and_nobody_is_protected_by_way_of_an_accusation(kind_of_lead):
    names = {kind.name for kind in offered(kind_of_lead, protection_only=False)}
    assert ("inspect" in names) == (kind_of_lead == "facility")
    assert "protect" not in names
    assert {"explained", "ask", "watch", "refer", "unresolved", "not_looked_into"} <= names


def test_a_lead_goes_only_to_somebody_who_may_see_it(run, officer, cast):
    this = found(officer, "P-5003").lead
    assign(officer, this, to=cast.walled)
    behind_the_wall = found(officer, "P-4821").lead
    for nobody in (cast.walled, cast.auditor):
        with pytest.raises(Denied):
            assign(officer, behind_the_wall, to=nobody)
    assert found(officer, "P-5003").lead.assigned_to == cast.walled
    assert found(officer, "P-4821").lead.assigned_to is None


def test_opening_rows_is_an_act_in_the_trail_and_so_is_being_refused(run, officer, cast):
    this = found(officer, "P-4821").lead
    open_rows(officer, this)
    for name in ("walled", "auditor"):
        with pytest.raises(Denied):
            open_rows(cast.viewer(name), this)
    assert last_acts()[-3:] == [
        "screening.open_rows done",
        "screening.open_rows refused",
        "screening.open_rows refused",
    ]
    assert verify().holds


def test_whoever_is_walled_off_or_audits_decides_nothing(run, officer, cast):
    this = found(officer, "P-4821")
    for name in ("walled", "auditor"):
        with pytest.raises(Denied):
            decide(cast.viewer(name), this.lead, kind="watch", reason="because", found=this)
    with pytest.raises(Denied):
        import_run(cast.viewer("auditor"), folder=Path(this.run.folder))
