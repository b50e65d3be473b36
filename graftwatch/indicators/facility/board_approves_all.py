"""FA-05: one board approves far more often, faster and in more similar words than all the others."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import scipy

from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.alike import used_again
from graftwatch.indicators.exact import benjamini_hochberg, fisher_greater, fisher_less
from graftwatch.law import cite

SIGNS = ("approved", "fast", "like")
N_SIGNS = 2
"""So many of the signs are asked for together: each alone has a good reason."""

ANSWER = pa.schema(
    [
        ("subject", pa.string()),
        ("known_on", pa.date32()),
        ("size", pa.float64()),
        ("board_decision", pa.string()),
        ("n_decisions", pa.int64()),
        ("share_approved", pa.float64()),
        ("share_fast", pa.float64()),
        ("share_like", pa.float64()),
        ("share_p", pa.float64()),
    ]
)

Decision = dict[str, Any]


def apart_from_the_others(
    rows: pa.Table,
    *,
    sigma: float,
    min_n: float,
    min_minutes: float,
    min_alike: float,
    common_share: float,
    **_parameters: float,
) -> pa.Table:
    """The approvals of boards that lie beyond a one-sided limit in at least two of three signs.

    Each sign is one of Fisher's exact tests against all other boards. Twice the second smallest of the three chances is
    a fair chance that fewer than two signs are real (Benjamini and Heller 2008, from memory); over all boards the share
    of false alarms is held to the one-sided chance of `sigma`.
    """
    said: list[Decision] = rows.to_pylist()
    worded = [row for row in said if row["signature"] is not None]
    again = used_again(
        *([row[name] for row in worded] for name in ("signature", "subject", "circle")),
        at_least=min_alike,
        common_share=common_share,
    )
    like = {worded[at]["board_decision"] for at in again}
    for row in said:
        row["fast"] = None if row["minutes"] is None else row["minutes"] < min_minutes
        row["like"] = None if row["signature"] is None else row["board_decision"] in like
    of: dict[str, list[Decision]] = {}
    for row in said:
        of.setdefault(row["subject"], []).append(row)
    judged = {
        board: _judged(here, [row for row in said if row["subject"] != board])
        for board, here in sorted(of.items())
        if len(here) >= min_n
    }
    alarms = benjamini_hochberg([each["share_p"] for each in judged.values()])
    asked = {board: judged[board] for board, p in zip(judged, alarms, strict=True) if p <= scipy.stats.norm.sf(sigma)}
    found = [
        row | asked[board] for board in asked for row in of[board] if row["approved"] and (row["fast"] or row["like"])
    ]
    return pa.Table.from_pylist([{name: row[name] for name in ANSWER.names} for row in found], ANSWER)


def _judged(here: list[Decision], elsewhere: list[Decision]) -> dict[str, float]:
    """The numbers of one board, and its chance."""
    chances, shares = [], {}
    for sign in SIGNS:
        ours, theirs = ([bool(row[sign]) for row in rows if row[sign] is not None] for rows in (here, elsewhere))
        shares[f"share_{sign}"] = sum(ours) / len(ours) if ours else float("nan")
        if not ours or not theirs:
            chances.append(1.0)
        elif sign == "approved":  # few refusals, rather than many approvals: the rare thing is counted
            refused, refused_there = len(ours) - sum(ours), len(theirs) - sum(theirs)
            chances.append(fisher_less(refused, len(ours), refused_there, len(theirs)))
        else:
            chances.append(fisher_greater(sum(ours), len(ours), sum(theirs), len(theirs)))
    p = min(1.0, (len(SIGNS) - N_SIGNS + 1) * sorted(chances)[N_SIGNS - 1])
    return shares | {"n_decisions": len(here), "share_p": p, "size": shares["share_approved"]}


@indicator(
    code="FA-05",
    title="A board that approves all, fast, in like words",
    about="thing",
    family="process",
    strength="moderate",
    phase="before surgery",
    holders=["ethics board"],
    cites=[
        cite("maha2018", "reports of a refusal after accounts differed"),
        cite("ijt2022", "abstract"),
        cite("noida2021", "papers gathered within 19 days"),
        cite("unodc2015", "content from memory; assessing screening procedures"),
    ],
    benign=[
        "The centre's team turns weak files away before the board sees them, and writes that down elsewhere",
        "The board sees renewals and paired chains, which need few minutes and few words",
        "A secretary fills the minutes from a template of this board's own",
        "The board has dealt with long files in a sitting beforehand, and the minutes count the vote only",
    ],
    blind_to=[
        "A country in which all boards are alike, or that has one board",
        "Boards with few decisions, and rings that bring few files to a busy board",
        "Refusals that are never written down because the file is withdrawn first",
    ],
    ask_first=[
        "The board: how many files were turned away before they reached you, and where is that written?",
        "A second reader, on files drawn by lot: would they have decided alike, and on the same papers?",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="boards approved the pairs in most prosecuted cases; few of them were audited",
    ),
    p_ordinary=Range(
        0.00135, 0.05, on="2026-11", basis="design", source="three sigma by chance alone; boards differ by more"
    ),
    judge=apart_from_the_others,
    by_p_value=True,
    may_be_empty=["board_decision.minutes", "board_decision.note_shingle_signature"],
)  # fmt: skip
def board_approves_all(
    board_decision: ir.Table,
    donor_file: ir.Table,
    *,
    sigma: float = share(3.0, basis="design", source="a three-sigma limit, as for FA-01", within=(2.5, 4.0)),
    min_n: int = count(50, basis="design", source="indicators FA-05", within=(30, 100)),
    min_minutes: int = count(15, basis="design", source="indicators FA-05", within=(5, 30)),
    min_alike: float = share(0.8, basis="design", source="indicators FA-05, for word shingles", within=(0.6, 0.95)),
    common_share: float = share(
        0.5,
        basis="design",
        source="what half of all minutes say is the wording of the law or of a form",
        within=(0.2, 0.7),
    ),
    window_months: int = months(36, basis="design", source="long enough for fifty decisions", within=(12, 60)),
    today: dt.date,
) -> ir.Table:
    """Does one board approve far more often, faster or in more similar words than all other boards together?

    Asked for are two of the three signs at once. Deferred and referred files count as not approved. The size is the
    share approved.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    met = board_decision.filter(
        board_decision.board.notnull(), board_decision.met_on >= since, board_decision.met_on <= ibis.literal(today)
    )
    met = met.filter(met.decision.isin(("approve", "refuse", "defer", "refer")))
    met = met.left_join(donor_file.select("circle", file="assessment"), [("assessment", "file")])
    return met.select(
        "minutes",
        subject=ibis.literal("board:") + met.board,
        known_on="recorded_on",
        board_decision="id",
        approved=met.decision == "approve",
        signature="note_shingle_signature",
        circle=ibis.coalesce(met.circle, met.id),
    )
