"""Reports and what belongs to them."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import graftwatch.desk.vault.fields
import graftwatch.desk.vault.held


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_made"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "number",
                    models.CharField(
                        help_text="Drawn at random; says no order", max_length=12, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("received", "received"),
                            ("acknowledged", "acknowledged"),
                            ("screening", "in screening"),
                            ("awaiting_reporter", "waiting for the reporter"),
                            ("consulting", "with an adviser"),
                            ("assessed", "assessed"),
                            ("converted", "became a case"),
                            ("linked", "joined to a case"),
                            ("protection_only", "protection only"),
                            ("referred_out", "referred to another body"),
                            ("registered_travel", "journey registered"),
                            ("not_substantiated", "not substantiated"),
                            ("out_of_scope", "another matter"),
                            ("duplicate", "known already"),
                            ("abusive", "abusive"),
                            ("withdrawn", "withdrawn"),
                            ("closed", "closed"),
                            ("erased", "erased"),
                        ],
                        default="received",
                        max_length=40,
                        verbose_name="state",
                    ),
                ),
                ("danger_to_life", models.BooleanField(default=False, verbose_name="danger to life")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("a", "De-identified notice of a transplant journey"),
                            ("b", "Named report under a duty"),
                            ("c", "Confidential report, identity held by a custodian"),
                            ("d", "Anonymous report"),
                        ],
                        max_length=1,
                        verbose_name="channel",
                    ),
                ),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("by_phone", models.BooleanField(default=False, verbose_name="taken by phone")),
                ("received_on", models.DateField(verbose_name="received")),
                ("bundle", models.BinaryField()),
                ("identity", models.BinaryField()),
                (
                    "mailbox",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="report_text", compartment_from="", default=b""
                    ),
                ),
                (
                    "mailbox_token",
                    models.CharField(help_text="A keyed token: finds the mailbox's report", max_length=64, unique=True),
                ),
                (
                    "classification",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("thb_or", "Trafficking in persons for organ removal"),
                            ("organ_trafficking", "Trafficking in organs"),
                            ("both", "Both: the person first, because it protects"),
                            ("regulatory", "A breach of rules of health care"),
                            ("unclear", "Not clear yet"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="classification",
                    ),
                ),
                (
                    "source_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A: reliable beyond doubt"),
                            ("B", "B: mostly reliable"),
                            ("C", "C: mostly unreliable"),
                            ("X", "X: cannot be assessed"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="source",
                    ),
                ),
                (
                    "information_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "1: accuracy not in doubt"),
                            ("2", "2: the source knows it personally"),
                            ("3", "3: not known personally, but corroborated"),
                            ("4", "4: not known personally, not corroborated"),
                        ],
                        default="",
                        max_length=1,
                        verbose_name="information",
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none_seen", "No danger seen"),
                            ("possible", "Somebody may be in danger"),
                            ("serious", "Serious danger"),
                            ("life", "Danger to life"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="risk to persons",
                    ),
                ),
                ("held_until", models.DateField(null=True, verbose_name="legal hold until")),
            ],
            options={
                "ordering": ["-danger_to_life", "received_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="Outgoing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                (
                    "words",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="report_text", compartment_from="", default=b""
                    ),
                ),
                ("written_on", models.DateField()),
                ("posted", models.BooleanField(default=False)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["written_on"],
            },
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("received_on", models.DateField()),
                ("bundle", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["received_on"],
            },
        ),
        migrations.CreateModel(
            name="IdentityRequest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sealed", "sealed"),
                            ("access_requested", "asked for"),
                            ("granted", "granted"),
                            ("refused", "refused"),
                            ("expired", "over"),
                        ],
                        default="sealed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("safety", "Keep the reporter safe"),
                            ("retaliation", "Act against retaliation"),
                            ("court", "An order of a court"),
                            ("witness", "Ask whether the reporter will be a witness"),
                            ("unreachable", "Reach the reporter where the mailbox does not"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                ("days", models.PositiveIntegerField(verbose_name="days")),
                (
                    "reason",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="identity_reporter", compartment_from="", default=b""
                    ),
                ),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer_reason",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="identity_reporter", compartment_from="", default=b""
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                ("sealed", graftwatch.desk.vault.held.VaultText(blank=True, default=b"")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at"],
            },
        ),
        migrations.CreateModel(
            name="Extract",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "coded",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="report_text", compartment_from="", default=b""
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("asked_on", models.DateField(auto_now_add=True)),
                (
                    "extract",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="report_text", compartment_from="", default=b""
                    ),
                ),
                (
                    "advice",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="report_text", compartment_from="", default=b""
                    ),
                ),
                ("is_over", models.BooleanField(default=False)),
                (
                    "adviser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on"],
            },
        ),
        migrations.CreateModel(
            name="ReportInCase",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "compartment",
                    models.CharField(help_text="Only its holders see it, or that it is there", max_length=40),
                ),
                ("report_number", models.CharField(max_length=12, verbose_name="report")),
                (
                    "extract",
                    graftwatch.desk.vault.fields.SealedText(
                        blank=True, compartment="", compartment_from="compartment", default=b""
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(app_label)s_%(class)s",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Retaliation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "none"),
                            ("reported", "reported"),
                            ("under_protection", "being dealt with"),
                            ("resolved", "settled"),
                        ],
                        default="none",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.incoming"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("report", "by", "on"), name="an_opening_once_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(help_text="Of the checklist: OB-C1", max_length=10)),
                (
                    "seen",
                    models.CharField(
                        choices=[("not_asked", "not asked"), ("yes", "yes"), ("no", "no"), ("unsure", "not sure")],
                        max_length=10,
                        verbose_name="seen",
                    ),
                ),
                (
                    "observer",
                    models.CharField(
                        choices=[
                            ("reporter", "the reporter"),
                            ("doctor", "a doctor"),
                            ("nurse", "a nurse"),
                            ("advocate", "a donor advocate"),
                            ("interpreter", "an interpreter"),
                            ("social_worker", "a social worker"),
                            ("police", "a police officer"),
                            ("border", "a border officer"),
                            ("ngo", "an organisation that helps"),
                            ("other", "somebody else"),
                        ],
                        max_length=20,
                        verbose_name="who observed it",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("report", "code"), name="a_sign_once_a_report")],
            },
        ),
    ]
