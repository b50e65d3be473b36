"""The new columns of older entries are filled from their text; from then on the database keeps everything as it is.

Entries, tiles, signed heads, countersignatures and verdicts are only ever added to.
"""

from django.db import migrations

TABLES = ("entry", "tile", "signedhead", "countersignature", "verification")
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"


def _statements(vendor):
    for table in TABLES:
        name = f"audit_{table}"
        if vendor == "sqlite":
            yield f"CREATE TRIGGER IF NOT EXISTS {name}_is_never_changed BEFORE UPDATE ON {name} {REFUSES}"
            yield f"CREATE TRIGGER IF NOT EXISTS {name}_is_never_removed BEFORE DELETE ON {name} {REFUSES}"
        elif table != "entry":
            does = "EXECUTE FUNCTION audit_entry_is_append_only()"
            yield f"CREATE TRIGGER {name}_is_never_changed BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW {does}"
            yield f"CREATE TRIGGER {name}_is_never_emptied BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {does}"


def _undone(vendor):
    for table in TABLES[1:]:
        name = f"audit_{table}"
        for trigger in ("changed", "removed" if vendor == "sqlite" else "emptied"):
            yield f"DROP TRIGGER {name}_is_never_{trigger}" + ("" if vendor == "sqlite" else f" ON {name}")


FILL = {
    "sqlite": (
        # 0003 has made the table anew, which took its triggers with it; where it has not, they step aside
        "DROP TRIGGER IF EXISTS audit_entry_is_never_changed",
        """UPDATE audit_entry SET role = COALESCE(json_extract(written, '$.role'), ''),
           agency = json_extract(written, '$.agency')""",
    ),
    "postgresql": (
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_is_never_changed",
        """UPDATE audit_entry SET role = COALESCE(written::json ->> 'role', ''),
           agency = (written::json ->> 'agency')::bigint""",
        "ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_is_never_changed",
    ),
}


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for statement in FILL[schema_editor.connection.vendor]:
            cursor.execute(statement)


def protect(apps, schema_editor):
    for statement in _statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in _undone(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_tree_heads_and_columns")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(protect, unprotect),
    ]
