"""Ring-free Atlantis lies where the published rates lie, within what chance allows at this size."""

import math

import pytest

from graftwatch_atlantis import dials
from graftwatch_atlantis.conftest import Built

LAST_WORD = """
    select * from waiting_list_event qualify row_number() over (partition by id order by recorded_at desc) = 1
"""
DEPARTURES = f"""
    select coalesce(event.reason, 'not said') as reason from ({LAST_WORD}) event
    join (select distinct id, organ from waiting_list_entry) entry on entry.id = event.entry
    where event.kind in ('removed', 'transferred_out') and entry.organ = 'kidney'
"""


def close(found: int, of: int, share: float, also: float = 0.0) -> bool:
    """Within four standard errors, and what is known to be lost on the way to paper."""
    return abs(found / of - share) <= 4 * math.sqrt(share * (1 - share) / of) + also


@pytest.mark.parametrize("reason", sorted(dials.rates().shares("removal_reasons")))
def test_patients_leave_the_list_for_the_reasons_of_the_us_table(ring_free: Built, reason: str) -> None:
    counts = dict(ring_free.ask(f"select reason, count(*) from ({DEPARTURES}) group by reason"))
    # some reasons were never written down, and some are corrected only after the extract
    assert close(
        counts.get(reason, 0), sum(counts.values()), dials.rates().shares("removal_reasons")[reason], also=0.02
    )


def test_centres_differ_in_how_much_they_leave_unsaid(ring_free: Built) -> None:
    shares = ring_free.ask(f"""
        with departure as (select event.*, entry.facility as centre from ({LAST_WORD}) event
        join (select distinct id, facility from waiting_list_entry) entry
        on entry.id = event.entry where kind = 'removed')
        select avg((coalesce(reason, '') in ('other', 'unable_to_contact'))::int) from departure group by centre
    """)
    assert len(shares) >= 2
    assert 0.05 < min(shares)[0] < max(shares)[0] < 0.35


@pytest.mark.parametrize("group", ["O", "A", "B", "AB"])
def test_blood_groups_are_those_of_the_published_list(ring_free: Built, group: str) -> None:
    counts = dict(
        ring_free.ask("select blood_group, count(*) from person where blood_group in ('O','A','B','AB') group by 1")
    )
    assert close(counts[group], sum(counts.values()), dials.rates().shares("blood_groups")[group], also=0.005)


def test_fifteen_living_kidney_donors_a_year_in_a_state_of_three_million(ring_free: Built) -> None:
    ((n,),) = ring_free.ask("""
        select count(distinct id) from transplant where donor_type = 'living' and organ_kind = 'kidney'
        and performed_on >= '2016-07-01' and assessment is not null
    """)
    assert abs(n - 150) <= 4 * math.sqrt(150)


def test_two_and_a_half_candidates_for_each_donor(ring_free: Built) -> None:
    ((files, given),) = ring_free.ask("""
        select count(distinct id), count(distinct id) filter (where outcome = 'donated') from living_donor_assessment
    """)
    assert 1.9 < files / given < 3.1


def test_donors_come_back_less_often_as_time_passes(ring_free: Built) -> None:
    ((half, two),) = ring_free.ask("""
        with gift as (select distinct donor, performed_on from transplant where performed_on < '2022-06-30'),
        visit as (select date_diff('day', performed_on::date, visited_on::date) as days
        from follow_up join gift on donor = person where role = 'living_donor')
        select count(*) filter (where days between 100 and 260), count(*) filter (where days between 600 and 860)
        from visit
    """)
    assert half > two > 0


def test_payments_and_sessions_have_the_size_that_was_promised(ring_free: Built) -> None:
    ((payments,),) = ring_free.ask("select count(*) from payment")
    ((sessions,),) = ring_free.ask("select count(*) from dialysis_session")
    assert 280_000 < payments < 320_000
    assert sessions < 900_000


def test_every_figure_says_its_unit_and_where_it_comes_from() -> None:
    said = dials.read("rates.toml")
    assert len(said) > 25
    for name, entry in said.items():
        assert entry["unit"], name
        assert entry["basis"] in ("found", "assumed"), name
        assert entry["source"] if entry["basis"] == "found" else entry["reason"], name
        assert {"value", "values", "shares"} & set(entry), name
