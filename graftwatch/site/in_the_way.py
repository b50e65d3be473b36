"""What stood in the way of a verb, in a sentence, where a person and not the programme can mend it."""

from __future__ import annotations

import errno

from django.db import OperationalError, ProgrammingError

from graftwatch.desk.door.away import is_away
from graftwatch.site import home

NO_SUCH_TABLE = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")
"""How SQLite begins to say it, and what psycopg calls it."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def what_stood_in_the_way(problem: BaseException) -> str:
    """Empty where it is a fault of ours: then everything that Python knows of it is wanted."""
    if isinstance(problem, OperationalError | ProgrammingError):
        return _of_a_database(problem)
    return _of_a_file(problem) if isinstance(problem, OSError) else ""


def _of_a_database(problem: OperationalError | ProgrammingError) -> str:
    cause = problem.__cause__
    if is_away(problem):
        return (
            "The database does not answer, or is busy. Is it running, is there room on its disk, may you write there? "
            "Then run this again: what was saved is saved."
        )
    if f"{type(cause).__name__}: {cause}".startswith(NO_SUCH_TABLE) or str(cause).startswith(NO_SUCH_TABLE):
        return (
            f"There is no desk of this version in {home.folder()}. If yours is elsewhere, say so with GRAFTWATCH_HOME "
            "or GRAFTWATCH_DATABASE. If it is new or was just brought up to date, start it once: graftwatch serve"
        )
    return ""


def _of_a_file(problem: OSError) -> str:
    if problem.errno in NO_ROOM:
        return "There is no room left on the disk. Make room, then run this again: what was saved is saved."
    if problem.filename is None or problem.strerror is None:
        return ""
    return f"{problem.filename}: {problem.strerror}. Mend that, or name another place, then run this again."
