"""PT-10: infections and surgical harm, soon after a transplant abroad whose file is incomplete."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, count, days, indicator
from graftwatch.law import cite

VIRUSES = {
    "hepatitis_b": (("B16",), ("B170", "B180", "B181")),
    "hepatitis_c": ((), ("B171", "B182")),
    "hiv": (("B20", "B21", "B22", "B23", "B24", "Z21"), ()),
}
OTHERS = {
    "wound": ((), ("T814",)),
    "resistant": (("U80", "U81", "U82", "U83", "U84"), ()),
    "mould": (("B44", "B46"), ("B487",)),
    "surgery": ((), ("T815", "K430", "K431", "K432")),
    "carrier": ((), ("Z225",)),
}
"""By sign, the ICD-10 categories and the codes without the dot; `surgery` is something left inside, or a burst scar."""

CONDITION = {**VIRUSES, **OTHERS}


@indicator(
    code="PT-10",
    title="Infections and surgical harm after a transplant abroad",
    about="recipient",
    family="behaviour",
    strength="weak",
    phase="after surgery",
    holders=["hospital", "transplant authority"],
    never_alone=True,
    cites=[
        cite("gill2008", "abstract"),
        cite("pak2011", "abstract"),
        cite("babik", "abstract"),
    ],
    benign=[
        "The infection is common where the patient was treated, or at home",
        "Complications happen after transplants in every hospital",
        "The infection was there before and nobody had looked for it",
        "A code entered to order a test, and never taken back",
    ],
    blind_to=[
        "Infections that were treated and not coded, or coded months later",
        "Hospitals that operate well for a ring",
        "Viruses in patients of whom nothing was coded before the transplant: they may have been there",
    ],
    ask_first=[
        "The treating doctor: is the patient getting what they need? (it is the surgery that is asked about)",
        "The authority for biovigilance: do other patients of this hospital have the same infections?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="17 of 33 travellers had infections in one series, 16 of 36 an infected wound in another; two are rarer",
    ),
    depends_on="recipient",
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="lawful transplants with a poor file; no published rate"
    ),
    may_be_empty=["diagnosis.code_system", "abroad_file.transplanted_on"],
    without={"travel_registration": "the day of transplants that only the registration gives"},
)  # fmt: skip
def infections_after_transplant(
    diagnosis: ir.Table,
    abroad_file: ir.Table,
    incomplete_file: ir.Table,
    travel_registration: ir.Table | None = None,
    *,
    max_days: int = days(180, basis="design", source="indicators PT-10", within=(90, 365)),
    min_points: int = count(2, basis="design", source="indicators PT-10; one infection is common", within=(2, 3)),
) -> ir.Table:
    """Were several infections or harms of poor screening and surgery coded soon after a transplant abroad, while most
    of the file is missing?

    A point each: a new blood-borne virus, a wound infection with a resistant germ, an invasive mould, something left
    inside or a burst scar. It speaks of the surgery, never of the patient. The size is the number of points.
    """
    done = abroad_file.select("person", on="transplanted_on")
    if travel_registration is not None:
        done = ibis.union(done, travel_registration.select("person", on="transplanted_on"))
    done = done.filter(done.on.notnull()).distinct()
    done = done.semi_join(incomplete_file.select(missing="subject"), [("person", "missing")])
    coded = _signs(diagnosis)
    both = done.join(coded, "person")
    seen = both.filter(
        both.sign.notnull(), both.diagnosed_on >= both.on,
        both.diagnosed_on <= (both.on + ibis.interval(days=max_days)).cast("date"),
    )  # fmt: skip
    before = both.filter(both.diagnosed_on < both.on)
    known = before.select(b_person="person", b_on="on").distinct()
    had = before.filter(before.sign.notnull()).select(b_person="person", b_on="on", b_sign="sign").distinct()
    same = [("person", "b_person"), ("on", "b_on")]
    virus = seen.filter(seen.sign.isin(tuple(VIRUSES))).semi_join(known, same)
    virus = virus.anti_join(had, [*same, ("sign", "b_sign")])
    virus = virus.anti_join(had.filter(had.b_sign == "carrier"), same)
    other = seen.filter(seen.sign.isin(("mould", "surgery")))
    wound = seen.filter(seen.sign == "wound")
    germ = seen.filter(seen.sign == "resistant").select(b_person="person", b_on="on").distinct()
    rows = ibis.union(virus, other, wound.semi_join(germ, same))
    points = rows.group_by("person", "on").agg(n_points=rows.sign.nunique())
    rows = rows.join(points.filter(points.n_points >= min_points), ["person", "on"])
    return rows.select(
        "diagnosis", "n_points", subject="person", known_on="recorded_on", size=rows.n_points.cast("float64")
    )


def _signs(diagnosis: ir.Table) -> ir.Table:
    """Every diagnosis with its day, in ICD-10, and the sign it is of, if any."""
    icd = diagnosis.filter(
        diagnosis.code_system.isnull() | (diagnosis.code_system.upper() == "ICD-10"), diagnosis.diagnosed_on.notnull()
    )
    plain = icd.code.upper().replace(".", "")
    signs = []
    for sign, (categories, exactly) in CONDITION.items():
        if categories:
            signs.append((plain.substr(0, 3).isin(categories), sign))
        if exactly:
            signs.append((plain.substr(0, 4).isin(exactly), sign))
    return icd.select("person", "diagnosed_on", "recorded_on", diagnosis="id", sign=ibis.cases(*signs))
