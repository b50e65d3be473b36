"""Access to the identity behind a report: asked for, granted or refused, opened by one person, closed again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from graftwatch.apps.reports import bundles, telling
from graftwatch.apps.reports.access import is_the_asker, keeps_identities, reads, sees_request
from graftwatch.apps.reports.acting import acts_without_log_in
from graftwatch.apps.reports.codes import IDENTITY_PURPOSES, label_of
from graftwatch.apps.reports.models import IdentityRequest, Report
from graftwatch.apps.reports.states import IDENTITY
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError, move
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.held import For
from graftwatch.desk.vault.people import Unlocked
from graftwatch.desk.vault.people.sealing import TIER_A

Said = Mapping[str, Any]


@action(may=reads, named_by="verb")
def _ask(viewer: Viewer, report: Report, *, verb: str, said: Said) -> IdentityRequest:
    """It looks the same whether there is an identity or not, here and for the custodian."""
    under_way = IdentityRequest.objects.for_the_system("whether one's request is under way")
    if under_way.filter(report=report, asker_id=viewer.user_id, state__in=("access_requested", "granted")).exists():
        raise NotYetError("You have asked already. One request at a time.")
    row = IdentityRequest(
        report=report, asker_id=viewer.user_id or 0, purpose=said.get("purpose", ""), days=int(said.get("days") or 1)
    )
    row.reason = str(said.get("reason", ""))
    row.save(force_insert=True)
    move(viewer, IDENTITY, row, verb, said, matter=report)
    telling.tell(report, telling.IDENTITY_ASKED, **telling.whose(viewer) | {"purpose": purpose_of(row)})
    return row


def ask_for_identity(viewer: Viewer, report: Report, *, said: Said) -> IdentityRequest:
    return _ask(viewer, report, verb="request_identity", said=said)


@action(may=keeps_identities)
def read_request(viewer: Viewer, request: IdentityRequest) -> dict[str, str]:
    """What the custodian reads: the reason, and nothing of the report."""
    return reasons_of(request)


@action(may=is_the_asker)
def read_own_request(viewer: Viewer, request: IdentityRequest) -> dict[str, str]:
    return reasons_of(request)


def reasons_of(request: IdentityRequest) -> dict[str, str]:
    why = "the two sides of a request read each other's reasons"
    return {
        "reason": request.reason.for_the_system(why) or "",
        "answer": request.answer_reason.for_the_system(why) or "",
    }


@action(may=keeps_identities, named_by="verb")
def answer_request(
    viewer: Viewer, request: IdentityRequest, *, verb: str, said: Said, unlocked: Unlocked | None = None
) -> None:
    """Grant or refuse. A grant seals the identity, unseen, to the key of the one who asked; to nobody else's."""
    report = _report_of(request)
    move(viewer, IDENTITY, request, verb, said, matter=report)
    now = timezone.now()
    request.answered_by_id, request.answered_at, request.answer_reason = viewer.user_id, now, str(said["reason"])
    if verb == "grant":
        if unlocked is None:
            raise NotYetError("Open your vault first.")
        _seal_to_the_asker(request, report, unlocked)
        request.until = now + dt.timedelta(days=request.days)
        running(request).filter(name="identity").update(due_at=request.until)
        telling.tell(report, telling.IDENTITY_GRANTED, days=request.days, purpose=purpose_of(request))
    else:
        telling.tell(report, telling.IDENTITY_REFUSED)
    request.save()


def _seal_to_the_asker(request: IdentityRequest, report: Report, unlocked: Unlocked) -> None:
    identity = bundles.identity_of(report, unlocked)
    if identity is None:
        raise NotYetError("The keys of this report are destroyed. There is nothing to grant.")
    asker = User.objects.get(pk=request.asker_id)
    request.sealed = For(json.dumps(identity), [asker])


@action(may=is_the_asker)
def open_identity(viewer: Viewer, request: IdentityRequest, *, unlocked: Unlocked) -> dict[str, Any]:
    """Who reported, for the one who asked, within the time; empty where nobody said. The reporter is told each time."""
    if request.state != "granted" or request.until is None or request.until <= timezone.now():
        raise Denied("This is not open, or not any more.")
    words = request.sealed.read_with(unlocked)
    if words is None:
        raise Denied("The keys of this report are destroyed.")
    telling.tell(_report_of(request), telling.IDENTITY_OPENED, purpose=purpose_of(request))
    found: dict[str, Any] = json.loads(words)
    return found


@action(may=sees_request)
def give_back(viewer: Viewer, request: IdentityRequest) -> None:
    """Close it before its time."""
    move(viewer, IDENTITY, request, "give_back", {}, matter=_report_of(request))
    close_for_good(request)


@action(may=acts_without_log_in)
def expire(viewer: Viewer, request: IdentityRequest) -> None:
    """Its time is over."""
    move(viewer, IDENTITY, request, "expire", {}, matter=_report_of(request))
    close_for_good(request)


def close_for_good(request: IdentityRequest) -> None:
    """The copy for the asker opens for nobody any more, also not from a backup. The reasons stay."""
    record_keys.destroy_key(f"{request._meta.label_lower}:{request.pk}", TIER_A)
    request.sealed = b""
    request.save(update_fields=["sealed"])


def purpose_of(request: IdentityRequest) -> object:
    return label_of(IDENTITY_PURPOSES, request.purpose)


def _report_of(request: IdentityRequest) -> Report:
    found: Report = Report.objects.for_the_system("the report of a request").get(pk=request.report_id)
    return found
