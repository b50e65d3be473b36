"""FA-01: at one facility far fewer living donors are close kin than at all the others."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import scipy

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.law import cite

CLOSE_KIN = codes.RELATIONSHIP.in_group("close_kin")
PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
NOT_KNOWN = codes.RELATIONSHIP.in_group("not_known")
UNPROVEN = ("claimed", "contradicted", "none_claimed")


def below_the_others(rows: pa.Table, *, sigma: float, min_n: float, **_parameters: float) -> pa.Table:
    """The rows of facilities whose share of close kin lies below the lower limit of a funnel, with the numbers.

    Fisher's exact test, one-sided: the chance of so few close kin here, given how many there are here and elsewhere
    together; unlike a binomial it does not take the share of a few other files for certain. The limit is the
    one-sided chance of `sigma`. Of a facility found, the rows that are not close kin remain.
    """
    facility = np.asarray(rows["subject"].to_pylist(), dtype=object)
    kin = rows["n_close_kin"].to_numpy(zero_copy_only=False).astype(float)
    keep = np.zeros(len(kin), dtype=bool)
    numbers = {
        name: np.full(len(kin), np.nan) for name in ("size", "n_files", "share_kin", "share_elsewhere", "share_p")
    }
    for one in sorted(set(facility)):
        here = facility == one
        n, x, others, kin_of_others = here.sum(), kin[here].sum(), (~here).sum(), kin[~here].sum()
        if n < min_n or not others:
            continue
        elsewhere = kin_of_others / others
        chance = float(scipy.stats.hypergeom.cdf(x, n + others, x + kin_of_others, n))
        if chance > scipy.stats.norm.sf(sigma):
            continue
        keep |= here & (kin == 0)
        found = {"size": elsewhere - x / n, "n_files": n, "share_kin": x / n}
        for name, value in (found | {"share_elsewhere": elsewhere, "share_p": chance}).items():
            numbers[name][here] = value
    for name, values in numbers.items():
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(values, pa.float64()))
    return rows.filter(pc.equal(pa.array(keep, pa.bool_()), True))


@indicator(
    code="FA-01",
    title="Few close kin among a facility's living donors",
    about="facility",
    family="aggregate",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("osce-2020", "session 2, related donors"),
        cite("del-sum", "summary of the file review"),
        cite("kenya2025", "press reports of the inquiry"),
        cite("spiegelhalter-2005", "control limits"),
        cite("who-gp", "principle 3"),
    ],
    benign=[
        "A centre that specialises in donors who are friends, or in pairs whom other centres turned away",
        "A centre for a minority of which many are far from their kin: refugees, migrants, the diaspora",
        "A region of small families or with inherited kidney disease, where kin may not give",
        "Proof of kinship filed later, or kept in another system, at this centre only",
    ],
    blind_to=[
        "Forged proof of close kinship: a centre of forgers has a high share",
        "Small centres, and rings that take only a few of a large centre's donors",
        "A country in which all centres are alike",
    ],
    ask_first=[
        "The centre: does it run a programme for unrelated donors, since when, and who decides on them?",
        "An audit of files drawn by lot, with each relationship verified again at its issuer",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="design",
        source="in a reported review 1 of 90 verification forms was close kin; rings also forge kinship",
    ),
    p_ordinary=Range(
        0.00135, 0.05, on="2026-11", basis="design", source="three sigma by chance alone; centres differ by more"
    ),
    judge=below_the_others,
    by_p_value=True,
    may_be_empty=["transplant.assessment", "living_donor_assessment.relationship_proof"],
    without={"living_donor_assessment": "relationships that the file calls claimed or contradicted"},
)  # fmt: skip
def few_close_kin(
    transplant: ir.Table,
    living_donor_assessment: ir.Table | None = None,
    *,
    sigma: float = share(3.0, basis="design", source="indicators FA-01: a three-sigma funnel"),
    min_n: int = count(20, basis="design", source="indicators FA-01"),
    window_months: int = months(60, basis="design", source="long enough for twenty living donors at a middling centre"),
    today: dt.date,
) -> ir.Table:
    """Are far fewer of a facility's living donors proven close kin than at all other facilities together?

    Paired and non-directed gifts are left out, and files without a relationship. A relationship counts as close kin
    unless the file says that it is only claimed or contradicted: a missing proof is no disproof.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    done = transplant.filter(
        transplant.donor_type == "living",
        transplant.facility.notnull(),
        transplant.performed_on >= since,
        transplant.performed_on <= ibis.literal(today),
        transplant.relationship.notnull(),
        transplant.relationship.notin(PROGRAMMES + NOT_KNOWN),
    ).select("facility", "relationship", "assessment", transplant="id", told_on="recorded_on")
    kin = done.relationship.isin(CLOSE_KIN)
    if living_donor_assessment is not None:
        file = living_donor_assessment.select("relationship_proof", assessment="id")
        done = done.left_join(file, "assessment").drop("assessment_right")
        kin = done.relationship.isin(CLOSE_KIN) & done.relationship_proof.fill_null("").notin(UNPROVEN)
    return done.select(
        "transplant",
        subject="facility",
        known_on="told_on",
        size=ibis.null("float64"),
        n_close_kin=kin.ifelse(1.0, 0.0),
        n_files=ibis.null("float64"),
        share_kin=ibis.null("float64"),
        share_elsewhere=ibis.null("float64"),
        share_p=ibis.null("float64"),
    )
