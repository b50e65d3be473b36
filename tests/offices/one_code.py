"""One code of an app, shown to several processes of one installation at the same moment. Started by the test beside it.

Prints for each process whether it took the code. The database is the one that GRAFTWATCH_DATABASE names, with its
tables; else a SQLite file in GRAFTWATCH_HOME, which gets the two tables that are needed.
"""

import json
import multiprocessing
import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
SECRET, AT = "JBSWY3DPEHPK3PXP", 1_800_000_000
PROCESSES = 4


def begin() -> str:
    """The secret of an app as it is kept; tables where there are none."""
    import django

    django.setup()
    from allauth.mfa.adapter import get_adapter
    from django.db import connections

    from graftwatch.desk.access.models import Remembered
    from graftwatch.desk.vault.models import RecordKey

    for alias, model in (("default", Remembered), ("keys", RecordKey)):
        line = connections[alias]
        if model._meta.db_table not in line.introspection.table_names():
            with line.schema_editor() as editor:
                editor.create_model(model)
    kept: str = get_adapter().encrypt(SECRET)
    connections.close_all()  # a child opens its own
    return kept


def show(kept: str, together: "multiprocessing.Barrier", taken: "multiprocessing.Queue") -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal import auth

    auth.time = SimpleNamespace(time=lambda: AT)
    app = auth.TOTP(Authenticator(user_id=7, data={"secret": kept}))
    code = auth.format_hotp_value(auth.hotp_value(SECRET, AT // 30))
    together.wait()
    taken.put(app.validate_code(code))


if __name__ == "__main__":
    kept = begin()
    fork = multiprocessing.get_context("fork")
    together, taken = fork.Barrier(PROCESSES), fork.Queue()
    children = [fork.Process(target=show, args=(kept, together, taken)) for _ in range(PROCESSES)]
    for child in children:
        child.start()
    found = [taken.get() for _ in children]
    for child in children:
        child.join()
    from django.core.cache import cache

    cache.clear()
    sys.stdout.write(json.dumps(found))
