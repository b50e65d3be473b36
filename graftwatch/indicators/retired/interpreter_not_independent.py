"""LD-06: an interpreter who belongs to one side, or who serves pair after pair without being accredited."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

NEUTRAL = codes.PARTY.in_group("neutral")
SIDES = ("donor_side", "recipient_side")


@indicator(
    code="LD-06",
    title="Interpreter is not independent",
    about="pair",
    family="network",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("hta-ia", "independent interpreter"),
        cite("uk2023", "trial reports, payment to an interpreter"),
        cite("netcare", "fact summary"),
        cite("bts2018", "independent translators"),
        cite("sg-2020", "para 29"),
    ],
    benign=[
        "A daughter or nephew helped because no interpreter could be found that morning",
        "A nurse or a cleaner who speaks the language stood in, with nobody paying them",
        "Private patients are sent the interpreter's bill, as the hospital does with every bill",
        "A rare language has one or two speakers in the country, and everybody calls them",
        "An interpreter is accredited, and the clerk did not tick it",
    ],
    blind_to=[
        "An accredited interpreter whom somebody bribes",
        "Interviews for which nobody wrote down who interpreted",
        "Interpreters whose names are spelled differently in each file",
        "Languages for which the records show no accredited interpreter: there was no choice",
    ],
    ask_first=[
        "An accredited interpreter, by video: repeat the interview with the donor alone; only then count the consent",
        "The ward: who called this interpreter, and who paid?",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="an interpreter was paid in the London case and accused in the South African one; many rings need none",
    ),
    p_ordinary=Range(
        0.02, 0.15, on="2026-11", basis="design", source="no published rate; relatives interpret in many interviews"
    ),
    never_alone=True,
    without={"companion": "that the interpreter is on file as a companion", "transplant": "ties by a transplant"},
)  # fmt: skip
def interpreter_not_independent(
    interpreting: ir.Table,
    *,
    min_pairs: int = count(2, basis="design", source="indicators LD-06"),
    window_months: int = months(24, basis="design", source="indicators LD-06"),
) -> ir.Table:
    """Was a pair interpreted by a companion, by somebody of one side, or by one who does so for others unaccredited?

    One without accreditation is asked about from `min_pairs` unrelated pairs on, where an accredited interpreter of
    that language is known. The size is the number of unrelated pairs so served, else one.
    """
    session = interpreting
    neutral = (session.accredited == "yes") & session.employed_by.isin(NEUTRAL)
    of_a_side = session.employed_by.isin(SIDES).fill_null(False)
    paid = ((session.paid_by == "recipient_side") & ~neutral.fill_null(False)).fill_null(False)
    came_along = (session.also_companion == "yes").fill_null(False) | session.companion.notnull()
    session = session.mutate(one_sided=of_a_side | paid | came_along)
    often = in_fullest_window(
        _avoidable(session), key="who", member="circle", on="held_on", months=window_months, at_least=min_pairs,
        name="n_pairs",
    )  # fmt: skip
    asked = session.left_join(often.select("n_pairs", again="interpreter_session"), [("interpreter_session", "again")])
    asked = asked.filter(asked.pair.notnull(), asked.one_sided | asked.n_pairs.notnull())
    return asked.select(
        "interpreter_session", "companion", subject="pair", living_donor_assessment="assessment",
        known_on=ibis.greatest(asked.told_on, asked.opened_told, asked.came_told),
        size=asked.n_pairs.fill_null(1).cast("float64"), n_pairs=asked.n_pairs.fill_null(1),
    )  # fmt: skip


def _avoidable(session: ir.Table) -> ir.Table:
    """Sessions of interpreters never known as accredited, in languages that an accredited one speaks."""
    sure = session.filter(session.accredited == "yes")
    never = session.filter(session.held_on.notnull()).anti_join(sure.select("who").distinct(), "who")
    return never.filter(never.accredited == "no").semi_join(sure.select("language").distinct(), "language")
