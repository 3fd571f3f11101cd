"""What PostgreSQL's own catalogue must say of every table, view, function and role.

Each guard takes a cursor and gives complaints. The tests run them on the real schema, where there
must be none, and on schemas with one fault each, where there must be one.
"""

from collections.abc import Callable
from typing import Any

from core.database import DISPATCH, DISPATCHED, WEB

Guard = Callable[[Any], list[str]]

# Known before an organisation is chosen; no table comes here without a reason.
GLOBAL = {
    "orgs_organisation": "the tenants themselves",
    "orgs_account": "who may sign in, in one organisation or several",
    "orgs_organisationaccount": "which organisations an account may enter",
    "orgs_verifieddomain": "whose identity provider speaks for an e-mail domain",
    "account_emailaddress": "allauth's e-mail addresses of accounts",
    "account_emailconfirmation": "allauth's confirmations of those",
    "socialaccount_socialaccount": "comes with allauth.socialaccount, stays unused",
    "socialaccount_socialapp": "comes with allauth.socialaccount, stays unused",
    "socialaccount_socialtoken": "comes with allauth.socialaccount, stays unused",
    "mfa_authenticator": "second factors of accounts; their secrets are sealed",
    "usersessions_usersession": "browsers that are signed in, as their owner sees them",
    "django_session": "browsers that are signed in",
    "django_content_type": "Django's list of models",
    "django_migrations": "Django's list of migrations",
    "auth_permission": "comes with django.contrib.auth, stays unused",
    "auth_group": "comes with django.contrib.auth, stays unused",
    "auth_group_permissions": "comes with django.contrib.auth, stays unused",
}
# Columns of tenant tables that refer to a global table by a plain key.
GLOBAL_REFERENCES = {
    table: {"account_id"}
    for table in (
        "orgs_person",
        "reviews_farewell",
        "reviews_healthvote",
        "reviews_privatescore",
        "reviews_reflection",
        "teams_coachnote",
        "teams_hoursnote",
        "teams_offer",
    )
}
# The dispatcher's windows: on the outbox, and on what fails in the background.
WINDOWS = {(table, f"{table}_dispatch"): DISPATCH for table in DISPATCHED}
MINE = (
    "(organisation_id = ( SELECT (current_setting('app.organisation'::text))::bigint"
    " AS current_setting))"
)


def rows(cursor: Any, sql: str, params: Any = None) -> list[tuple[Any, ...]]:
    cursor.execute(sql, params)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def tables(cursor: Any) -> set[str]:
    found = rows(
        cursor,
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = 'public'::regnamespace",
    )
    return {name for (name,) in found}


def tenant_tables(cursor: Any) -> set[str]:
    return tables(cursor) - set(GLOBAL)


def every_table_is_known(cursor: Any) -> list[str]:
    """A table is a tenant table with its organisation, or it is global by name."""
    held = dict(
        rows(
            cursor,
            "SELECT c.relname, a.attnotnull FROM pg_class c JOIN pg_attribute a"
            " ON a.attrelid = c.oid AND a.attname = 'organisation_id' AND NOT a.attisdropped"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
        )
    )
    return [
        f"{table} has no organisation_id that must be filled"
        for table in sorted(tenant_tables(cursor))
        if not held.get(table)
    ]


def every_tenant_table_has_its_policy(cursor: Any) -> list[str]:
    """Row security is on and forced; USING and WITH CHECK compare the organisation strictly.

    One more policy lets the owner through, by name: whoever migrates and dumps needs all rows.
    """
    secured = {
        name: (enabled, forced, owner)
        for name, enabled, forced, owner in rows(
            cursor,
            "SELECT relname, relrowsecurity, relforcerowsecurity, relowner::regrole::text"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        )
    }
    policies: dict[str, list[tuple[Any, ...]]] = {}
    for table, *policy in rows(
        cursor,
        "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check"
        " FROM pg_policies WHERE schemaname = 'public'",
    ):
        policies.setdefault(table, []).append(tuple(policy))
    complaints = []
    for table in sorted(tenant_tables(cursor)):
        enabled, forced, owner = secured[table]
        if not enabled:
            complaints.append(f"{table} has row security off")
        if not forced:
            complaints.append(f"{table} does not force its policies")
        expected = (f"{table}_tenant", "PERMISSIVE", ["public"], "ALL", MINE, MINE)
        owners = (f"{table}_owner", "PERMISSIVE", [owner], "ALL", "true", "true")
        found = [_plain(policy) for policy in policies.get(table, [])]
        if expected not in found:
            complaints.append(f"{table} has not the policy of its tenant: {found}")
        complaints += [
            f"{table} has one policy too many: {policy[0]}"
            for policy in found
            if policy not in (expected, owners) and not _is_window(table, policy)
        ]
    return complaints


def _plain(policy: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(" ".join(part.split()) if isinstance(part, str) else part for part in policy)


def _is_window(table: str, policy: tuple[Any, ...]) -> bool:
    return policy[2] == [WINDOWS.get((table, policy[0]))]


def every_reference_holds_the_organisation(cursor: Any) -> list[str]:
    """Each `…_id` of a tenant table is in a foreign key that carries the organisation along."""
    keys = rows(
        cursor,
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,"
        " (SELECT array_agg(a.attname::text || '>' || b.attname::text)"
        "    FROM unnest(c.conkey, c.confkey) AS k (here, there)"
        "    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here"
        "    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there)"
        " FROM pg_constraint c WHERE c.contype = 'f' AND c.convalidated"
        " AND c.connamespace = 'public'::regnamespace",
    )
    tenants = tenant_tables(cursor)
    complaints = [
        f"{table} refers to {target} without the organisation"
        for table, target, columns in keys
        if target in tenants and "organisation_id>organisation_id" not in columns
    ]
    held = {
        (table, pair.split(">")[0])
        for table, target, columns in keys
        for pair in columns
        if target in tenants and "organisation_id>organisation_id" in columns
    }
    complaints += [
        f"{table}.{column} is held by no composite key"
        for table, column in _references(cursor)
        if table in tenants
        and (table, column) not in held
        and column not in GLOBAL_REFERENCES.get(table, set())
    ]
    return complaints


def _references(cursor: Any) -> list[tuple[Any, ...]]:
    return rows(
        cursor,
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.atttypid = 'bigint'::regtype"
        r" AND a.attname LIKE '%\_id' AND a.attname <> 'organisation_id'",
    )


def every_organisation_exists(cursor: Any) -> list[str]:
    """The organisation of a row is a key to the organisations."""
    held = {
        table
        for (table,) in rows(
            cursor,
            "SELECT c.conrelid::regclass::text FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]"
            " WHERE c.contype = 'f' AND c.confrelid = 'orgs_organisation'::regclass"
            " AND a.attname = 'organisation_id'",
        )
    }
    return [f"{table}: any organisation goes" for table in sorted(tenant_tables(cursor) - held)]


def every_unique_index_begins_with_the_organisation(cursor: Any) -> list[str]:
    """A unique index over organisations would tell one about the other's rows."""
    found = rows(
        cursor,
        "SELECT t.relname, i.relname, x.indisprimary, a.attname FROM pg_index x"
        " JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid"
        " LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]"
        " WHERE x.indisunique AND t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace",
    )
    tenants = tenant_tables(cursor)
    return [
        f"{table}: the unique index {index} begins with {column}"
        for table, index, primary, column in found
        if table in tenants and not primary and column != "organisation_id"
    ]


def no_view_sees_as_its_owner(cursor: Any) -> list[str]:
    """A view without `security_invoker` reads as its owner, whom no policy binds."""
    return [
        f"{name} reads as its owner"
        for name, kind, options in rows(
            cursor,
            "SELECT relname, relkind, coalesce(reloptions, '{}') FROM pg_class"
            " WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace",
        )
        if kind == "m" or not {"security_invoker=true", "security_invoker=on"} & set(options)
    ]


def no_function_acts_as_its_owner(cursor: Any) -> list[str]:
    return [
        f"{name} acts as its owner"
        for (name,) in rows(
            cursor,
            "SELECT proname FROM pg_proc WHERE prosecdef"
            " AND pronamespace NOT IN ('pg_catalog'::regnamespace,"
            " 'information_schema'::regnamespace)",
        )
    ]


def roles_are_bound(cursor: Any) -> list[str]:
    """The web role and the dispatcher own nothing, are no superusers and bypass nothing."""
    complaints = []
    for role, free, maker, login in rows(
        cursor,
        "SELECT rolname, rolsuper OR rolbypassrls, rolcreaterole OR rolcreatedb, rolcanlogin"
        " FROM pg_roles WHERE rolname = ANY (%s)",
        [[WEB, DISPATCH]],
    ):
        if free or maker or login:
            complaints.append(f"{role} may do more than it should")
        complaints += [f"{role} owns {name}" for (name,) in _owned(cursor, role)]
        complaints += [f"{role} is a member of {name}" for (name,) in _parents(cursor, role)]
        if rows(cursor, "SELECT has_schema_privilege(%s, 'public', 'CREATE')", [role]) == [(True,)]:
            complaints.append(f"{role} may make tables")
    return complaints


def _owned(cursor: Any, role: str) -> list[tuple[Any, ...]]:
    return rows(
        cursor,
        "SELECT relname FROM pg_class WHERE relowner = %(role)s::regrole"
        " UNION ALL SELECT proname FROM pg_proc WHERE proowner = %(role)s::regrole"
        " UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = %(role)s::regrole",
        {"role": role},
    )


def _parents(cursor: Any, role: str) -> list[tuple[Any, ...]]:
    return rows(
        cursor,
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole",
        [role],
    )


def the_dispatcher_has_its_windows_alone(cursor: Any) -> list[str]:
    granted = rows(
        cursor,
        "SELECT c.relname, g.privilege_type FROM pg_class c, aclexplode(c.relacl) g"
        " WHERE g.grantee IN (0, %s::regrole) AND c.relnamespace = 'public'::regnamespace",
        [DISPATCH],
    )
    allowed = {(table, deed) for table, deeds in DISPATCHED.items() for deed in deeds.split(", ")}
    return [f"{DISPATCH} may {deed} {table}" for table, deed in sorted(set(granted) - allowed)]


def the_record_is_append_only(cursor: Any) -> list[str]:
    granted = rows(
        cursor,
        "SELECT g.privilege_type FROM pg_class c, aclexplode(c.relacl) g"
        " WHERE c.relname = 'orgs_auditevent' AND g.grantee = %s::regrole",
        [WEB],
    )
    return [f"{WEB} may {deed} the record" for (deed,) in granted if deed in {"UPDATE", "DELETE"}]


GUARDS: list[Guard] = [
    every_table_is_known,
    every_tenant_table_has_its_policy,
    every_reference_holds_the_organisation,
    every_organisation_exists,
    every_unique_index_begins_with_the_organisation,
    no_view_sees_as_its_owner,
    no_function_acts_as_its_owner,
    roles_are_bound,
    the_dispatcher_has_its_windows_alone,
    the_record_is_append_only,
]
