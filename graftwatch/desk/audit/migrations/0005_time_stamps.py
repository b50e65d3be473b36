"""Time stamps by others; like everything beside the trail they are only ever added to."""

from django.db import migrations, models

NAME = "audit_timestamp"
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
DOES = "EXECUTE FUNCTION audit_entry_is_append_only()"
PROTECT = {
    "sqlite": (
        f"CREATE TRIGGER {NAME}_is_never_changed BEFORE UPDATE ON {NAME} {REFUSES}",
        f"CREATE TRIGGER {NAME}_is_never_removed BEFORE DELETE ON {NAME} {REFUSES}",
    ),
    "postgresql": (
        f"CREATE TRIGGER {NAME}_is_never_changed BEFORE UPDATE OR DELETE ON {NAME} FOR EACH ROW {DOES}",
        f"CREATE TRIGGER {NAME}_is_never_emptied BEFORE TRUNCATE ON {NAME} FOR EACH STATEMENT {DOES}",
    ),
}
FREE = {
    "sqlite": (f"DROP TRIGGER {NAME}_is_never_changed", f"DROP TRIGGER {NAME}_is_never_removed"),
    "postgresql": (
        f"DROP TRIGGER {NAME}_is_never_changed ON {NAME}",
        f"DROP TRIGGER {NAME}_is_never_emptied ON {NAME}",
    ),
}


def protect(apps, schema_editor):
    for statement in PROTECT[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def free(apps, schema_editor):
    for statement in FREE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_heads_are_kept")]
    operations = [
        migrations.CreateModel(
            name="TimeStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        db_index=True, help_text="`audit.signedhead:<size>`, or an event's row", max_length=120
                    ),
                ),
                ("digest", models.CharField(help_text="The SHA-256 that was stamped", max_length=64)),
                ("at", models.DateTimeField(help_text="What the authority says", verbose_name="when")),
                ("authority", models.CharField(max_length=300, verbose_name="authority")),
                ("answer", models.BinaryField(help_text="The whole answer, as it came: openssl ts -verify reads it")),
                ("brought_in_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("about", "digest", "at", "authority"), name="a_stamp_once")
                ],
                "indexes": [],
            },
        ),
        migrations.RunPython(protect, free),
    ]
