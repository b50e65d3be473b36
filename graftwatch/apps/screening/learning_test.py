"""The lot at import, expiry, suppression, outcomes, ranges that two people move, and what oversight is shown."""

import copy
import datetime as dt
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.actions import decide, import_run
from graftwatch.apps.screening.drawing import FILES
from graftwatch.apps.screening.learning import learnt
from graftwatch.apps.screening.models import DrawnFile, Lead, LeadInRun, Outcome, WhyNotAsked
from graftwatch.apps.screening.outcomes import move_outcome
from graftwatch.apps.screening.ring_share import with_ring_share
from graftwatch.apps.screening.ring_shares import move_share, propose_share, ring_shares_in_force
from graftwatch.apps.screening.states import BY_NAME
from graftwatch.apps.screening.why_not import ask_why_not
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox import calendar
from graftwatch.desk.states.moving import NotYetError
from graftwatch.indicators import all_indicators
from tests.sample_run import finding, lead, row_id, sample_leads, write_sample_run

pytestmark = pytest.mark.django_db
WHY_NOT = "weighs too little"


@pytest.fixture
def officer(cast):
    return cast.viewer("officer")


@pytest.fixture
def auditor(cast):
    return cast.viewer("auditor")


def a_run(out, n_files=60, **changed):
    """A run with ordinary files, of which the first three answer one question."""
    leads = sample_leads() | changed
    files = []
    for n in range(n_files):
        found = [finding("LD-28", f"P-9{n:03}", size=1, one_in=40, bits=2.0)] if n < 3 else []
        files.append(lead("pair", f"P-9{n:03}", "Centre Sud", found))
    leads["by_lot"] = files[:40]
    write_sample_run(out, leads)
    rows = [
        {
            "key": said["key"],
            "by_lot": True,
            "numbers": [said["label"]],
            "bits": said["bits"],
            "why_not": WHY_NOT if said["findings"] else "no question said yes",
            "codes": [each["code"] for each in said["findings"]],
        }
        for said in files
    ]
    pq.write_table(pa.Table.from_pylist(rows, FILES), out / "files.parquet")
    return import_run(operator(), folder=out)


def drawn():
    return list(DrawnFile.objects.for_the_system("a test").order_by("pk"))


def queue(viewer, show="due"):
    rows = queries.queue(viewer, queries.current_run(viewer), queries.Wanted(show=show), calendar.today())
    return [row.lead.label for row in rows]


def decides(viewer, label, kind, **more):
    found = queries.latest_finding(viewer, Lead.objects.seen_by(viewer).get(label=label).pk)
    answers = dict.fromkeys(BY_NAME[kind].asks, "answered") | more
    return decide(viewer, found.lead, kind=kind, reason="because", found=found, **answers)


# The lot


def test_at_least_ten_ordinary_files_a_year_stand_in_the_queue_with_their_chance(officer, tmp_path):
    a_run(tmp_path / "one")
    assert len(drawn()) == 10
    assert {(each.chance, each.n_files) for each in drawn()} == {(10 / 60, 60)}
    assert len(queue(officer)) == 16
    assert queue(officer, "lot")[0].startswith("P-9")


def test_one_for_every_two_new_leads_once_ten_were_drawn(officer, tmp_path):
    a_run(tmp_path / "one")
    leads = sample_leads()["leads"]
    fresh = [lead("recipient", f"R-7{n:03}", "Centre Est", leads[5]["findings"]) for n in range(4)]
    a_run(tmp_path / "two", leads=[*leads, *fresh], fingerprint="beef" * 16)
    assert len(drawn()) == 12
    assert drawn()[-1].n_files == 50


def test_a_run_that_brings_nothing_new_draws_nothing_and_what_waits_stays_in_the_queue(officer, tmp_path):
    a_run(tmp_path / "one")
    before = set(queue(officer, "lot"))
    a_run(tmp_path / "two", fingerprint="beef" * 16)
    assert len(drawn()) == 10
    assert set(queue(officer, "lot")) == before


def test_a_drawn_file_that_was_decided_leaves_the_queue(officer, tmp_path):
    a_run(tmp_path / "one")
    label = queue(officer, "lot")[0]
    decides(officer, label, "explained")
    assert label not in queue(officer)
    a_run(tmp_path / "two", fingerprint="beef" * 16)
    assert label not in queue(officer, "all")


def test_a_run_that_tells_no_files_draws_none(officer, out):
    import_run(operator(), folder=out)
    assert drawn() == []


def test_a_drawn_file_says_so_on_its_page_and_is_decided_like_any_other(cast, tmp_path):
    a_run(tmp_path / "one")
    browser = Client()
    browser.force_login(cast.officer)
    said = browser.get(reverse("screening:lead", args=[drawn()[0].lead_id])).content.decode()
    assert "drawn by lot, not for a reason" in said
    assert all(str(BY_NAME[kind].label) in said for kind in ("explained", "ask", "watch", "refer"))
    assert "drawn by lot" in browser.get(reverse("screening:leads")).content.decode()


# Expiry and suppression


def test_a_lead_expires_twelve_months_after_it_was_found_though_later_runs_find_it_again(officer, tmp_path):
    leads = sample_leads()
    import_run(operator(), folder=write_sample_run(tmp_path / "one", leads))
    leads["fingerprint"] = "beef" * 16
    for each in leads["leads"]:
        each["expires_on"] = "2098-10-12"
    run = import_run(operator(), folder=write_sample_run(tmp_path / "two", leads))
    rows = queries.ranked(officer, run)
    assert {row.expires_on for row in rows} == {dt.date(2097, 10, 12)}
    later = queries.queue(officer, run, queries.Wanted(), dt.date(2097, 10, 12))
    assert later.count() == 0
    assert queries.queue(officer, run, queries.Wanted(), dt.date(2097, 10, 11)).count() == 6


def explained_then(officer, tmp_path, change):
    leads = sample_leads()
    import_run(operator(), folder=write_sample_run(tmp_path / "one", leads))
    reading = "An embassy liaison office"
    decides(officer, "P-4821", "explained", confirmed_reading=reading)
    later = copy.deepcopy(leads)
    later["fingerprint"] = "beef" * 16
    change(later["leads"][0])
    import_run(operator(), folder=write_sample_run(tmp_path / "two", later))
    return queries.latest_finding(officer, Lead.objects.seen_by(officer).get(label="P-4821").pk)


def test_what_was_explained_adds_nothing_on_the_same_rows_and_the_rest_still_counts(officer, tmp_path):
    found = explained_then(officer, tmp_path, lambda said: None)
    first, second = found.said["findings"]
    assert (first["counted_bits"], first["counted_why"]) == (0.0, "explained before, on the same rows")
    assert second["counted_bits"] == 4.3
    assert found.bits == pytest.approx(4.3)
    assert "P-4821" not in queue(officer)


def test_a_new_row_asks_again(officer, tmp_path):
    def another_row(said):
        said["findings"][0]["rows"].append({"table": "contact_point", "row": row_id("new"), "file_number": "F-1"})

    found = explained_then(officer, tmp_path, another_row)
    assert found.said["findings"][0]["counted_bits"] == 6.0
    assert "P-4821" in queue(officer)


def test_fewer_rows_of_what_was_explained_ask_nothing(officer, tmp_path):
    def only_the_explained(said):
        said["findings"] = said["findings"][:1]
        said["findings"][0]["finding"] = "another day"
        said["findings"][0]["rows"].pop()

    found = explained_then(officer, tmp_path, only_the_explained)
    assert (found.is_cleared, found.bits) == (True, 4.3)
    assert "P-4821" not in queue(officer)


def test_an_explanation_that_somebody_took_back_suppresses_nothing(officer, tmp_path):
    leads = sample_leads()
    import_run(operator(), folder=write_sample_run(tmp_path / "one", leads))
    decides(officer, "R-1190", "explained")
    decides(officer, "R-1190", "watch")
    leads["fingerprint"] = "beef" * 16
    import_run(operator(), folder=write_sample_run(tmp_path / "two", leads))
    found = queries.latest_finding(officer, Lead.objects.seen_by(officer).get(label="R-1190").pk)
    assert found.said["findings"][0]["counted_bits"] == 2.4


# Labels


DECIDED = {"authority": "High Court of Atlantis", "decided_on": dt.date(2026, 5, 4), "reference": "HC 12/2026"}


def test_confirmed_needs_an_authority_a_day_and_a_reference(officer, tmp_path):
    a_run(tmp_path / "one")
    one = Lead.objects.seen_by(officer).get(label="P-5003")
    for missing in DECIDED:
        with pytest.raises(NotYetError):
            move_outcome(officer, one, verb="confirm_outcome", said={**DECIDED, missing: None})
    ahead = {**DECIDED, "decided_on": calendar.today() + dt.timedelta(days=1)}
    with pytest.raises(NotYetError, match="ahead"):
        move_outcome(officer, one, verb="confirm_outcome", said=ahead)
    assert not Outcome.objects.seen_by(officer).exists()
    made = move_outcome(officer, one, verb="confirm_outcome", said=DECIDED)
    assert (made.state, made.written_by_id, made.reference) == ("confirmed", officer.user_id, "HC 12/2026")


def test_no_decision_of_ours_confirms_anything():
    assert {kind.teaches for kind in BY_NAME.values()} == {"", "ordinary"}
    assert BY_NAME["not_looked_into"].teaches == ""


def test_an_auditor_writes_no_outcome(officer, auditor, tmp_path):
    a_run(tmp_path / "one")
    one = Lead.objects.seen_by(officer).get(label="P-5003")
    with pytest.raises(Denied):
        move_outcome(auditor, one, verb="confirm_outcome", said=DECIDED)


# What was learnt


def test_what_was_not_looked_into_is_counted_and_teaches_nothing(officer, auditor, tmp_path):
    a_run(tmp_path / "one")
    one, two, three = queue(officer, "lot")[:3]
    decides(officer, one, "explained")
    decides(officer, two, "not_looked_into")
    decides(officer, three, "unresolved")
    found = learnt(auditor)
    assert (found.n_drawn, found.n_answered, found.n_not_looked_into, found.n_waiting) == (10, 1, 1, 7)
    assert all(rate.is_too_few for rate in found.rates)


def test_the_page_is_for_oversight_and_names_no_file(cast, officer, tmp_path):
    a_run(tmp_path / "one")
    label = queue(officer, "lot")[0]
    decides(officer, label, "explained")
    for name, status in (("auditor", 200), ("officer", 404)):
        browser = Client()
        browser.force_login(getattr(cast, name))
        response = browser.get(reverse("screening:learning"))
        assert response.status_code == status
    with pytest.raises(Denied):
        learnt(officer)
    browser.force_login(cast.auditor)
    said = browser.get(reverse("screening:learning")).content.decode()
    assert "What so few files cannot show" in said
    assert label not in said


# Ranges of rings


def propose(officer, **more):
    said = {"code": "LD-18", "low": 0.4, "high": 0.6, "cases": "HC 12/2026", "in_force_from": dt.date(2026, 6, 1)}
    return propose_share(officer, **(said | more))


def test_a_range_holds_from_its_day_once_two_people_of_two_units_agree(officer, auditor):
    change = propose(officer)
    assert ring_shares_in_force(dt.date(2026, 7, 1)) == {}
    move_share(auditor, change, verb="agree_to_share", said={"why": "read HC 12/2026"})
    assert ring_shares_in_force(dt.date(2026, 5, 31)) == {}
    found = ring_shares_in_force(dt.date(2026, 6, 1))["LD-18"]
    assert (found.low, found.high, found.cases) == (0.4, 0.6, "HC 12/2026")
    assert {found.by, found.agreed_by} == {"Olga Officer", "Aune Auditor"}
    question = all_indicators()["LD-18"]
    moved = with_ring_share(question, {"LD-18": found}).p_ring
    assert (moved.low, moved.high, moved.on) == (0.4, 0.6, "2026-06-01")
    assert with_ring_share(question, {}) is question
    assert (change.original_low, change.original_high) == (question.p_ring.low, question.p_ring.high)


def test_the_question_s_own_page_shows_it_to_auditors_only(cast, officer, auditor):
    move_share(auditor, propose(officer), verb="agree_to_share", said={"why": "read HC 12/2026"})
    for name, is_shown in (("auditor", True), ("officer", False)):
        browser = Client()
        browser.force_login(getattr(cast, name))
        said = browser.get(reverse("screening:catalogue_entry", args=["LD-18"])).content.decode()
        assert ("Between 0.4 and 0.6." in said) == is_shown


def test_a_range_that_is_withdrawn_is_read_no_more(officer, auditor):
    change = propose(officer)
    move_share(auditor, change, verb="agree_to_share", said={"why": "read it"})
    move_share(auditor, change, verb="withdraw_share", said={"why": "overturned on appeal"})
    assert ring_shares_in_force(dt.date(2026, 7, 1)) == {}


@pytest.mark.parametrize("wrong", [{"cases": " "}, {"low": 0.7}, {"low": 0.0}, {"high": 1.2}, {"code": "XX-99"}])
def test_a_range_without_cases_or_out_of_bounds_is_not_proposed(officer, wrong):
    with pytest.raises(NotYetError):
        propose(officer, **wrong)


def test_whoever_proposes_cannot_agree(officer):
    with pytest.raises(Denied):
        move_share(officer, propose(officer), verb="agree_to_share", said={"why": "mine"})


# Why a file is no lead


def test_oversight_is_told_why_and_the_trail_says_that_it_asked(auditor, tmp_path):
    run = a_run(tmp_path / "one")
    (told,) = ask_why_not(auditor, run, number="P-9001", reason="a complaint")
    assert (told.kind, told.bits, told.why_not) == ("pair", 2.0, WHY_NOT)
    assert told.titles == (all_indicators()["LD-28"].title,)
    verbs = list(Entry.objects.for_the_system("a test").values_list("verb", flat=True))
    assert "screening.ask_why_not" in verbs
    assert "P-9001" not in json.dumps(list(WhyNotAsked.objects.seen_by(auditor).values_list("about", "reason")))


@pytest.mark.parametrize("who", ["officer", "walled", "investigator", "dpo"])
def test_nobody_else_is_told(cast, tmp_path, who):
    run = a_run(tmp_path / "one")
    with pytest.raises(Denied):
        ask_why_not(cast.viewer(who), run, number="P-9001", reason="curious")


def test_it_is_asked_few_times_a_day_and_never_without_a_reason(auditor, settings, tmp_path):
    run = a_run(tmp_path / "one")
    with pytest.raises(NotYetError, match="why"):
        ask_why_not(auditor, run, number="P-9001", reason=" ")
    for _ in range(settings.WHY_NOT_A_DAY):
        ask_why_not(auditor, run, number="no such file", reason="a complaint")
    with pytest.raises(NotYetError, match="tomorrow"):
        ask_why_not(auditor, run, number="P-9001", reason="a complaint")


def test_nothing_below_the_bar_enters_a_desk_table(tmp_path):
    a_run(tmp_path / "one")
    assert LeadInRun.objects.for_the_system("a test").count() == 8 + 10
