"""False leads, calibration, firing and harm: worked by hand on small records."""

import pytest

from graftwatch.evaluation.sections.calibration import calibration, calibration_section
from graftwatch.evaluation.sections.cases import cases_section
from graftwatch.evaluation.sections.false_leads import (
    false_leads,
    false_section,
    lookalikes_raised,
    reviewed_per_1000_transplants,
)
from graftwatch.evaluation.sections.firing import firing_rates, firing_section, queue_section, untested
from graftwatch.evaluation.sections.harm import harm, harm_section
from graftwatch.evaluation.sections.markdown import table


def alike(name, paper, exists):
    return {"id": name, "recipe": "congregation", "clearing_paper": paper, "paper_exists": exists}


def test_false_leads_are_per_thousand_pairs_on_the_books(record):
    records = [
        record(n_pairs=500, false_pairs={"a:b": ["2025-08-01", ["X"]]}),
        record(n_pairs=500, false_pairs={p: ["2025-08-01", ["X"]] for p in ("a:b", "c:d", "e:f")}),
        record(kind="training", n_pairs=500),
    ]
    found = false_leads(records, "hospital")
    assert (found.mean, found.n_worlds) == (4.0, 2)
    assert found.high > 4.0


def test_reviews_are_told_per_thousand_transplants_of_the_window(record):
    # ten reviews and 500 transplants in each of the two
    assert reviewed_per_1000_transplants([record(), record(kind="ring free")], "hospital") == 20.0


def test_look_alikes_are_told_apart_by_their_papers(plan, record):
    ones = [alike("a", True, True), alike("b", False, True), alike("c", False, False), alike("d", False, False)]
    records = [record(lookalikes=ones, met={"c": "2025-08-01", "b": "2025-08-01"})]
    assert list(lookalikes_raised(records, "hospital").values()) == [(0, 1), (1, 1), (1, 2)]
    assert "congregation (2)" in false_section(records, plan)


def test_leads_of_a_band_are_counted_with_those_that_were_rings(plan, record):
    records = [record(by_weight=[(4.0, False), (5.9, True), (6.0, True), (30.0, True)])]
    bands = {name: (of, hits) for name, of, hits in calibration(records, plan, "hospital")}
    assert bands["4 to 6"] == (2, 1)
    assert bands["6 to 8"] == (1, 1)
    assert bands["12 and more"] == (1, 1)
    assert "1.0 % of pairs" in calibration_section(records, plan)


def test_a_question_that_never_spoke_on_ten_seeds_is_untested_for_false_alarms():
    assert untested([0] * 10) == "untested for false alarms"
    assert untested([0] * 9) == "never spoke, on 9 seeds only"
    assert untested([0] * 9 + [1]) == ""


def test_firing_is_counted_in_states_without_rings_only(plan, record):
    records = [record(kind="ring free", fired={"LD-20": 3}), record(kind="firing"), record(fired={"LD-20": 9})]
    assert firing_rates(records, plan)["LD-20"] == [3, 0]
    assert "| LD-20 |" in firing_section(records, plan)


def test_the_queue_of_a_state_without_rings_is_shown_in_full(plan, record):
    entries = [{"kind": "pair", "bits": 7.5, "codes": ["LD-20", "LD-28"]}] * 60
    assert queue_section([record(kind="ring free", whole_queue=entries)], plan).count("LD-20, LD-28") == 60
    assert "None was played" in queue_section([record()], plan)


def test_days_of_surgery_are_lost_only_where_surgery_was_still_to_come(plan, record):
    groups = {
        "a:b": {"operation_on": "2025-09-01"},
        "c:d": {"operation_on": "2025-07-01"},
        "e:f": {"operation_on": ""},
    }
    false = {pair: ["2025-08-01", ["X"]] for pair in (*groups, "g:h")}
    found = harm([record(groups=groups, false_pairs=false, n_pairs=1000)], plan, "hospital")
    assert found.n_asked_before_surgery == 1
    assert found.days_lost == plan["harm"]["days_lost_per_review"]
    assert found.days_per_1000_pairs == found.days_lost
    assert "Assumed, not measured" in harm_section([record()], plan)


def test_the_documented_cases_are_a_check_and_no_performance(plan, record, ring):
    said = cases_section([record([ring(1, "2026-01-31")], kind="cases")], plan)
    assert "structure-1" in said
    assert "none of it is counted" in " ".join(said.split())


@pytest.mark.parametrize(("rows", "said"), [([], "*Nothing to show.*"), ([("a|b",)], "| x |\n| --- |\n| a\\|b |")])
def test_tables_are_markdown(rows, said):
    assert table(["x"], rows) == said
