"""LD-28: one interpreter who is not accredited in several unrelated pairs, or one whom the recipient's side paid."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

NEUTRAL = codes.PARTY.in_group("neutral")


@indicator(
    code="LD-28",
    title="One interpreter for several unrelated pairs, or one paid by the recipient's side",
    about="pair",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("uk2023", "trial reports, payment to an interpreter"),
        cite("netcare", "fact summary"),
        cite("hta-ia", "independent interpreter"),
        cite("bts2018", "independent translators"),
        cite("sg-2020", "para 29"),
    ],
    benign=[
        "A nurse or a cleaner who speaks the language stands in whenever the accredited interpreter does not come",
        "A volunteer of the community goes with every family, and nobody ever thought of putting her on the list",
        "Private patients are sent the interpreter's bill, and the clerk did not tick that she is accredited",
        "An interpreter is accredited, and two offices spell the name differently",
        "Two interpreters have the same name",
    ],
    blind_to=[
        "An accredited interpreter whom somebody bribes",
        "Somebody who comes along with one pair only: the centre owes that family an interpreter, and a list says so",
        "Interviews for which nobody wrote down who interpreted, or who paid",
        "Languages with fewer accredited interpreters than asked for: there was hardly a choice",
    ],
    ask_first=[
        "An accredited interpreter, by video: repeat the interview with the donor alone; only then count the consent",
        "The ward: who called this interpreter, and who paid?",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="an interpreter was paid in the London case and accused in the South African one; many rings need none",
    ),
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design",
        source="no published rate; of 1,268 pairs of an invented State without rings none, and offices write less well",
    ),
    never_alone=True,
    without={"companion": "that the interpreter is on file as a companion", "transplant": "ties by a transplant"},
)  # fmt: skip
def interpreter_shared_or_paid(
    interpreting: ir.Table,
    *,
    min_pairs: int = count(2, basis="design", within=(2, 4), source="indicators LD-06"),
    window_months: int = months(24, basis="design", within=(12, 36), source="indicators LD-06"),
    min_accredited: int = count(
        2, basis="design", within=(1, 4), source="where one person alone is accredited, another is called out of need"
    ),
) -> ir.Table:
    """Did somebody outside the list interpret for several unrelated pairs, or did the recipient's side pay for it?

    Somebody outside the list was never written down as accredited, or came along with the people; it is asked from
    `min_pairs` unrelated pairs within `window_months` on, where the records of that language know `min_accredited`
    accredited interpreters. A bill for an accredited interpreter of a neutral office is no payment by a party. The size
    is the number of unrelated pairs, one where only the payment is asked about.
    """
    session = interpreting
    neutral = ((session.accredited == "yes") & session.employed_by.isin(NEUTRAL)).fill_null(False)
    session = session.mutate(paid=(session.paid_by == "recipient_side").fill_null(False) & ~neutral)
    often = in_fullest_window(
        _of_choice(session, min_accredited), key="who", member="circle", on="held_on", months=window_months,
        at_least=min_pairs, name="n_pairs",
    )  # fmt: skip
    asked = session.left_join(often.select("n_pairs", again="interpreter_session"), [("interpreter_session", "again")])
    asked = asked.filter(asked.pair.notnull(), asked.paid | asked.n_pairs.notnull())
    return asked.select(
        "interpreter_session", "companion", subject="pair", living_donor_assessment="assessment",
        known_on=ibis.greatest(asked.told_on, asked.opened_told, asked.came_told),
        size=asked.n_pairs.fill_null(1).cast("float64"), n_pairs=asked.n_pairs.fill_null(1),
    )  # fmt: skip


def _of_choice(session: ir.Table, min_accredited: int) -> ir.Table:
    """Interviews by somebody outside the list, in languages for which enough others are on it."""
    along = (session.also_companion == "yes").fill_null(False) | session.companion.notnull()
    listed = session.filter(~along, session.accredited == "yes")
    unlisted = session.filter(~along, session.accredited == "no")
    # one interpreter stands as a person in one file and by name in another: either tells that they are on the list
    for known in ("who", "named"):
        unlisted = unlisted.anti_join(listed.select(known).distinct(), known)
    pool = listed.group_by("language").agg(n_listed=ibis.coalesce(listed.named, listed.who).nunique())
    outside = ibis.union(session.filter(along), unlisted)
    outside = outside.filter(outside.held_on.notnull())
    return outside.semi_join(pool.filter(pool.n_listed >= min_accredited), "language")
