"""Policies bind the owner of a table too; later tables are made so (`orgs.tenancy.TenantPolicy`)."""

from typing import Any

from django.db import migrations

from orgs.tenancy import forced, not_forced

BOUND = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity"
    " AND relnamespace = 'public'::regnamespace AND relforcerowsecurity = %s ORDER BY relname"
)


def force(apps: Any, schema_editor: Any) -> None:
    for table in _tables(schema_editor, forced_already=False):
        schema_editor.execute(forced(table))


def unforce(apps: Any, schema_editor: Any) -> None:
    for table in _tables(schema_editor, forced_already=True):
        schema_editor.execute(not_forced(table))


def _tables(schema_editor: Any, *, forced_already: bool) -> list[str]:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(BOUND, [forced_already])
        return [name for (name,) in cursor.fetchall()]


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_identity_provider")]

    operations = [migrations.RunPython(force, unforce)]
