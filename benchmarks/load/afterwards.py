"""What is there when all is over, in a process of its own: of each receipt its report with its very words, its mailbox
with the proof, and the trail.

Reads `{receipt: words}` as JSON and writes figures.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.load.set_up import PASSWORD


def main(sent: dict[str, str]) -> dict[str, Any]:
    import django

    django.setup()
    from django.db import connections
    from django.utils import timezone

    from graftwatch.apps.reports.collecting import collect
    from graftwatch.desk.audit.trail import verify

    collect(timezone.now())  # what the worker took is done already; what came in the last minute is taken now
    words = _words_by_mailbox()
    with ThreadPoolExecutor(2) as both_cores:
        found = list(both_cores.map(lambda receipt: _of(receipt, sent[receipt], words), sent))
    connections.close_all()
    verdict = verify()
    return {
        "n_without_report": sum(not has_report for has_report, _opens in found),
        "n_without_mailbox": sum(not opens for _has_report, opens in found),
        "trail": {"rows": verdict.n_rows, "holds": verdict.holds},
    }


def _words_by_mailbox() -> dict[str, str]:
    """What an officer who holds a key reads in each report, by the token of its mailbox."""
    from graftwatch.apps.reports import bundles
    from graftwatch.apps.reports.models import Report
    from graftwatch.desk.access.models import User
    from graftwatch.desk.vault.people import unlock

    opened = unlock(User.objects.get(username="load0"), f"{PASSWORD} 0")
    said = {}
    for report in Report.objects.for_the_system("the load test counts"):
        content = bundles.content_of(report, opened) or {}
        said[report.mailbox_token] = content.get("what", {}).get("text", "")
    return said


def _of(receipt: str, words: str, found: dict[str, str]) -> tuple[bool, bool]:
    """Whether its report is there as it was sent, and whether the receipt opens a mailbox with the proof in it."""
    from django.utils import timezone

    from graftwatch.apps.reports import numbers
    from graftwatch.desk.door.letters import Kind, read_letters
    from graftwatch.desk.door.receipts import mailbox_of

    opened = read_letters(receipt, timezone.localdate())
    has_proof = opened is not None and any(letter.kind == Kind.PROOF for letter in opened.letters)
    return found.get(numbers.token("mailbox", mailbox_of(receipt).id)) == words, has_proof


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(json.load(sys.stdin))))
