"""One act in a process of its own that dies, as by kill -9, before its n-th statement. Started by the test beside it.

`one_act.py HOME` makes the database and then forks a child for each n, until one child lives to its end. Each child
adds an agency and a person of it: several tables, two actions, one row of the trail each.
"""

import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def begin() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def die_before(n: int) -> None:
    """Commits are statements, too: SQLite tells of each one before it begins."""
    from django.db import connection

    connection.ensure_connection()
    left = [n]

    def told(_statement: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.connection.set_trace_callback(told)


def act(name: str) -> None:
    from graftwatch.desk.access.models import Agency
    from graftwatch.desk.access.viewer import operator
    from graftwatch.desk.audit.action import action

    @action(may=lambda viewer: viewer.holds("accounts"))
    def open_office(viewer, *, name):
        return Agency.objects.create(name=name)

    @action(may=lambda viewer: viewer.holds("accounts"))
    def open_two(viewer, *, name):
        open_office(viewer, name=f"{name} one")
        open_office(viewer, name=f"{name} two")

    open_two(operator(), name=name)


def standing(name: str) -> list[int]:
    """How many agencies of this name there are, how many rows of the trail in all, and whether the chain holds."""
    from graftwatch.desk.access.models import Agency
    from graftwatch.desk.audit.models import Entry
    from graftwatch.desk.audit.trail import verify

    n_entries = Entry.objects.for_the_system("a test").count()
    return [Agency.objects.filter(name__startswith=f"{name} ").count(), n_entries, int(verify().holds)]


def main() -> None:
    from django.db import connections

    begin()
    found = []
    for n in range(1, 100):
        connections.close_all()
        child = os.fork()
        if child == 0:
            die_before(n)
            act(f"try {n}")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found.append([os.WIFSIGNALED(status), *standing(f"try {n}")])
        if not os.WIFSIGNALED(status):
            break
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
