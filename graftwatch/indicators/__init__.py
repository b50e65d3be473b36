"""Red flags: one question per file, its proof beside it. The folder is the catalogue."""

from graftwatch.indicators.catalogue import (
    all_clearings,
    all_indicators,
    all_reconciliations,
    all_retired,
    all_views,
)
from graftwatch.indicators.indicator import (
    Clearing,
    Indicator,
    Range,
    Reconciliation,
    View,
    clearing,
    disagreement,
    indicator,
    view,
)
from graftwatch.indicators.parameters import Parameter, amount, count, days, months, share

__all__ = [
    "Clearing",
    "Indicator",
    "Parameter",
    "Range",
    "Reconciliation",
    "View",
    "all_clearings",
    "all_indicators",
    "all_reconciliations",
    "all_retired",
    "all_views",
    "amount",
    "clearing",
    "count",
    "days",
    "disagreement",
    "indicator",
    "months",
    "share",
    "view",
]
