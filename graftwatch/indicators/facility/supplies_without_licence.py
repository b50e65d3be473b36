"""FA-04: several kinds of transplant supplies reach a place that has no licence to transplant."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, days, indicator, months
from graftwatch.indicators.fullest import in_fullest_window
from graftwatch.law import cite

OF_TRANSPLANTS = ("perfusion_fluid", "induction_medicine", "crossmatch_kit")
"""What hardly anything else needs; vessel instruments and waste of a theatre tell something only beside these."""
EVERY = codes.SUPPLY.in_group("transplant") + codes.SUPPLY.in_group("waste")
ORDINARY = {
    "clinic": ("theatre_waste", "transplant_instruments"),
    "hospital": ("theatre_waste", "transplant_instruments"),
    "transplant_centre": ("theatre_waste", "transplant_instruments"),
    "laboratory": ("crossmatch_kit",),
    "pharmacy": ("induction_medicine",),
    "dialysis_unit": ("induction_medicine",),
}
"""What each kind of place needs for its own work, licence or not: a clinic does day surgery and sews vessels."""
ENDED = ("suspended", "withdrawn", "expired")


@indicator(
    code="FA-04",
    title="Transplant supplies where there is no licence",
    about="facility",
    family="process",
    strength="strong",
    phase="after surgery",
    holders=["licensing authority"],
    cites=[
        cite("lahore", "press reports"),
        cite("fcn", "opening sections, actors"),
        cite("ccpcj-25-1", "para 3(b)"),
    ],
    benign=[
        "A hospital that orders for a licensed one, or keeps the store of a region",
        "A place where organs of deceased donors are recovered and flushed, without being implanted",
        "Perfusion fluid for surgery of the liver, and the same medicines for illnesses of the blood",
        "A licence that was renewed late, or that stands under another name of the same house",
        "Day surgery, or a clinic for animals, whose waste is collected",
    ],
    blind_to=[
        "Private houses and other addresses that no supplier writes down as a facility",
        "Supplies bought abroad, or taken out of a licensed hospital's store",
        "A licensed facility that does more than its licence allows",
    ],
    ask_first=[
        "The supplier: who ordered, who signed for it, and where was it carried?",
        "The inspectorate, with an ambulance and somebody for possible victims at hand: what is done there?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="private houses served as theatres in reported cases; most known rings used licensed hospitals",
    ),
    p_ordinary=Range(
        0.01, 0.08, on="2026-11", basis="design", source="no published rate; the same supplies serve other surgery"
    ),
    may_be_empty=["licence.status", "licence.valid_to", "facility.kind", "supply_delivery.n_units", "organ.facility"],
    without={"organ": "places where deceased donors' organs are recovered"},
)  # fmt: skip
def supplies_without_licence(
    supply_delivery: ir.Table,
    licence: ir.Table,
    facility: ir.Table,
    organ: ir.Table | None = None,
    *,
    min_kinds: int = count(2, basis="design", source="indicators FA-04: two points, one a kind", within=(2, 3)),
    window_months: int = months(3, basis="design", source="what one operation needs is used soon", within=(1, 6)),
    grace_days: int = days(
        90, basis="design", source="licences are renewed late; the list of operations shows each", within=(0, 180)
    ),
) -> ir.Table:
    """Did a facility without a valid licence get, or give off, several kinds of what transplants need within months?

    At least one kind must be what hardly anything else needs. What a place of its kind needs for its own work does not
    count, nor perfusion fluid where organs of deceased donors are recovered. The size is the number of kinds.
    """
    got = supply_delivery.filter(
        supply_delivery.kind.isin(EVERY), supply_delivery.n_units.isnull() | (supply_delivery.n_units > 0)
    ).select("facility", "month", "recorded_on", supply="kind", supply_delivery="id")
    got = got.join(facility.select("kind", place="id"), [("facility", "place")])
    for kind, needs in ORDINARY.items():
        got = got.filter(~((got.kind == kind).fill_null(False) & got.supply.isin(needs)))
    allowed = licence.filter(licence.status.isnull() | licence.status.notin(ENDED)).select(
        "valid_from", "valid_to", holder="facility"
    )
    grace = ibis.interval(days=grace_days)
    runs = got.join(allowed, [("facility", "holder")])
    runs = runs.filter(
        runs.valid_from <= (runs.month + ibis.interval(months=1)).cast("date"),
        runs.valid_to.isnull() | ((runs.valid_to + grace).cast("date") >= runs.month),
    )
    got = got.anti_join(runs.select(covered="supply_delivery").distinct(), [("supply_delivery", "covered")])
    if organ is not None:
        recovers = organ.filter(organ.deceased_donor.notnull(), organ.facility.notnull()).select(there="facility")
        recovers = recovers.distinct().mutate(flushes=ibis.literal("perfusion_fluid"))
        got = got.anti_join(recovers, [("facility", "there"), ("supply", "flushes")])
    several = in_fullest_window(
        got, key="facility", member="supply", on="month", months=window_months, at_least=min_kinds, name="n_kinds"
    )
    needed = several.filter(several.supply.isin(OF_TRANSPLANTS)).select(there="facility").distinct()
    several = several.semi_join(needed, [("facility", "there")])
    return several.select(
        "supply_delivery", "n_kinds", subject="facility", known_on="recorded_on",
        size=several.n_kinds.cast("float64"),
    )  # fmt: skip
