"""Whether a database is away for a moment (killed, starting again, full, busy) and not a mistake of ours."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

BACK_IN = 60
"""Seconds after which a page says to try again. PostgreSQL has read its log again long before, as a rule."""
IN_POSTGRESQL = ("08", "53", "57P")
"""How the codes begin of a line that broke, of no room, and of a server that stops or starts (PostgreSQL, appendix A).
Only a line that never stood, or broke without a word, has no code at all."""
IN_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL")


def is_away(problem: BaseException | None) -> bool:
    """Whether this, or what it came from, is a database that cannot be asked at this moment."""
    return any(_says_so(one) for one in _with_causes(problem))


def in_one_line(problem: BaseException | None) -> str:
    """What a line that never stood says of itself, for the log of whoever runs this: a password, a name, a port.

    Words of a server that was reached may hold what somebody typed; of those the code alone is told.
    """
    for one in filter(_says_so, _with_causes(problem)):
        code = getattr(one.__cause__, "sqlstate", None)
        return str(code) if code else (str(one.__cause__).strip().splitlines() or [""])[0][:200]
    return ""


def _with_causes(problem: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        problem = problem.__cause__ or problem.__context__


def _says_so(problem: BaseException) -> bool:
    """A mistake of ours has a code of its own: a table that is missing, a statement that is wrong."""
    if not isinstance(problem, OperationalError | InterfaceError) or problem.__cause__ is None:
        return False
    said = problem.__cause__
    if hasattr(said, "sqlstate"):
        return said.sqlstate is None or str(said.sqlstate).startswith(IN_POSTGRESQL)
    return str(getattr(said, "sqlite_errorname", "")).startswith(IN_SQLITE)
