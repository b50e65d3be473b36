"""The desk's pages and its tasks in one process over PostgreSQL, with no more tables than they need. Started beside.

`desk_side.py PORT LOG` answers pages at the port and carries out tasks, of which `written_down` is one.
"""

import sys
import threading
from pathlib import Path

import django
from django_tasks import task

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
AGAIN_IN = 0.2


@task()
def written_down(path, words):
    with Path(path).open("a", encoding="utf-8") as log:
        log.write(f"{words}\n")


def main(port, log):
    django.setup()
    import waitress

    from graftwatch.site.worker import take_up_tasks
    from graftwatch.site.wsgi import application

    listening = {"host": "127.0.0.1", "port": int(port), "threads": 2}
    threading.Thread(target=waitress.serve, args=(application,), kwargs=listening, daemon=True).start()
    take_up_tasks(lambda: written_down.func(log, "begins"), again_in=AGAIN_IN)


if __name__ == "__main__":
    main(*sys.argv[1:])
