"""Tables as offices keep them: CSV, Excel and Parquet, read as text cells with an editor's line numbers."""

from graftwatch.wire.tabular.opening import READABLE, sheets
from graftwatch.wire.tabular.sheet import BadLine, Batch, Reading, Sheet, Unreadable

__all__ = ["READABLE", "BadLine", "Batch", "Reading", "Sheet", "Unreadable", "sheets"]
