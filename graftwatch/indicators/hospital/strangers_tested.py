"""HO-14: one payer settles the matching tests of several people who are no kin and in no donor file."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

INSTITUTION = codes.PAYER_KIND.in_group("institution")
MATCHING = tuple(test for test in codes.TEST_KIND.in_group("compatibility") if test != "blood_group")


@indicator(
    code="HO-14",
    title="One payer for matching tests of strangers",
    about="thing",
    family="network",
    cause="tests of strangers paid by one",
    strength="strong",
    phase="before surgery",
    holders=["laboratory"],
    cites=[
        cite("spain2014", "candidates tested at one payer's cost"),
        cite("lahore", "press reports"),
        cite("egycases", "falsified donor tests"),
        cite("sg-2020", "para 19"),
    ],
    benign=[
        "A bone-marrow drive, a club or a company whose organiser paid the laboratory out of their own pocket",
        "A research study that a doctor paid for and was paid back",
        "A family in which one pays for all, and the family is not on record with us as one",
        "A patient who repays willing friends for their tests before any of them has a donor file",
        "A clinic clerk or translator who settles bills at the counter for foreign patients",
    ],
    blind_to=[
        "Tests paid in cash, or by each tested person with money handed to them",
        "Payers written down only as a kind of payer, neither by name nor by account",
        "Doctors who order tests for many strangers where nobody is named as payer",
        "Blood groups: they are asked for too often to say anything",
        "Candidates who have a donor file; LD-20 asks about those",
    ],
    ask_first=[
        "The laboratory: who ordered these tests, and for which patient?",
        "The tested people, each alone: who asked you to come, and what were you told it was for?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="nine people were tested at one payer's cost in Valencia; most rings test at the hospital or pay cash",
    ),
    p_ordinary=Range(
        0.0002, 0.003, on="2026-11", basis="design", source="no published rate; organisers and families among payers"
    ),
    without={
        "unlicensed_account": "that a licence or the holder's business explains the account that paid",
        "person": "a household that the payer shares with those tested",
        "waiting_list_entry": "that those tested wait for an organ themselves",
    },
    may_be_empty=["laboratory_order.payer", "laboratory_order.payer_account", "laboratory_order.assessment"],
)  # fmt: skip
def strangers_tested(
    laboratory_order: ir.Table,
    circle: ir.Table,
    unlicensed_account: ir.Table | None = None,
    person: ir.Table | None = None,
    waiting_list_entry: ir.Table | None = None,
    *,
    min_people: int = count(3, basis="design", source="indicators HO-14; nine in the Valencia case"),
    window_months: int = months(6, basis="design", source="indicators HO-14, 180 days"),
) -> ir.Table:
    """Does one private payer settle tissue typing, cross-matches or angiographies of several strangers in one window?

    The subject is the payer with its kind in front: `account:…` where an account paid or the named person holds one,
    else `person:…`. What the register says of an account goes before the kind of payer on the order. Not counted are
    orders within a donor file, people in any donor file or on the list, and people of the payer's home or family name.
    The size is the number of people tested.
    """
    order = laboratory_order.filter(laboratory_order.test.isin(MATCHING), laboratory_order.assessment.isnull())
    order = order.select(
        "person", "payer_kind", "payer", "payer_account", "ordered_on", "recorded_on", laboratory_order="id"
    )
    order = order.anti_join(circle.select(filed="person"), [("person", "filed")])
    if waiting_list_entry is not None:
        order = order.anti_join(waiting_list_entry.select(waits="person").distinct(), [("person", "waits")])
    order = _private(order, unlicensed_account)
    order = order.filter(order.payer.isnull() | (order.payer != order.person))
    if person is not None:
        order = _of_other_homes(order, person)
    order = order.mutate(by=ibis.coalesce("account:" + order.payer_account, ibis.literal("person:") + order.payer))
    several = in_fullest_window(
        order, key="by", member="person", on="ordered_on", months=window_months, at_least=min_people, name="n_people"
    )
    return several.select(
        "laboratory_order",
        "n_people",
        subject="by",
        known_on="recorded_on",
        size=several.n_people.cast("float64"),
    )


def _private(order: ir.Table, unlicensed_account: ir.Table | None) -> ir.Table:
    """Orders that no institution pays; payer and payer_account filled in from one another where that is certain."""
    if unlicensed_account is None:
        return order.filter(order.payer_kind.isnull() | order.payer_kind.notin(INSTITUTION))
    held = unlicensed_account.select(account="account", holder="person")
    known = order.left_join(held, [("payer_account", "account")])
    stated = known.payer_kind.isnull() | known.payer_kind.notin(INSTITUTION)
    known = known.filter(ibis.ifelse(known.payer_account.notnull(), known.account.notnull(), stated))
    only = held.group_by("holder").agg(n=held.count(), only_account=held.account.min())
    only = only.filter(only.n == 1).select("only_account", holds="holder")
    known = known.left_join(only, [("payer", "holds")])
    return known.select(
        "person", "ordered_on", "recorded_on", "laboratory_order",
        payer=ibis.coalesce(known.payer, known.holder),
        payer_account=ibis.coalesce(known.payer_account, known.only_account),
    )  # fmt: skip


def _of_other_homes(order: ir.Table, person: ir.Table) -> ir.Table:
    """Orders for people who share neither address nor family name with the payer, as far as both are known."""
    pays = person.select(pays="id", pays_name="family_name", pays_home="address")
    tested = person.select(tested="id", tested_name="family_name", tested_home="address")
    both = order.left_join(pays, [("payer", "pays")]).left_join(tested, [("person", "tested")])
    shared = (both.pays_name == both.tested_name).fill_null(False) | (both.pays_home == both.tested_home).fill_null(
        False
    )
    return both.filter(~shared)
