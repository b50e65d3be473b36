"""Two files of a report on their way into evidence, in a process that dies before its n-th statement. Started beside.

`files_handed_in.py HOME` makes a report that became a case, then forks a child for every few statements, until one
child lives to its end. Statements of every database count: sealed keys lie in one of their own.
"""

import json
import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
STEP = 11
ASSESSED = {"classification": "both", "source_code": "B", "information_code": "2", "risk": "possible", "summary": "s"}


def begin():
    """A report with two files, which a supervisor has made a case; who hands in, and the opened vault."""
    import django

    django.setup()
    from graftwatch.site.databases import bring_up_to_date

    bring_up_to_date()
    from graftwatch.apps.cases.models import Case
    from graftwatch.apps.reports import actions
    from graftwatch.apps.reports.models import ReportFile
    from graftwatch.desk.access.models import Agency
    from graftwatch.desk.door.files import Given
    from tests.people import people
    from tests.reporting import opened, received, with_vaults
    from tests.sample_run import CENTRES

    cast = people(CENTRES["Centre Nord"])
    with_vaults(cast)
    files = (Given("a.txt", b"A list of names", "text"), Given("b.pdf", b"%PDF-1.4 " + b"x" * 90_000, "pdf", "cannot"))
    report, _sealed = received(files=files)
    tara, key = cast.viewer("triage"), opened(cast, "triage")
    actions.open_report(tara, report, unlocked=key)
    actions.carry_out(tara, report, verb="screen", said={})
    actions.take_out(tara, report, coded={"organ": "kidney"}, unlocked=key)
    actions.carry_out(tara, report, verb="assess", said=ASSESSED)
    lead = Agency.objects.get(name="Prosecution service of Atlantis")
    asked = {"title": "t", "lead_agency": str(lead.pk), "reason": "r"}
    sana = cast.viewer("supervisor")
    actions.carry_out(sana, report, verb="convert", said=asked)
    said = {
        "rows": list(ReportFile.objects.for_the_system("a test").values_list("pk", flat=True)),
        "case": Case.objects.for_the_system("a test").get().pk,
        "shows": "A list",
        "unlocked": opened(cast, "supervisor"),
    }
    return sana, report, said


def die_before(n):
    from django.db import connections

    left = [n]

    def told(_statement):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for connection in connections.all():
        connection.ensure_connection()
        connection.connection.set_trace_callback(told)


def standing():
    """Exhibits, their files, custody events, marks on the report, rows of the trail; whether the trail holds."""
    from graftwatch.apps.evidence.models import CustodyEvent, File, Item
    from graftwatch.apps.reports.models import HandedIn
    from graftwatch.desk.audit.models import Entry
    from graftwatch.desk.audit.trail import verify

    counted = [model.objects.for_the_system("a test").count() for model in (Item, File, CustodyEvent, HandedIn)]
    verbs = ("reports.hand_files_in", "evidence.take_over")
    told = Entry.objects.for_the_system("a test").filter(verb__in=verbs, result="done").count()
    return [*counted, told, int(verify().holds)]


def opens():
    """Whether every byte of every exhibit opens and is what was sealed."""
    from graftwatch.apps.evidence import files
    from graftwatch.apps.evidence.models import Item
    from graftwatch.records.guarded import writing

    with writing("a test reads"):
        return all(files.mismatch_in(item) == "" for item in Item.objects.for_the_system("a test"))


def main():
    from django.db import connections

    viewer, report, said = begin()
    from graftwatch.apps.reports import actions

    found = []
    for n in range(1, 5000, STEP):
        connections.close_all()
        child = os.fork()
        if child == 0:
            die_before(n)
            actions.hand_files_in(viewer, report, **said)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found.append([os.WIFSIGNALED(status), *standing()])
        if not os.WIFSIGNALED(status) or found[-1][1]:  # it lived, or died after the last commit
            break
    sys.stdout.write(json.dumps([found, opens()]))


if __name__ == "__main__":
    main()
