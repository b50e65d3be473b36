"""Retention as acts: propose what is due, hold it, keep it for longer, erase it. A person confirms each erasure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault.models import Certificate, LegalHold, Proposal
from graftwatch.desk.vault.retention.clocks import clocks
from graftwatch.desk.vault.retention.erasing import erase
from graftwatch.desk.vault.retention.kinds import Kept, all_kept, holds_on, kept_named
from graftwatch.errors import GraftwatchError


class CannotEraseError(GraftwatchError):
    """This is not to be erased now. Says why."""


def keeps_retention(viewer: Viewer) -> bool:
    return viewer.holds("retention")


def proposes(viewer: Viewer) -> bool:
    """The data-protection officer, the operator, and the daily clock."""
    return keeps_retention(viewer) or viewer.holds("accounts") or viewer.role.name == "timer"


def due_on(kept: Kept, row: Any) -> dt.date | None:
    """The day on which a row's time of keeping is over; None while no clock runs on it."""
    since, clock = kept.since(row), clocks().get(kept.clock)
    return since + dt.timedelta(days=clock.days) if since and clock else None


@action(may=proposes)
def propose(viewer: Viewer, *, today: dt.date) -> int:
    """Look at every row that has a clock, and propose what is due, not held, and not decided yet. How many are new."""
    return sum(_propose(kept, today) for kept in all_kept())


def _propose(kept: Kept, today: dt.date) -> int:
    decided, n_new = _decided(kept, today), 0
    for row in kept.rows().iterator():
        day = due_on(kept, row)
        if day is not None and day <= today and row.pk not in decided and not any(holds_on(row, today)):
            Proposal(thing_kind=kept.label, thing_id=row.pk, clock=kept.clock, due_on=day).save(force_insert=True)
            n_new += 1
    return n_new


def _decided(kept: Kept, today: dt.date) -> set[Any]:
    """What waits for an answer, was erased, or is kept until a later day."""
    rows = Proposal.objects.for_the_system("what was proposed before").filter(thing_kind=kept.label, clock=kept.clock)
    return {row.thing_id for row in rows if row.ask_again_on is None or row.ask_again_on > today}


@action(may=keeps_retention, act="erasure")
def confirm_erasure(viewer: Viewer, proposal: Proposal, *, why: str) -> Certificate:
    """Erase what is proposed. It cannot be undone, also not from a backup. Raises CannotEraseError."""
    kept = kept_named(proposal.clock, proposal.thing_kind)
    row = kept.rows().filter(pk=proposal.thing_id).first() if kept else None
    if proposal.answer != Proposal.Answer.WAITING or kept is None or row is None:
        raise CannotEraseError(_("This was decided already."))
    today = timezone.localdate()
    until = max(holds_on(row, today), default=None)
    if until is not None:
        raise CannotEraseError(_("A legal hold stands on this until %(day)s.") % {"day": until})
    day = due_on(kept, row)
    if day is None or day > today:
        raise CannotEraseError(_("The clock of this was set anew. It is not due now."))
    records = list(kept.records(row))
    kept.after(viewer, row)
    basis = clocks()[kept.clock].legal_basis
    certificate = erase(viewer, records, clock=kept.clock, due_on=day, legal_basis=basis, why=why)
    _answer(viewer, proposal, Proposal.Answer.ERASED, why, certificate=certificate)
    return certificate


@action(may=keeps_retention)
def keep_longer(viewer: Viewer, proposal: Proposal, *, why: str, until: dt.date) -> None:
    """Keep what is due, for a reason, until a day on which it is proposed again."""
    if until <= timezone.localdate():
        raise CannotEraseError(_("Name a day that lies ahead."))
    _answer(viewer, proposal, Proposal.Answer.KEPT, why, ask_again_on=until)


@action(may=keeps_retention)
def put_hold(viewer: Viewer, proposal: Proposal, *, reason: str, ends_on: dt.date) -> LegalHold:
    """Stop the clock of a thing by order, until a day. What was proposed is taken back."""
    if ends_on <= timezone.localdate():
        raise CannotEraseError(_("Name a day that lies ahead."))
    made = LegalHold(
        thing_kind=proposal.thing_kind,
        thing_id=proposal.thing_id,
        reason=reason,
        ends_on=ends_on,
        by=User.objects.get(pk=viewer.user_id or 0),
    )
    made.save(force_insert=True)
    _answer(viewer, proposal, Proposal.Answer.KEPT, reason, ask_again_on=ends_on + dt.timedelta(days=1))
    return made


@action(may=keeps_retention)
def lift_hold(viewer: Viewer, hold: LegalHold) -> None:
    """The clock counts again; what is due is proposed again at once."""
    hold.lifted_at = timezone.now()
    hold.save(update_fields=["lifted_at"])
    rows = Proposal.objects.for_the_system("what the hold had stopped")
    rows = rows.filter(thing_kind=hold.thing_kind, thing_id=hold.thing_id, answer=Proposal.Answer.KEPT)
    rows.update(ask_again_on=timezone.localdate())


def _answer(viewer: Viewer, proposal: Proposal, answer: str, why: str, **more: Any) -> None:
    if proposal.answer != Proposal.Answer.WAITING:
        raise CannotEraseError(_("This was decided already."))
    proposal.answer, proposal.why = answer, why
    proposal.answered_by_id, proposal.answered_at = viewer.user_id, timezone.now()
    for name, value in more.items():
        setattr(proposal, name, value)
    proposal.save()
