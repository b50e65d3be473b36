"""HO-02: at one facility far more living transplants cross a border than at all the others."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.against_others import above, compared
from graftwatch.law import cite

ELSEWHERE = codes.RESIDENCY.in_group("non_resident")


def above_the_others(
    rows: pa.Table, *, min_ratio: float, alpha: float, min_n: float, baseline: float, **_parameters: float
) -> pa.Table:
    """The rows across a border of facilities whose share is `min_ratio` times the others' and beyond chance.

    Fisher's exact test, or the beta-binomial where honest centres differ; over all facilities `alpha` false alarms.
    """
    tested = compared(rows, item="transplant", found="n_across", min_n=min_n)
    asked = {
        name: each
        for name, each in tested.items()
        if each.false <= alpha and each.share >= min_ratio * max(each.share_elsewhere, baseline)
    }
    shown = {"size": "share", "n_files": "of", "share_across": "share", "share_elsewhere": "share_elsewhere"}
    return above(rows, asked, found="n_across", numbers=shown | {"share_p": "chance"})


@indicator(
    code="HO-02",
    title="Far more pairs from across a border than elsewhere",
    about="facility",
    family="aggregate",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority", "hospital"],
    cites=[
        cite("alammary", "abstract"),
        cite("kenya2025", "press reports of the inquiry"),
        cite("coe2017-1", "news notice"),
        cite("istanbul-2018", "definition, transplant tourism"),
        cite("spiegelhalter-2005", "control limits"),
    ],
    benign=[
        "A referral centre for a region that a border runs through",
        "An agreement between two States whose number was not written into the files",
        "A hospital to which a diaspora comes home with its own relatives as donors",
        "A specialist for children or for rare diseases whom patients of several countries seek",
    ],
    blind_to=[
        "Patients and donors who are given an address in the country",
        "Pairs with the number of an authorisation, true or invented: they count as ordinary",
        "Files that do not say where either of the two lives",
        "A country in which all centres are alike, or in which one centre does all",
    ],
    ask_first=[
        "The centre: under which agreements do patients come, and who refers them?",
        "An audit of files drawn by lot, with the referral letter of each asked of whoever wrote it",
    ],
    p_ring=Range(
        0.15, 0.5, on="2026-11", basis="design",
        source="the clinics of Kosovo and Kenya lived on patients from abroad; many other rings stay at home",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design",
        source="such pairs are concentrated by nature: a Gini coefficient of 0.76 in the United States",
    ),
    judge=above_the_others,
    never_alone=True,
    by_p_value=True,
    may_be_empty=[
        "transplant.assessment", "transplant.donor", "living_donor_assessment.cross_border_authorisation",
    ],
    without={"living_donor_assessment": "pairs that came under the number of an authorisation"},
)  # fmt: skip
def many_across_borders(
    transplant: ir.Table,
    person: ir.Table,
    living_donor_assessment: ir.Table | None = None,
    *,
    min_ratio: float = share(3.0, basis="design", source="indicators HO-02", within=(2.0, 5.0)),
    alpha: float = share(0.01, basis="design", source="indicators HO-02; as false alarms", within=(0.001, 0.05)),
    min_n: int = count(20, basis="design", source="indicators HO-02", within=(10, 40)),
    baseline: float = share(
        0.02,
        basis="found",
        source="US living kidney donors 2000-2016: 2.0 per cent; a State sets its own",
        within=(0.005, 0.1),
    ),
    window_months: int = months(60, basis="design", source="long enough for twenty living donors", within=(24, 84)),
    today: dt.date,
) -> ir.Table:
    """Do far more of a facility's living donors or their recipients live in another country than at all other
    facilities together, without an authorisation?

    Where a person lives is what the register of persons says of residence; nationality is not read. A transplant
    counts where one of the two is known to live elsewhere, or either is known to live here.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    done = transplant.filter(
        transplant.donor_type == "living",
        transplant.facility.notnull(),
        transplant.performed_on > since,
        transplant.performed_on <= ibis.literal(today),
    ).select("facility", "recipient", "donor", "assessment", transplant="id", told_on="recorded_on")
    done = done.left_join(person.select(gives="id", donor_lives="residency"), [("donor", "gives")])
    done = done.left_join(person.select(gets="id", recipient_lives="residency"), [("recipient", "gets")])
    across = done.donor_lives.isin(ELSEWHERE).fill_null(False) | done.recipient_lives.isin(ELSEWHERE).fill_null(False)
    here = (done.donor_lives == "resident").fill_null(False) | (done.recipient_lives == "resident").fill_null(False)
    done = done.mutate(across=across).filter(across | here)
    if living_donor_assessment is not None:
        number = living_donor_assessment.select("cross_border_authorisation", file="id")
        done = done.left_join(number, [("assessment", "file")])
        done = done.mutate(across=done.across & done.cross_border_authorisation.isnull())
    return done.select(
        "transplant",
        subject="facility",
        known_on="told_on",
        size=ibis.null("float64"),
        n_across=done.across.ifelse(1.0, 0.0),
        n_files=ibis.null("float64"),
        share_across=ibis.null("float64"),
        share_elsewhere=ibis.null("float64"),
        share_p=ibis.null("float64"),
    )
