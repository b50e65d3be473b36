"""The work of screening: runs, leads as each run found them, who looks at them, and what was decided."""

from __future__ import annotations

import json
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Attachment
from graftwatch.apps.cases.queries import answers_about
from graftwatch.apps.screening.states import DECISIONS, OPEN, STATES
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


class Run(Guarded):
    """One row is one screening of one snapshot: waiting, running, finished, stopped or failed."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Failed")

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    started_by = models.CharField(_("started by"), max_length=200)
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.WAITING)
    source = models.CharField(max_length=500, blank=True, help_text="A folder of tables; empty for the records")
    folder = models.CharField(max_length=500, help_text="Where its files are: lists, leads, report, manifest")
    language = models.CharField(max_length=10, default="en")
    stop_asked = models.BooleanField(default=False)
    doing = models.CharField(max_length=300, blank=True)
    n_done = models.PositiveIntegerField(default=0)
    n_to_do = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True, help_text="What went wrong and what to do; no values")
    as_of = models.DateField(_("as of"), null=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    manifest_text = models.TextField(default="{}")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"run {self.pk}"

    @cached_property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.manifest_text)
        return found

    @property
    def is_under_way(self) -> bool:
        return self.status in (self.Status.WAITING, self.Status.RUNNING)


class Intake(Guarded):
    """One row is one check, or one load, of one folder of the inbox, with its account: counts and names of columns."""

    class What(models.TextChoices):
        CHECK = "check", _("Check")
        LOAD = "load", _("Load")

    folder = models.CharField(_("folder"), max_length=120)
    what = models.CharField(max_length=10, choices=What.choices)
    status = models.CharField(_("status"), max_length=20, choices=Run.Status.choices, default=Run.Status.WAITING)
    started_by = models.CharField(_("started by"), max_length=200)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    doing = models.CharField(max_length=300, blank=True)
    share = models.FloatField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    account_text = models.TextField(default="{}")
    mapping_hash = models.CharField(max_length=64, blank=True, help_text="Which answers it was done with")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.what} of {self.folder}"

    @cached_property
    def account(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.account_text)
        return found

    @property
    def is_under_way(self) -> bool:
        return self.status in (Run.Status.WAITING, Run.Status.RUNNING)

    @property
    def n_done(self) -> int:
        return round(100 * self.share)

    n_to_do = 100


class Lead(Guarded):
    """One row is one anchor that some run found worth a look. Its key is the same in every run."""

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(_("kind"), max_length=30)
    label = models.CharField(_("file"), max_length=200)
    facility = models.UUIDField(null=True, db_index=True)
    facility_label = models.CharField(_("centre"), max_length=200, blank=True)
    protection_only = models.BooleanField(default=False)
    compartment = models.CharField(
        max_length=30, blank=True, default="", help_text="For those who hold it only; empty for all who hold leads"
    )
    state = models.CharField(_("state"), max_length=30, choices=STATES, default=OPEN)
    due_on = models.DateField(_("due"), null=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="leads_assigned"
    )

    def __str__(self) -> str:
        return self.label

    @staticmethod
    def id_of(key: str) -> uuid.UUID:
        """The same key has the same address in every installation that opens the run."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"graftwatch lead {key}")


class LeadInRun(Guarded):
    """One row is one lead as one run found it, frozen as canonical JSON with its hash."""

    class Change(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        SAME = "same", _("as before")

    run = models.ForeignKey(Run, models.CASCADE, related_name="leads")
    lead = models.ForeignKey(Lead, models.CASCADE, related_name="in_runs")
    facility = models.UUIDField(null=True)
    place = models.PositiveIntegerField(help_text="Its place in the queue, from 1; leads for protection have none: 0")
    change = models.CharField(max_length=10, choices=Change.choices, default=Change.NEW)
    bits = models.FloatField(default=0)
    drawn_by_lot = models.BooleanField(default=False, help_text="Drawn by lot, not for a reason")
    known_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    planned_on = models.DateField(null=True, help_text="Day of the operation, while it lies ahead")
    words = models.TextField(blank=True, help_text="What a search looks through, case-folded")
    frozen = models.TextField()
    frozen_hash = models.CharField(max_length=64)
    what_was_found = models.CharField(max_length=64, help_text="Hash over its findings: unlike the last run's, changed")
    is_cleared = models.BooleanField(default=False, help_text="All that was found was explained before, on these rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "lead"], name="a_lead_once_a_run")]

    def __str__(self) -> str:
        return f"{self.lead_id} in run {self.run_id}"

    @cached_property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.frozen)
        return found


class TouchedFacility(Guarded):
    """One row is one facility that some row beneath a lead belongs to: whoever is walled off from it sees no lead."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="touches")
    facility = models.UUIDField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lead", "facility"], name="a_facility_once_a_lead")]

    def __str__(self) -> str:
        return f"{self.lead_id} touches {self.facility}"


class Assignment(Guarded):
    """One row gave one lead to one person, or to nobody; the last one holds."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="assignments")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.lead_id} to {self.to_id}"


class Decision(Guarded):
    """One row is what one person decided about one lead, with the evidence as it lay before them. Never edited."""

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="decisions")
    kind = models.CharField(_("decision"), max_length=30, choices=[(kind.name, kind.label) for kind in DECISIONS])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = models.TextField(_("reason"))
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", help_text="The decision whose place it takes"
    )
    answers_text = models.TextField(default="{}", help_text="What this kind of decision asks beside the reason")
    comes_back_on = models.DateField(null=True)
    clinical_deadline = models.DateField(null=True, help_text="Before surgery: last day on which an answer still helps")
    days_it_may_cost = models.PositiveIntegerField(null=True, help_text="Days by which our question may delay surgery")
    days_it_did_cost = models.PositiveIntegerField(null=True, help_text="Days by which it did, once known")
    evidence = models.TextField(help_text="Rows, parameters and fingerprint as canonical JSON")
    evidence_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.lead_id}"

    @cached_property
    def answers(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.answers_text)
        return found

    @cached_property
    def frozen_evidence(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.evidence)
        return found


class ProtectionPaper(Guarded):
    """One row is one paper for the donor-protection officer, made by a decision. It is handed over by a person."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="paper")
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="papers")
    made_at = models.DateTimeField(auto_now_add=True)
    content = models.TextField(help_text="What the paper says, as canonical JSON")
    content_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"paper {self.pk}"

    @cached_property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found


class LeadInCase(Attachment):
    """One row is one lead as it was handed to one case: its rows frozen and sealed, with hash and fingerprint.

    What became of it later stands beside every copy: who is named was told, answered, was cleared.
    """

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="in_cases")
    label = models.CharField(max_length=200)
    why = SealedText(compartment_from="compartment")
    frozen = SealedText(compartment_from="compartment")
    frozen_hash = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="Of the snapshot that the run looked at")
    legal_basis = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("A lead of screening was attached")
        constraints = [models.UniqueConstraint(fields=["case", "lead", "frozen_hash"], name="a_copy_once_a_case")]

    def __str__(self) -> str:
        return f"{self.label} in {self.case_id}"

    def shown_to(self, viewer: Viewer) -> dict[str, Any]:
        """The frozen words, and the answers of everybody whom any copy of this lead names."""
        frozen = self.frozen.read_by(viewer)
        return {
            "said": json.loads(frozen) if frozen else None,
            "why": self.why.read_by(viewer),
            "answers": [
                (named, {name: getattr(named, name).read_by(viewer) for name in ("answer", "correction", "clearing")})
                for named in answers_about(Lead._meta.label_lower, self.lead_id)
            ],
        }
