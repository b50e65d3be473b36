"""HO-09: at one facility, pairs who are not close kin come through one referrer, and close kin do not."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.against_others import Compared, told, with_false_alarms
from graftwatch.indicators.exact import fisher_greater
from graftwatch.law import cite

CLOSE_KIN = codes.RELATIONSHIP.in_group("close_kin")
PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
NOT_KNOWN = codes.RELATIONSHIP.in_group("not_known")
THROUGH_A_PROGRAMME = ("paired", "non_directed")


def through_one(
    rows: pa.Table, *, min_hhi: float, lift: float, min_n: float, alpha: float, **_parameters: float
) -> pa.Table:
    """The rows of each facility's foremost referrer of pairs who are no close kin, where that is beyond chance.

    Fisher's exact test of the referrer's share among them against its share among the close kin of the same facility,
    times the referrers that could have been the foremost; over all facilities `alpha` false alarms.
    """
    held: dict[str, tuple[Counter[str], Counter[str]]] = {}
    columns = (rows["subject"].to_pylist(), rows["referrer"].to_pylist(), rows["n_close_kin"].to_pylist())
    for subject, referrer, kin in zip(*columns, strict=True):
        held.setdefault(subject, (Counter(), Counter()))[int(kin)][referrer] += 1
    tested, foremost, concentration = {}, {}, {}
    for subject, (others, kin) in sorted(held.items()):
        n, m = others.total(), kin.total()
        if n < min_n or not m:
            continue
        first = min(others, key=lambda name, of=others: (-of[name], name))  # type: ignore[misc]
        chance = min(1.0, fisher_greater(others[first], n, kin[first], m) * len(others))
        tested[subject] = Compared(others[first], n, kin[first], m, chance)
        foremost[subject] = first
        concentration[subject] = sum((each / n) ** 2 for each in others.values())
    numbers = {}
    for subject, each in with_false_alarms(tested).items():
        # half a file for none: a referrer without any close kin has a lift, but no endless one
        usual = max(each.found_elsewhere, 0.5) / each.of_elsewhere
        if each.false <= alpha and concentration[subject] >= min_hhi and each.share >= lift * usual:
            numbers[subject] = {
                "size": each.share, "n_files": float(each.of), "share_first": each.share,
                "share_among_kin": each.share_elsewhere, "share_p": each.chance,
            }  # fmt: skip
    keep = [
        subject in numbers and referrer == foremost[subject] and not kin
        for subject, referrer, kin in zip(*columns, strict=True)
    ]
    return told(rows, keep, numbers).drop_columns(["referrer"])


@indicator(
    code="HO-09",
    title="Pairs who are not close kin come through one referrer",
    about="facility",
    family="network",
    strength="moderate",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("del2024a", "police statements, brokers in dialysis units"),
        cite("kenya2025", "press reports; a partner medical centre matched donors and recipients"),
        cite("who-gp", "principle 7, commentary"),
    ],
    benign=[
        "One national unit that sends all pairs who need a longer assessment",
        "An insurer's preferred provider, or a charity that helps friends to give",
        "A dialysis unit whose staff encourage friends and cousins as well as close kin",
        "A doctor who sees migrants, whose close kin live far away",
    ],
    blind_to=[
        "A referrer who sends as many forged close kin as others",
        "Files without a referrer, and referrers written in several ways",
        "A facility to which no close kin were ever referred",
    ],
    ask_first=[
        "The referrer: on what basis, in writing, do you send pairs to this facility?",
        "The facility: does anybody pay, or is anybody paid, for a referral?",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="brokers work in dialysis units and partner centres by several reports; others come through no one",
    ),
    p_ordinary=Range(0.01, 0.1, on="2026-11", basis="design", source="alpha by chance; referral is never even"),
    judge=through_one,
    never_alone=True,
    by_p_value=True,
    may_be_empty=["living_donor_assessment.programme"],
)  # fmt: skip
def one_referrer(
    living_donor_assessment: ir.Table,
    *,
    min_hhi: float = share(0.25, basis="design", source="indicators HO-09", within=(0.15, 0.4)),
    lift: float = share(2.0, basis="design", source="indicators HO-09", within=(1.5, 4.0)),
    min_n: int = count(10, basis="design", source="indicators HO-09", within=(8, 20)),
    alpha: float = share(0.01, basis="design", source="as HO-02; share of false alarms", within=(0.001, 0.05)),
    window_months: int = months(36, basis="design", source="long enough for ten such files", within=(12, 60)),
    today: dt.date,
) -> ir.Table:
    """Do a facility's pairs who are not close kin come through one referrer far more often than its close kin do?

    The close kin of the same facility are the measure: whoever serves a region sends both. Exchanges, gifts to nobody
    in particular and files without a relationship or a referrer are left out. The size is the referrer's share.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    file = living_donor_assessment.filter(
        living_donor_assessment.facility.notnull(),
        living_donor_assessment.referrer.notnull(),
        living_donor_assessment.relationship.notnull(),
        living_donor_assessment.relationship.notin(PROGRAMMES + NOT_KNOWN),
        living_donor_assessment.programme.fill_null("").notin(THROUGH_A_PROGRAMME),
        living_donor_assessment.opened_on > since,
    )
    return file.select(
        "referrer",
        living_donor_assessment="id",
        subject="facility",
        known_on="recorded_on",
        size=ibis.null("float64"),
        n_close_kin=file.relationship.isin(CLOSE_KIN).ifelse(1.0, 0.0),
        n_files=ibis.null("float64"),
        share_first=ibis.null("float64"),
        share_among_kin=ibis.null("float64"),
        share_p=ibis.null("float64"),
    )
