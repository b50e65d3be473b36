"""Red flags: one question per file, its proof beside it. The folder is the catalogue."""

from graftwatch.indicators.catalogue import all_clearings, all_indicators, all_views
from graftwatch.indicators.indicator import Clearing, Indicator, Range, View, clearing, indicator, view
    Clearing,
    Indicator,
    Parameter,
    Range,
    View,
    clearing,
    indicator,
    view,
)
from graftwatch.indicators.parameters import Parameter, amount, count, days, months, share

__all__ = [
    "Clearing",
    "Indicator",
    "Parameter",
    "Range",
    "View",
    "all_clearings",
    "all_indicators",
    "all_views",
    "amount",
    "clearing",
    "count",
    "days",
    "indicator",
    "months",
    "share",
    "view",
]
