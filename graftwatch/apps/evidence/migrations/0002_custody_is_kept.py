"""The database itself refuses to change or remove the custody record and what is known of sealed files."""

from django.db import migrations

# The one column that may change is the compartment: a privilege hold seals the rows to other readers.
EVENT = "id, item_id, number, verb, at, by_id, written, previous, digest, signature"
FILE = "id, item_id, parent_id, facts, warnings, by_id, at"
COLUMNS = {"evidence_custodyevent": EVENT, "evidence_file": FILE}


def sqlite(table, columns):
    yield f"""CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE OF {columns} ON {table}
              BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END"""
    yield f"""CREATE TRIGGER {table}_is_never_removed BEFORE DELETE ON {table}
              BEGIN SELECT RAISE(ABORT, 'custody is append-only'); END"""


def postgresql(table, columns):
    yield f"""CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'custody is append-only'; END $$"""
    yield f"""CREATE TRIGGER {table}_is_never_changed BEFORE UPDATE OF {columns} ON {table}
              FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()"""
    yield f"""CREATE TRIGGER {table}_is_never_removed BEFORE DELETE ON {table}
              FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()"""
    yield f"""CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
              FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"""


def undo(table, vendor):
    of = f" ON {table}" if vendor == "postgresql" else ""
    names = ["changed", "removed", *(["emptied"] if vendor == "postgresql" else [])]
    yield from (f"DROP TRIGGER {table}_is_never_{name}{of}" for name in names)
    if vendor == "postgresql":
        yield f"DROP FUNCTION {table}_is_append_only()"


def protect(apps, schema_editor):
    write = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    for table, columns in COLUMNS.items():
        for statement in write(table, columns):
            schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for table in COLUMNS:
        for statement in undo(table, schema_editor.connection.vendor):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_made")]
    operations = [migrations.RunPython(protect, unprotect)]
