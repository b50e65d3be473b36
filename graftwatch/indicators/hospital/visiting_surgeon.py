"""HO-10: a surgeon who comes for the case, at several facilities, for far fewer close kin than the others."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.against_others import above, compared
from graftwatch.law import cite

CLOSE_KIN = codes.RELATIONSHIP.in_group("close_kin")
PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
NOT_KNOWN = codes.RELATIONSHIP.in_group("not_known")
OPERATES = ("lead_surgeon", "donor_surgeon", "anaesthetist")
COMES = ("visiting", "per_case")


def above_peers(rows: pa.Table, *, alpha: float, min_fac: float, min_n: float, **_parameters: float) -> pa.Table:
    """The rows that are not close kin of those who come for the case, at `min_fac` facilities, beyond chance.

    All who operate are compared, each with all transplants of the others; over all of them `alpha` false alarms.
    """
    fac: dict[str, set[str]] = {}
    comes: dict[str, bool] = {}
    columns = (rows["subject"].to_pylist(), rows["facility"].to_pylist(), rows["n_comes"].to_pylist())
    for subject, facility, mark in zip(*columns, strict=True):
        fac.setdefault(subject, set()).add(facility)
        comes[subject] = comes.get(subject, False) or bool(mark)
    tested = compared(rows, item="transplant", found="n_not_kin", min_n=min_n)
    asked = {
        name: each
        for name, each in tested.items()
        if comes[name] and len(fac[name]) >= min_fac and each.false <= alpha and each.share > each.share_elsewhere
    }
    shown = {"size": "share", "n_files": "of", "share_not_kin": "share", "share_elsewhere": "share_elsewhere"}
    kept = above(rows, asked, found="n_not_kin", numbers=shown | {"share_p": "chance"})
    n_facilities = pa.array([float(len(fac[name])) for name in kept["subject"].to_pylist()], pa.float64())
    return kept.drop_columns(["facility", "n_comes"]).append_column("n_facilities", n_facilities)


@indicator(
    code="HO-10",
    title="Surgeon who comes for the case, rarely for close kin",
    about="practitioner",
    family="network",
    strength="moderate",
    phase="after surgery",
    holders=["hospital", "licensing authority"],
    cites=[
        cite("del2024a", "police statements, a visiting consultant"),
        cite("medicus", "BBC, EULEX notice and other reports"),
        cite("lahore", "press reports"),
        cite("ccpcj-25-1", "para 3(b)"),
    ],
    benign=[
        "A specialist who serves several hospitals of a region, and is called for the harder pairs",
        "A training mission that helps young centres, whose first pairs are often friends or wider kin",
        "A surgeon of a programme for incompatible pairs that the files do not call one",
        "An anaesthetist of an agency who goes where the list is short of people",
    ],
    blind_to=[
        "Surgeons on the staff, and those whose terms nobody wrote down",
        "Teams written down under the name of a colleague",
        "A ring that calls its donors close kin",
        "Surgeons with few transplants, or at one facility only",
    ],
    ask_first=[
        "The facilities: who called this surgeon for each of these, and who paid the fee?",
        "The licensing authority: where else does this practitioner have leave to work?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="teams that come for the case stand in the Delhi, Kosovo and Lahore reports",
    ),
    p_ordinary=Range(0.005, 0.05, on="2026-11", basis="design", source="alpha by chance; specialists are called"),
    judge=above_peers,
    never_alone=True,
    by_p_value=True,
)  # fmt: skip
def visiting_surgeon(
    team_member: ir.Table,
    transplant: ir.Table,
    *,
    alpha: float = share(0.01, basis="design", source="indicators HO-10; as false alarms", within=(0.001, 0.05)),
    min_fac: int = count(2, basis="design", source="indicators HO-10", within=(2, 4)),
    min_n: int = count(6, basis="design", source="fewer transplants bear no share", within=(5, 15)),
    window_months: int = months(60, basis="design", source="as FA-01", within=(24, 84)),
    today: dt.date,
) -> ir.Table:
    """Do far fewer close kin stand behind the living transplants of a surgeon or anaesthetist who visits, or is paid by
    the case, at several facilities, than behind those of all others?

    Exchanges, gifts to nobody in particular and transplants without a relationship are left out. Where a practitioner
    comes from is not read. The size is the share of transplants that are not close kin.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    done = transplant.filter(
        transplant.donor_type == "living",
        transplant.facility.notnull(),
        transplant.relationship.notnull(),
        transplant.relationship.notin(PROGRAMMES + NOT_KNOWN),
        transplant.performed_on > since,
        transplant.performed_on <= ibis.literal(today),
    )
    done = done.select("facility", "relationship", operation="id", told_on="recorded_on")
    part = team_member.filter(team_member.role.isin(OPERATES) & team_member.practitioner.notnull())
    part = part.select("practitioner", "contract", "transplant", team_member="id")
    both = part.join(done, [("transplant", "operation")])
    return both.select(
        "transplant",
        "team_member",
        "facility",
        subject="practitioner",
        known_on="told_on",
        size=ibis.null("float64"),
        n_comes=both.contract.isin(COMES).fill_null(False).ifelse(1.0, 0.0),
        n_not_kin=both.relationship.isin(CLOSE_KIN).ifelse(0.0, 1.0),
        n_files=ibis.null("float64"),
        share_not_kin=ibis.null("float64"),
        share_elsewhere=ibis.null("float64"),
        share_p=ibis.null("float64"),
    )
