"""What is kept so that reviewing teaches something: the lot, second readings, outcomes, clearings, shares of rings."""

from __future__ import annotations

import json
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.screening.models.work import Decision, Lead, Run
from graftwatch.apps.screening.states import OUTCOME, RING_SHARE, SECOND_READING
from graftwatch.records.guarded import Guarded


class DrawnFile(Guarded):
    """One row is one ordinary file that one run drew by lot, with the chance that it had of being drawn."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="drawn")
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="drawn")
    on = models.DateField()
    chance = models.FloatField(help_text="Drawn files divided by the files that could be drawn")
    n_files = models.PositiveIntegerField(help_text="Files that could be drawn: ordinary, and not under review")
    n_drawn = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "lead"], name="a_file_drawn_once_a_run")]

    def __str__(self) -> str:
        return f"{self.lead_id} drawn in run {self.run_id}"


class SecondReading(Guarded):
    """One row asks one person to decide again what somebody else decided, without having seen it."""

    first = models.OneToOneField(Decision, models.PROTECT, related_name="read_again")
    second = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="reading_of")
    third = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="settling")
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="second_readings")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=SECOND_READING.choices, default=SECOND_READING.begins)
    asked_on = models.DateField()
    due_on = models.DateField(_("due"))

    def __str__(self) -> str:
        return f"second reading of decision {self.first_id}"


class NobodyToRead(Guarded):
    """One row: the lot fell on this decision, and no colleague of the same office and role could decide again."""

    first = models.OneToOneField(Decision, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    on = models.DateField()

    def __str__(self) -> str:
        return f"nobody to read decision {self.first_id} again"


class Outcome(Guarded):
    """One row is what came of one lead outside of this software. Confirmed only by an authority's own decision."""

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="outcome")
    state = models.CharField(max_length=20, choices=OUTCOME.choices, default=OUTCOME.begins)
    authority = models.CharField(_("authority"), max_length=200, blank=True)
    decided_on = models.DateField(_("decided on"), null=True)
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.state}: {self.lead_id}"


class ClearedFinding(Guarded):
    """One row is one question whose answer about one lead was explained, on these rows. New rows ask again."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="cleared_findings")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="clears")
    code = models.CharField(max_length=20)
    rows_text = models.TextField(help_text="The rows it rested on, as canonical JSON")

    def __str__(self) -> str:
        return f"{self.code} on {self.lead_id}"

    @cached_property
    def rows(self) -> frozenset[tuple[str, str]]:
        return frozenset((table, row) for table, row in json.loads(self.rows_text))


class RingShareChange(Guarded):
    """One row is one range, other than the question's own, for how often a ring's file answers yes. Never edited."""

    code = models.CharField(_("question"), max_length=20)
    low = models.FloatField(_("low end"))
    high = models.FloatField(_("high end"))
    cases = models.TextField(_("cases it rests on"))
    in_force_from = models.DateField(_("in force from"))
    original_low = models.FloatField()
    original_high = models.FloatField()
    original_source = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=20, choices=RING_SHARE.choices, default=RING_SHARE.begins)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.code} from {self.in_force_from}"


class WhyNotAsked(Guarded):
    """One row: oversight asked why a file did not become a lead. Which file is kept as a token only."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    about = models.CharField(max_length=64, help_text="A token of what was asked about")
    reason = models.TextField(_("reason"))

    def __str__(self) -> str:
        return f"asked on {self.on}"
