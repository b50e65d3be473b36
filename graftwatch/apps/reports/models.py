"""The work on reports: the sealed report, what is taken out of it, letters both ways, and access to identities."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Attachment
from graftwatch.apps.reports import codes
from graftwatch.apps.reports.states import IDENTITY, REPORT, RETALIATION
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.fields import SealedText
from graftwatch.desk.vault.held import VaultText
from graftwatch.records.guarded import Guarded


class Report(Guarded):
    """One row is one report as it came through the door: sealed to its readers, and once more under a key of its own.

    Days, never times of day. `bundle` and `identity` open for a person who holds a key, and for nobody once the key of
    the row is destroyed. An anonymous report holds an identity, too: an empty one.
    """

    is_matter = True
    only_for_the_assigned = True

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(_("number"), max_length=12, unique=True, help_text="Drawn at random; says no order")
    state = models.CharField(_("state"), max_length=40, choices=REPORT.choices, default="received")
    danger_to_life = models.BooleanField(_("danger to life"), default=False)
    channel = models.CharField(_("channel"), max_length=1, choices=codes.CHANNELS)
    country = models.CharField(_("country"), max_length=2)
    language = models.CharField(_("language"), max_length=10)
    by_phone = models.BooleanField(_("taken by phone"), default=False)
    received_on = models.DateField(_("received"))
    bundle = models.BinaryField()
    identity = models.BinaryField()
    mailbox = SealedText(compartment="report_text")
    mailbox_token = models.CharField(max_length=64, unique=True, help_text="A keyed token: finds the mailbox's report")
    classification = models.CharField(
        _("classification"), max_length=20, choices=codes.CLASSIFICATION, blank=True, default=""
    )
    source_code = models.CharField(_("source"), max_length=1, choices=codes.SOURCE_CODES, blank=True, default="")
    information_code = models.CharField(
        _("information"), max_length=1, choices=codes.INFORMATION_CODES, blank=True, default=""
    )
    risk = models.CharField(_("risk to persons"), max_length=20, choices=codes.RISK, blank=True, default="")
    held_until = models.DateField(_("legal hold until"), null=True)

    class Meta:
        ordering = ["-danger_to_life", "received_on", "number"]

    def __str__(self) -> str:
        return self.number


class OfReport(Guarded):
    """Whatever belongs to one report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Opening(OfReport):
    """One row says that one person has read a report on one day. The reporter is told once a day and person."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "by", "on"], name="an_opening_once_a_day")]

    def __str__(self) -> str:
        return f"{self.report_id} on {self.on}"


class Extract(OfReport):
    """One row is what triage took out of a report as codes: no narrative, no reporter. The last one holds."""

    coded = SealedText(compartment="report_text")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"extract of {self.report_id}"


class Observation(OfReport):
    """One row is one sign of a checklist, as somebody observed it. Nothing is computed from it."""

    code = models.CharField(max_length=10, help_text="Of the checklist: OB-C1")
    seen = models.CharField(_("seen"), max_length=10, choices=codes.SEEN)
    observer = models.CharField(_("who observed it"), max_length=20, choices=codes.OBSERVERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "code"], name="a_sign_once_a_report")]

    def __str__(self) -> str:
        return f"{self.code} of {self.report_id}"


class Outgoing(OfReport):
    """One row is one letter to the reporter. It is written with the act that sends it, and posted as soon as may be."""

    kind = models.CharField(max_length=20)
    words = SealedText(compartment="report_text")
    written_on = models.DateField()
    posted = models.BooleanField(default=False)

    class Meta:
        ordering = ["written_on"]

    def __str__(self) -> str:
        return f"{self.kind} to the reporter of {self.report_id}"


class Incoming(OfReport):
    """One row is one letter from the reporter, sealed to readers like the report itself."""

    kind = models.CharField(max_length=20)
    received_on = models.DateField()
    bundle = models.BinaryField()

    class Meta:
        ordering = ["received_on"]

    def __str__(self) -> str:
        return f"{self.kind} from the reporter of {self.report_id}"


class ReportFile(OfReport):
    """One row is one photograph or document of the reporter, in quarantine: sealed as it came, and under its own key.

    Its name, kind and inner key lie in the sealed words it came with. `letter` is empty where it came with the report.
    """

    letter = models.ForeignKey(Incoming, models.PROTECT, null=True, related_name="+")
    received_on = models.DateField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.report_id}"


class HandedIn(OfReport):
    """One row says that one file of a report went into the evidence of one case. The exhibit is not named here."""

    file = models.ForeignKey(ReportFile, models.PROTECT, related_name="+")
    case = models.UUIDField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "case"], name="a_file_once_a_case")]

    def __str__(self) -> str:
        return f"file of {self.report_id} on {self.on}"


class Retaliation(OfReport):
    """One row is one time that a reporter tells of something done to them because of the report."""

    letter = models.OneToOneField(Incoming, models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=RETALIATION.choices, default=RETALIATION.begins)

    def __str__(self) -> str:
        return f"retaliation, {self.report_id}"


class Consultation(OfReport):
    """One row is one question to an adviser, on an extract without any identity."""

    seen_without_its_matter = True

    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateField(auto_now_add=True)
    extract = SealedText(compartment="report_text")
    advice = SealedText(compartment="report_text")
    is_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["-asked_on"]

    def __str__(self) -> str:
        return f"consultation on {self.report_id}"


class IdentityRequest(OfReport):
    """One row is one person's request to see the identity behind a report, for one purpose and some days.

    `sealed` holds the identity for that person alone, from the grant until the time is over.
    """

    seen_without_its_matter = True

    state = models.CharField(_("state"), max_length=20, choices=IDENTITY.choices, default=IDENTITY.begins)
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=20, choices=codes.IDENTITY_PURPOSES)
    days = models.PositiveIntegerField(_("days"))
    reason = SealedText(compartment="identity_reporter")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer_reason = SealedText(compartment="identity_reporter")
    until = models.DateTimeField(null=True)
    sealed = VaultText()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"request for the identity of {self.report_id}"


class OnDuty(Guarded):
    """One row says who is on duty for danger to life in one office: first one person, then another.

    The last row of an office that has begun and not ended holds. `hours` is how long the first has before it goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("access.Agency", models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hours = models.PositiveSmallIntegerField(_("hours"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"on duty from {self.from_on}"


class ReportInCase(Attachment):
    """One row joins a report to a case that exists: the case gets the coded extract, in the compartment of its row."""

    report_number = models.CharField(_("report"), max_length=12)
    extract = SealedText(compartment_from="compartment")

    def shown_to(self, viewer: Viewer) -> dict[str, Any]:
        """The coded facts, within the act that opens the case. None once they are erased."""
        return {"extract": self.extract.read_by(viewer)}

    def __str__(self) -> str:
        return f"{self.report_number} in {self.case_id}"
