"""What a transition of this room demands beside role and state. Each says why not, and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from graftwatch.apps.screening.models import Outcome, RingShareChange
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox import calendar

Said = Mapping[str, Any]


def is_already_decided(viewer: Viewer, thing: Outcome, said: Said) -> str:
    """An authority's decision lies behind us: none is written down ahead of its day."""
    day: dt.date = said["decided_on"]
    return _("That day lies ahead. Write it down once the authority has decided.") if day > calendar.today() else ""


def is_of_another_unit(viewer: Viewer, thing: RingShareChange, said: Said) -> str:
    proposer = User.objects.get(pk=thing.proposed_by_id)
    same = viewer.user_id == proposer.pk or viewer.unit is None or viewer.unit == proposer.unit_id
    return _("Whoever proposed this, or their unit, cannot agree to it. Ask somebody of another unit.") if same else ""
