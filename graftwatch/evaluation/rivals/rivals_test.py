"""Rivals on drawn tables: points with their rules, identifiers shared by strangers, whole files in an order."""

import datetime as dt

import pytest

from graftwatch.evaluation.asking import Answers
from graftwatch.evaluation.rivals import Moment
from graftwatch.evaluation.rivals.boosting import boosting, trained, training_rows
from graftwatch.evaluation.rivals.chance import chance
from graftwatch.evaluation.rivals.isolation_forest import isolation_forest
from graftwatch.evaluation.rivals.one_question import each_question
from graftwatch.evaluation.rivals.points import points, score
from graftwatch.evaluation.rivals.shared_identifiers import shared_identifiers
from graftwatch.indicators import all_indicators
from graftwatch.leads import cited_rows, files
from graftwatch.testing import schema, sit

PAIRS = """
    living_donor_assessment
    id | donor | recipient | organ  | relationship | opened_on  | surgery_planned_on
    a1 | d1    | r1        | kidney | sibling      | 2025-01-01 | 2025-03-01
    a2 | d2    | r2        | kidney | spouse       | 2025-01-01 | 2025-03-02
    a3 | d3    | r3        | kidney | sibling      | 2025-01-01 | 2025-03-03

    contact_point
    id | assessment | phone
    c1 | a1         | 0011
    c2 | a2         | 0011
    c3 | a3         | 0022

    person
    id | sex    | birth_date
    d1 | female | 1990-01-01
    r1 | female | 1960-01-01
    d2 | male   | 1985-01-01
    """


@pytest.fixture
def moment():
    """`moment(picture, findings)`: findings as (code, subject, size, rows)."""

    def make(picture=PAIRS, findings=()):
        sitting = sit(picture)
        answers = Answers()
        for code, subject, size, rows in findings:
            name = f"{code} {subject}"
            about = all_indicators()[code].about
            answers.findings.append({"finding": name, "code": code, "about": about, "subject": subject, "size": size})
            answers.rows_of[name] = frozenset(rows)
        wanted = {row for rows in answers.rows_of.values() for row in rows}
        connection = next(iter(sitting.tables.values())).get_backend().con
        return Moment(
            view="assessment",
            day=dt.date(2026, 6, 30),
            seed=1,
            connection=connection,
            schema=schema(),
            tables=frozenset(sitting.tables),
            answers=answers,
            cited=cited_rows(sitting.tables, schema(), wanted),
            who=files(sitting.tables),
        )

    return make


def of(family, strength, n=0):
    """A question of this family and strength."""
    found = [code for code, each in all_indicators().items() if (each.family, each.strength) == (family, strength)]
    return found[n]


def test_one_family_alone_has_no_points_however_many_speak():
    assert score({of("network", "strong"), of("network", "strong", 1)}) == 0


def test_two_families_add_up_and_the_second_of_a_family_counts_half():
    network, falsity = of("network", "strong"), of("falsity", "strong")
    assert score({network, falsity}) == 6
    assert score({network, of("network", "strong", 1), falsity}) == 7.5


def test_families_of_process_and_aggregate_alone_open_nothing():
    assert score({of("process", "moderate"), of("behaviour", "moderate")}) == 4
    assert score({of("process", "moderate"), of("aggregate", "moderate")}) == 0


def test_points_fall_on_the_pair_whose_rows_are_cited(moment):
    network, falsity = of("network", "strong"), of("falsity", "strong")
    now = moment(
        findings=[(network, "x", 2.0, [("contact_point", "c1")]), (falsity, "y", 1.0, [("contact_point", "c1")])]
    )
    assert "pair:d1:r1" in {claim.key for claim in points(now)}
    assert "pair:d3:r3" not in {claim.key for claim in points(now)}


def test_identifiers_shared_with_a_stranger_count_and_ones_own_do_not(moment):
    claims = shared_identifiers(moment())
    assert [claim.key for claim in claims] == ["pair:d1:r1", "pair:d2:r2"]
    assert claims[0].rows == {("contact_point", "c1"), ("contact_point", "c2")}


def test_a_telephone_shared_by_two_files_of_one_person_is_not_a_strangers(moment):
    same_donor = PAIRS.replace("a2 | d2    | r2 ", "a2 | d1    | r2 ")
    assert shared_identifiers(moment(same_donor)) == []


def test_what_stands_in_very_many_files_is_an_offices_number(moment):
    lines = [f"    b{n} | e{n} | q{n} | kidney | sibling | 2025-01-01 | -" for n in range(60)]
    contacts = [f"    k{n} | b{n} | 0011" for n in range(60)]
    picture = PAIRS.replace("\n\n    contact_point", "\n" + "\n".join(lines) + "\n\n    contact_point")
    picture = picture.replace("\n\n    person", "\n" + "\n".join(contacts) + "\n\n    person")
    assert shared_identifiers(moment(picture)) == []


def test_each_question_stands_alone_with_its_largest_finding_first(moment):
    code = next(code for code, each in all_indicators().items() if each.about == "pair")
    queues = each_question(moment(findings=[(code, "d1:r1", 1.0, []), (code, "d2:r2", 5.0, [])]))
    assert [claim.key for claim in queues[f"question {code}"]] == ["pair:d2:r2", "pair:d1:r1"]


def test_chance_puts_every_pair_in_one_order_and_keeps_it(moment):
    first, second = chance(moment()), chance(moment())
    assert first == second
    assert {claim.key for claim in first} == {"pair:d1:r1", "pair:d2:r2", "pair:d3:r3"}
    assert all(claim.rows is None for claim in first)


def many(n_pairs=40):
    """Ordinary pairs, and one that is unlike them in every number."""
    lines = [f"    a{n} | d{n} | r{n} | kidney | sibling | 2025-01-01 | 2025-03-0{1 + n % 9}" for n in range(n_pairs)]
    odd = "    z | dz | rz | liver | friend | 2025-01-01 | 2025-01-02"
    return "\n".join([*PAIRS.splitlines()[:3], *lines, odd]) + "\n"


def test_a_forest_puts_the_file_unlike_the_others_first(moment):
    claims = isolation_forest(moment(many()))
    assert claims[0].key == "pair:dz:rz"
    assert isolation_forest(moment()) == []  # three pairs make no forest


def test_the_ceiling_learns_what_it_is_shown_and_is_silent_untrained(moment):
    now = moment(many())
    assert boosting(now) == []
    shown = [training_rows(moment(many()), frozenset({"dz:rz"})) for _ in range(30)]
    now.models = {"assessment": trained(shown, seed=1)}
    assert boosting(now)[0].key == "pair:dz:rz"
    assert trained([training_rows(now, frozenset())], seed=1) is None
