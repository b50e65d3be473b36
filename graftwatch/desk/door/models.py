"""Envelopes, mailboxes, letters, and the public keys that the public process seals to. Days, never times of day."""

from __future__ import annotations

import uuid

from django.db import models


class PublishedKey(models.Model):
    """One row is one public key (X25519) that envelopes are sealed to. The desk writes it, the public process reads.

    `parties` holds what its holder is tied to: `facility:` and `agency:` as in `desk/access/parties.py`, and the
    holder's own name and those of the family as `named:` tokens (`desk/door/names.py`, `tokens_of_a_holder`), because
    the public process has no key to `person:` tokens. Who is named in a must-not-see list, or tied to it, gets no wrap.
    `independent` keys are sealed to when nobody else is left. A `signing` key is Ed25519 and only checks proofs.
    """

    class Use(models.TextChoices):
        NODE = "node", "routing of this installation"
        INTAKE = "intake", "reading reports"
        DUTY = "duty", "danger to life"
        CUSTODIAN = "custodian", "identities"
        INDEPENDENT = "independent", "the independent route"
        RECOVERY = "recovery", "recovery by several holders"
        SIGNING = "signing", "checking proofs that a duty was met"

    lives_in = "door"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    use = models.CharField(max_length=20, choices=Use.choices)
    holder = models.CharField(max_length=60, help_text="`user:5`, `node`, `recovery`")
    public = models.BinaryField(max_length=32)
    parties = models.JSONField(default=list)
    since_on = models.DateField()
    retired_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.use} key of {self.holder}"


class Envelope(models.Model):
    """One row is one sealed report on its way to the desk, which collects it within a minute and removes the row.

    `content` and `identity` are sealed under keys of their own, wrapped in `content_wraps` and `identity_wraps` to each
    reader (published key id -> base64). An anonymous report holds a sealed identity, too: an empty one. `routing` is
    sealed to the node: channel, country, parties that must not see it, the mailbox's public key.
    """

    lives_in = "door"

    id = models.UUIDField(primary_key=True, editable=False)
    received_on = models.DateField()
    is_urgent = models.BooleanField(default=False)
    routing = models.BinaryField()
    content = models.BinaryField()
    content_wraps = models.JSONField()
    identity = models.BinaryField()
    identity_wraps = models.JSONField()
    commitment = models.CharField(max_length=64, help_text="SHA-256 over what the proof of duty speaks of")

    def __str__(self) -> str:
        return f"envelope {self.id}"


class SealedFile(models.Model):
    """One row is one photograph or document, sealed; its name, kind and key lie in the sealed words it came with."""

    lives_in = "door"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.UUIDField(db_index=True, help_text="The envelope or the letter it came with")
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.of}"


class Mailbox(models.Model):
    """One row is one reporter's mailbox. Its key is cut from the receipt with Argon2id; the receipt is kept nowhere.

    `kept` is sealed to the mailbox itself: who must not see the report, so that later letters keep to it as well.
    """

    lives_in = "door"

    id = models.CharField(primary_key=True, max_length=64)
    public = models.BinaryField(max_length=32)
    kept = models.BinaryField(default=bytes)
    made_on = models.DateField()
    last_visited_on = models.DateField(null=True)

    def __str__(self) -> str:
        return "mailbox"


class Letter(models.Model):
    """One row is one letter: to the reporter, sealed to the mailbox; or from the reporter, sealed like an envelope."""

    class Kind(models.TextChoices):
        QUESTION = "question", "a question"
        NOTICE = "notice", "a notice"
        PROOF = "proof", "the proof that a duty was met"
        ANSWER = "answer", "an answer"
        WITHDRAWAL = "withdrawal", "the wish to stop"
        RETALIATION = "retaliation", "something was done to the reporter"

    lives_in = "door"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    posted_on = models.DateField()
    number = models.PositiveIntegerField(default=0, help_text="Its place in the mailbox; no hour is kept")
    content = models.BinaryField()
    wraps = models.JSONField(default=dict, help_text="Empty for letters to the reporter")
    collected = models.BooleanField(default=False)
    read = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"letter ({self.kind})"


class PublishedParty(models.Model):
    """One row is one facility or agency that a reporter can choose as one that must not see. The desk writes it."""

    lives_in = "door"

    party = models.CharField(primary_key=True, max_length=120, help_text="`facility:UUID` or `agency:NUMBER`")
    label = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.label


class Pepper(models.Model):
    """The one row holds what this installation adds to names and receipts before they are hashed."""

    lives_in = "door"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return "pepper"
