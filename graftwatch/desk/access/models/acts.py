"""Acts under special care: those of two people, broken glass, signals to oversight, failed log-ins."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.models.offices import User
from graftwatch.desk.access.states import GLASS
from graftwatch.records.guarded import Guarded


class Approval(Guarded):
    """One row is one act that needs two people: asked by one, answered by another from a different unit, used once."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        USED = "used", _("used")
        EXPIRED = "expired", _("expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=120, help_text="The act, as the trail names it: `cases.record_suspect`")
    thing = models.CharField(max_length=120, help_text="What it acts on: `cases.person:<uuid>`")
    matter_kind = models.CharField(max_length=60, blank=True)
    matter_id = models.UUIDField(null=True, blank=True, help_text="Whoever may not see the matter cannot answer")
    reason = models.CharField(max_length=500, help_text="Why, without a name")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="approvals_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="approvals_answered")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    why = models.CharField(max_length=500, blank=True, help_text="What the second person said")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="two_people_are_two",
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.answer}"


class BrokenGlass(Guarded):
    """One row opens one matter to one person for three hours without an assignment, in an emergency.

    It opens neither a wall nor a compartment that the role does not hold.
    """

    class Reason(models.TextChoices):
        DANGER_TO_LIFE = "danger_to_life", _("Somebody's life is in danger")
        HARM = "harm", _("Somebody may come to harm before the people on the matter can be reached")
        EVIDENCE = "evidence", _("Evidence would be lost before they can be reached")
        DEADLINE = "deadline", _("A court or a law sets a time that cannot be kept otherwise")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="glass_broken")
    matter_kind = models.CharField(max_length=60)
    matter_id = models.UUIDField()
    reason = models.CharField(_("reason"), max_length=20, choices=Reason.choices)
    words = models.CharField(max_length=500, help_text="What happened, without a name")
    state = models.CharField(_("state"), max_length=20, choices=GLASS.choices, default=GLASS.begins)
    asked_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True, db_index=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="nobody_reviews_their_own_glass",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("user")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} and {self.matter_kind}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == "active" and self.ends_at is not None and timezone.now() < self.ends_at


class Signal(Guarded):
    """One row tells oversight of something that may be a person's self-interest, haste or an emergency. Never words."""

    class Kind(models.TextChoices):
        OWN_NAME = "own_name", _("searched for their own name")
        RELATIVE = "relative", _("searched for somebody they are tied to")
        OWN_INSTITUTION = "own_institution", _("searched for their own institution")
        COLLEAGUE = "colleague", _("searched for a colleague")
        MANY_OPENED = "many_opened", _("opened very many sealed pages within an hour")
        GLASS = "glass", _("opened a matter in an emergency")
        CONFLICT = "conflict", _("was on a matter that implicates a party they are tied to, and was taken off it")
        WALL_LIFTED = "wall_lifted", _("lifted a wall or an implication, with a second person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="signals")
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    thing = models.CharField(max_length=120, blank=True, help_text="What it is about, as the trail names it")
    said = models.CharField(max_length=300, blank=True, help_text="What the person said of it, without a name")
    looked_into_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    looked_into_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class Opening(Guarded):
    """One row counts one sealed page that one person opened within one hour. The page is a keyed token, no address."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.at:%H}"


class FailedLogIns(models.Model):
    """One row counts failed tries at one name since the last good one. The name is a keyed token; no address."""

    name = models.CharField(max_length=40, unique=True)
    n_failed = models.PositiveIntegerField(default=0, help_text="Decides how long the name waits")
    n_untold = models.PositiveIntegerField(default=0, help_text="Told to whoever logs in under this name next")
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.n_failed} failed"


class LogInNews(Guarded):
    """One row is something that a person hears about their own log-in. Kind of device and instant; no address."""

    class Kind(models.TextChoices):
        CAME_IN = "came_in", _("Logged in")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        RESET = "reset", _("Log-in set anew, after a loss")
        PASSKEY_ADDED = "passkey_added", _("Passkey added")
        PASSKEY_REMOVED = "passkey_removed", _("Passkey removed")
        APP_ADDED = "app_added", _("App for codes added")
        APP_REMOVED = "app_removed", _("App for codes removed")
        CODES_MADE = "codes_made", _("New recovery codes made")
        PROVIDER_LINKED = "provider_linked", _("Log-in through the identity provider allowed")
        PROVIDER_UNLINKED = "provider_unlinked", _("Log-in through the identity provider ended")

    user = models.ForeignKey(User, models.CASCADE, related_name="log_in_news")
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    device = models.CharField(max_length=60, blank=True, help_text="Kind of browser and system, without versions")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", help_text="Who did it; empty: themselves")
    n_failed = models.PositiveIntegerField(default=0, help_text="Tries that had failed since the time before")
    is_told = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "at"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class ProviderLink(Guarded):
    """One row lets one person log in through the office's identity provider. Who they are there is a keyed token."""

    user = models.OneToOneField(User, models.PROTECT, related_name="provider_link")
    token = models.CharField(max_length=40, unique=True, help_text="Stands for the issuer and the identifier there")
    linked_at = models.DateTimeField(auto_now_add=True)
    linked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.user_id} since {self.linked_at:%Y-%m-%d}"
