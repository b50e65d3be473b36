"""What the log of the public process may say: the kind of a problem, never its words."""

from __future__ import annotations

import logging


class KindOnly(logging.Filter):
    """An exception's words, a path, a query may hold what somebody typed: the line keeps the name of the problem."""

    def filter(self, record: logging.LogRecord) -> bool:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "problem"
        record.msg, record.args, record.exc_info, record.exc_text = f"public door: {kind}", (), None, None
        record.stack_info = None
        return True
