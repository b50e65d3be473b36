"""The rule of a hit: the decisive link, and half of those named. The right hospital for a wrong reason misses."""

import datetime as dt

from graftwatch.evaluation.hits import Claim, Operation, Planted, is_hit, planted_of, through

LINK = ("contact_point", "c1")
OTHER = ("transplant", "t1")
RING = Planted(
    id="r",
    recipe="structure-1",
    people=frozenset({"ana", "eva", "ivo", "uma"}),
    rows=frozenset({LINK, OTHER}),
    decisive=frozenset({LINK}),
)


def claim(rows, named, **more):
    held = None if rows is None else frozenset(rows)
    return Claim("k", 5.0, frozenset({("X", "s")}), held, frozenset(named), **more)


def test_a_lead_on_the_link_that_names_the_ring_is_a_hit():
    assert is_hit(claim([LINK], ["ana"]), RING, {})


def test_the_right_people_for_a_wrong_reason_are_a_miss():
    assert not is_hit(claim([OTHER], ["ana", "eva"]), RING, {})


def test_half_of_those_named_suffice_and_less_does_not():
    assert is_hit(claim([LINK], ["ana", "zoe"]), RING, {})
    assert not is_hit(claim([LINK], ["ana", "zoe", "max"]), RING, {})


def test_whom_its_rows_point_at_is_named_as_well():
    people_of = {LINK: frozenset({"zoe", "max"})}
    assert not is_hit(claim([LINK], ["ana"]), RING, people_of)
    assert is_hit(claim([LINK], ["ana", "eva"]), RING, people_of)


def test_a_lead_that_names_nobody_is_held_to_its_rows():
    assert is_hit(claim([LINK, ("x", "1")], []), RING, {})
    assert not is_hit(claim([LINK, ("x", "1"), ("x", "2")], []), RING, {})


def test_a_rival_that_cites_no_rows_is_let_off_the_link_and_not_the_people():
    assert is_hit(claim(None, ["ana", "zoe"]), RING, {})
    assert not is_hit(claim(None, ["zoe"]), RING, {})
    assert not is_hit(claim(None, []), RING, {})


def test_the_questions_that_touched_the_link_are_told():
    lead = claim([LINK, OTHER], ["ana"], rows_by_code={"LD-20": frozenset({LINK}), "HO-01": frozenset({OTHER})})
    assert through(lead, RING) == ("LD-20",)


def test_a_truth_file_gives_people_rows_and_operations():
    told = {
        "id": "0-structure-7-plain",
        "recipe": "structure-7-plain",
        "form": "plain",
        "structure": {"seed": 7, "size": 2},
        "members": {"contact_point": ["c1"]},
        "decisive": {"contact_point": ["c1"]},
        "pairs": [["ana", "eva"]],
        "files": [{"file": "f1", "donor": "ana", "recipient": "eva", "operation_on": "2025-08-03"},
                  {"file": "f2", "donor": "ivo", "recipient": None, "operation_on": None}],
    }  # fmt: skip
    (ring,) = planted_of(
        [told], lambda table, number: number, lambda rows: {LINK: frozenset({"helper"})} if LINK in rows else {}
    )
    assert ring.people == {"ana", "eva", "ivo", "helper"}
    assert ring.operations == (Operation("ana", "eva", dt.date(2025, 8, 3)), Operation("ivo", None, None))
    assert ring.decisive == {LINK}
    assert ("person", "ana") in ring.rows
    assert (ring.form, ring.structure["seed"]) == ("plain", 7)
