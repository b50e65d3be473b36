"""The worker: a process of its own beside the desk, which carries out runs and watches clocks. It ends with the desk.

`graftwatch serve` starts it and holds the other end of its standard input. When the desk is gone, however it went,
that end closes, and the worker goes, too; nothing is left behind on anybody's laptop.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO

import django
from django.core.management import call_command

A_MINUTE = 60
log = logging.getLogger(__name__)


def start() -> subprocess.Popen[bytes]:
    """Start the worker beside this process."""
    return subprocess.Popen([sys.executable, "-m", "graftwatch.site.worker"], stdin=subprocess.PIPE)


def work() -> None:
    """Take up one task after another until the desk is gone."""
    django.setup()
    from graftwatch.apps.screening.bringing_in import interrupted_intakes
    from graftwatch.apps.screening.carrying_out import interrupted

    threading.Thread(target=_go_with_the_desk, args=(sys.stdin.buffer,), daemon=True).start()
    threading.Thread(target=_watch_the_clocks, daemon=True).start()
    take_up_tasks(interrupted, interrupted_intakes)


def take_up_tasks(*first: Callable[[], None], again_in: float = 5) -> None:
    """Carry out what waits. A database that goes away is waited for, and then `first` is done again: what was under
    way when it went is cut off."""
    from django.db import Error, connections

    from graftwatch.desk.door.away import is_away

    while True:
        try:
            for step in first:
                step()
            call_command("db_worker", interval=0.5, startup_delay=False, reload=False)
        except Error as problem:
            if not is_away(problem):
                raise
            log.warning("The database is away; tasks wait for it.")
            connections.close_all()
            time.sleep(again_in)
        else:
            return  # asked to stop


def _watch_the_clocks() -> None:
    """Every minute: what has run out is carried out, what lies at the public door is collected, and once a night the
    trail is verified and signed, what is due to be erased is proposed, and copies end; what a run that died left in
    the making is removed.

    A database that is busy or away is asked again a minute later.
    """
    from django.db import Error, close_old_connections
    from django.utils import timezone

    from graftwatch.apps.cases.names import keep_names
    from graftwatch.apps.evidence.actions import nightly as check_hashes
    from graftwatch.apps.reports.collecting import collect
    from graftwatch.desk.audit.nightly import nightly
    from graftwatch.desk.inbox.timers import wake
    from graftwatch.desk.vault.nightly import keep_house
    from graftwatch.desk.vault.people.publishing import keep_published
    from graftwatch.site.workplaces import clear_leftovers

    while True:
        for step in (collect, wake, nightly, keep_house, check_hashes, keep_published, keep_names, clear_leftovers):
            try:
                step(timezone.now())
            except Error:
                log.warning("A database was busy or away; it is asked again in a minute.")
        close_old_connections()
        time.sleep(A_MINUTE)


def _go_with_the_desk(standard_input: IO[bytes]) -> None:
    standard_input.read()
    os._exit(0)  # a transaction under way is undone by the database


if __name__ == "__main__":
    work()
