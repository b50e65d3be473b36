"""The database itself refuses to change, remove or empty rows of the trail, whoever asks."""

from django.db import migrations

SQLITE = (
    """CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    """CREATE TRIGGER audit_entry_is_never_removed BEFORE DELETE ON audit_entry
       BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$""",
    """CREATE TRIGGER audit_entry_is_never_changed BEFORE UPDATE OR DELETE ON audit_entry
       FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only()""",
    """CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only()""",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER audit_entry_is_never_changed",
        "DROP TRIGGER audit_entry_is_never_removed",
    ),
    "postgresql": (
        "DROP TRIGGER audit_entry_is_never_changed ON audit_entry",
        "DROP TRIGGER audit_entry_is_never_emptied ON audit_entry",
        "DROP FUNCTION audit_entry_is_append_only()",
    ),
}
DO = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def protect(apps, schema_editor):
    for statement in DO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(protect, unprotect)]
