"""HO-12: at one facility, donors who are no close kin are never seen again far more often than close kin."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.against_others import told
from graftwatch.indicators.exact import benjamini_hochberg, stratified_greater
from graftwatch.law import cite

CLOSE_KIN = codes.RELATIONSHIP.in_group("close_kin")
PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
NOT_KNOWN = codes.RELATIONSHIP.in_group("not_known")
ELSEWHERE = codes.RESIDENCY.in_group("non_resident")


def more_than_kin(rows: pa.Table, *, gap: float, alpha: float, min_n: float, **_parameters: float) -> pa.Table:
    """The vanished donors who are no close kin, of facilities where they vanish beyond chance more often than kin.

    Fisher's exact test within each group of residence, so that living far away does not make the answer; over all
    facilities `alpha` false alarms.
    """
    subjects = np.array(rows["subject"].to_pylist(), dtype=object)
    gone, kin, away = (np.array(rows[name].to_pylist(), dtype=float) > 0 for name in ("n_gone", "n_kin", "n_away"))
    chances, found = {}, {}
    for one in sorted(set(subjects.tolist())):
        here = subjects == one
        strata = [
            tuple(int(each.sum()) for each in (gone & part & ~kin, part & ~kin, gone & part & kin, part & kin))
            for part in (here & away, here & ~away)
        ]
        # only where there is somebody to compare with
        strata = [each for each in strata if each[1] and each[3]]
        x, n, x_kin, n_kin = (sum(each[at] for each in strata) for at in range(4))
        if n < min_n or n_kin < min_n:
            continue
        chances[one] = stratified_greater(strata)  # type: ignore[arg-type]
        found[one] = {"size": x / n - x_kin / n_kin, "n_donors": float(n), "share_gone": x / n,
                      "share_gone_of_kin": x_kin / n_kin, "share_p": chances[one]}  # fmt: skip
    false = dict(zip(chances, benjamini_hochberg(list(chances.values())), strict=True))
    asked = {one: each for one, each in found.items() if each["size"] >= gap and false[one] <= alpha}
    keep = [subject in asked and bool(x) and not bool(k) for subject, x, k in zip(subjects, gone, kin, strict=True)]
    return told(rows, keep, asked)


@indicator(
    code="HO-12",
    title="Donors who are no close kin vanish from follow-up",
    about="facility",
    family="process",
    strength="moderate",
    phase="after surgery",
    holders=["hospital", "transplant authority"],
    cites=[
        cite("alammary", "abstract"),
        cite("reed2018", "abstract"),
        cite("lentine2020", "abstract"),
        cite("who-gp", "principle 10"),
    ],
    benign=[
        "Close kin come along when the recipient is seen, and others have no such reason to come",
        "Others are younger, or work, and attend less everywhere",
        "A centre that pays the journey of nobody, where others live further away",
        "Visits kept with a doctor at home and never sent to the centre",
    ],
    blind_to=[
        "Facilities that follow nobody up, kin or not: the reconciliation list shows every visit missed",
        "Donors passed off as close kin",
        "Visits written down that never took place",
    ],
    ask_first=[
        "The donors, by staff who had no part in the operation, to offer a visit: how are you?",
        "The centre: how were these donors invited, how often, and at which address?",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="networks have no interest in donors afterwards, says the design paper; no published share",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design",
        source="one study found unrelated donors no more often lost than others; centres differ",
    ),
    judge=more_than_kin,
    never_alone=True,
    by_p_value=True,
    may_be_empty=["follow_up.vital_status", "transplant.donor"],
    without={
        "death": "donors who died",
        "person": "donors who live in another country",
        "hospital_stay": "donors from elsewhere for whom care at home was planned",
    },
)  # fmt: skip
def donors_vanish(
    transplant: ir.Table,
    follow_up: ir.Table,
    death: ir.Table | None = None,
    person: ir.Table | None = None,
    hospital_stay: ir.Table | None = None,
    *,
    gap: float = share(0.3, basis="design", source="indicators HO-12; US, 2015: 76 against 45 %", within=(0.2, 0.5)),
    alpha: float = share(0.05, basis="design", source="share of false alarms", within=(0.01, 0.1)),
    min_n: int = count(5, basis="design", source="fewer on either side bear no share", within=(5, 15)),
    due_months: int = months(
        15, basis="design", source="the first yearly visit and three months in which to enter it", within=(9, 27)
    ),
    window_months: int = months(72, basis="design", source="long enough for five on either side", within=(36, 120)),
    today: dt.date,
) -> ir.Table:
    """Are a facility's living donors who are not close kin never seen after the operation far more often than those
    who are?

    A visit anywhere counts, and whoever is known to have died is left out, as is a donor from elsewhere with a planned
    visit on file. A row that says lost is no visit. Residents are compared with residents. Size: the gap in shares.
    """
    latest = (ibis.literal(today) - ibis.interval(months=due_months)).cast("date")
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    gave = transplant.filter(
        transplant.donor_type == "living",
        transplant.donor.notnull(),
        transplant.facility.notnull(),
        transplant.relationship.notnull(),
        transplant.relationship.notin(PROGRAMMES + NOT_KNOWN),
        transplant.performed_on > since,
        transplant.performed_on <= latest,
    ).select("facility", "donor", "relationship", "performed_on", "recorded_on", transplant="id")
    lives = person.select("residency", key="id") if person is not None else None
    away = ibis.literal(False)
    if lives is not None:
        gave = gave.left_join(lives, [("donor", "key")])
        away = gave.residency.isin(ELSEWHERE).fill_null(False)
    gave = gave.mutate(away=away)
    gone = [follow_up.filter(follow_up.vital_status == "dead").select(who="person")]
    if death is not None:
        gone.append(death.select(who="person"))
    gave = gave.anti_join((ibis.union(*gone) if len(gone) > 1 else gone[0]).distinct(), [("donor", "who")])
    if hospital_stay is not None:
        planned = hospital_stay.filter(
            hospital_stay.follow_up_planned_on.notnull(), hospital_stay.role == "living_donor"
        )
        planned = planned.select(who="person", away=ibis.literal(True)).distinct()
        gave = gave.anti_join(planned, [("donor", "who"), "away"])
    visit = follow_up.filter(
        follow_up.role == "living_donor", follow_up.vital_status.isnull() | (follow_up.vital_status != "lost")
    ).select(who="person", came_on="visited_on")
    came = gave.join(visit, [("donor", "who")])
    came = came.filter(came.came_on > came.performed_on).select(came="transplant").distinct()
    both = gave.left_join(came, [("transplant", "came")])
    return both.select(
        "transplant",
        subject="facility",
        known_on="recorded_on",
        size=ibis.null("float64"),
        n_gone=both.came.isnull().ifelse(1.0, 0.0),
        n_kin=both.relationship.isin(CLOSE_KIN).ifelse(1.0, 0.0),
        n_away=both.away.ifelse(1.0, 0.0),
        n_donors=ibis.null("float64"),
        share_gone=ibis.null("float64"),
        share_gone_of_kin=ibis.null("float64"),
        share_p=ibis.null("float64"),
    )
