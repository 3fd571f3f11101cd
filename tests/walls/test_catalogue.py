"""The catalogue guard, and faults that it must find."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django_scopes.exceptions import ScopeError

from core.database import DISPATCH, WEB
from core.tenancy import TenantModel
from tests.walls import catalogue
from tests.walls.catalogue import GUARDS, Guard

STRICT = "organisation_id = (SELECT current_setting('app.organisation')::bigint)"


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_schema_gives_no_complaint(owner: Any, guard: Guard) -> None:
    """R7: the walls stand in every table, view, function and role."""
    assert guard(owner) == []


def test_guard_looks_at_the_tables_that_hold_people_s_data(owner: Any) -> None:
    """A guard that found no table would complain about none."""
    made = {model._meta.db_table for model in apps.get_models() if issubclass(model, TenantModel)}

    assert catalogue.tenant_tables(owner) == made


def test_every_global_table_exists(owner: Any) -> None:
    assert set(catalogue.GLOBAL) <= catalogue.tables(owner)


def _policy(using: str, check: str) -> str:
    return (
        "DROP POLICY teams_team_tenant ON teams_team; CREATE POLICY teams_team_tenant"
        f" ON teams_team USING ({using}) WITH CHECK ({check})"
    )


FAULTS = [
    (
        "policy dropped",
        "DROP POLICY teams_team_tenant ON teams_team",
        "teams_team has not the policy of its tenant: [('teams_team_owner'",
    ),
    (
        "row security off",
        "ALTER TABLE teams_team DISABLE ROW LEVEL SECURITY",
        "teams_team has row security off",
    ),
    (
        "policies not forced",
        "ALTER TABLE teams_team NO FORCE ROW LEVEL SECURITY",
        "teams_team does not force its policies",
    ),
    (
        "owner's window for everybody",
        "ALTER POLICY teams_team_owner ON teams_team TO PUBLIC",
        "teams_team has one policy too many: teams_team_owner",
    ),
    (
        "owner's window for the web role",
        f"ALTER POLICY teams_team_owner ON teams_team TO {WEB}",
        "teams_team has one policy too many: teams_team_owner",
    ),
    ("writes unchecked", _policy(STRICT, "true"), "teams_team has not the policy of its tenant"),
    ("reads unchecked", _policy("true", STRICT), "teams_team has not the policy of its tenant"),
    (
        "setting may be missing",
        _policy(*[STRICT.replace("organisation')", "organisation', true)")] * 2),
        "teams_team has not the policy of its tenant",
    ),
    (
        "a way round",
        _policy(*[f"{STRICT} OR current_setting('app.all', true) = 'on'"] * 2),
        "teams_team has not the policy of its tenant",
    ),
    (
        "a second policy",
        "CREATE POLICY teams_team_all ON teams_team FOR SELECT USING (true)",
        "teams_team has one policy too many: teams_team_all",
    ),
    (
        "the window for everybody",
        "DROP POLICY nudges_message_dispatch ON nudges_message;"
        " CREATE POLICY nudges_message_dispatch ON nudges_message USING (true)",
        "nudges_message has one policy too many: nudges_message_dispatch",
    ),
    (
        "composite key dropped",
        "ALTER TABLE teams_team DROP CONSTRAINT teams_team_cycle_fk",
        "teams_team.cycle_id is held by no composite key",
    ),
    (
        "plain key instead",
        "ALTER TABLE teams_team DROP CONSTRAINT teams_team_cycle_fk,"
        " ADD FOREIGN KEY (cycle_id) REFERENCES themes_cycle (id)",
        "teams_team refers to themes_cycle without the organisation",
    ),
    (
        "key not checked",
        "ALTER TABLE teams_team DROP CONSTRAINT teams_team_cycle_fk,"
        " ADD FOREIGN KEY (organisation_id, cycle_id)"
        " REFERENCES themes_cycle (organisation_id, id) NOT VALID",
        "teams_team.cycle_id is held by no composite key",
    ),
    (
        "reference without any key",
        "ALTER TABLE teams_team ADD COLUMN coach_id bigint",
        "teams_team.coach_id is held by no composite key",
    ),
    (
        "unique over organisations",
        "CREATE UNIQUE INDEX one_name ON teams_team (name)",
        "teams_team: the unique index one_name begins with name",
    ),
    (
        "organisation may be empty",
        "ALTER TABLE teams_team ALTER COLUMN organisation_id DROP NOT NULL",
        "teams_team has no organisation_id that must be filled",
    ),
    (
        "table that nobody knows",
        "CREATE TABLE teams_secret (id bigint PRIMARY KEY)",
        "teams_secret has no organisation_id that must be filled",
    ),
    (
        "view of the owner",
        "CREATE VIEW every_team AS SELECT * FROM teams_team",
        "every_team reads as its owner",
    ),
    (
        "materialised view",
        "CREATE MATERIALIZED VIEW all_teams AS SELECT * FROM teams_team",
        "all_teams reads as its owner",
    ),
    (
        "function of the owner",
        "CREATE FUNCTION peep() RETURNS bigint LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT count(*) FROM teams_team'",
        "peep acts as its owner",
    ),
    (
        "web role owns a table",
        f"GRANT CREATE ON SCHEMA public TO {WEB}; ALTER TABLE teams_team OWNER TO {WEB}",
        f"{WEB} owns teams_team",
    ),
    (
        "web role makes tables",
        f"GRANT CREATE ON SCHEMA public TO {WEB}",
        f"{WEB} may make tables",
    ),
    (
        "dispatcher sees people",
        f"GRANT SELECT ON orgs_person TO {DISPATCH}",
        f"{DISPATCH} may SELECT orgs_person",
    ),
    (
        "everybody sees people",
        "GRANT SELECT ON orgs_person TO PUBLIC",
        f"{DISPATCH} may SELECT orgs_person",
    ),
    (
        "record can be changed",
        f"GRANT UPDATE ON orgs_auditevent TO {WEB}",
        f"{WEB} may UPDATE the record",
    ),
]


@pytest.mark.parametrize(("fault", "complaint"), [pytest.param(*f[1:], id=f[0]) for f in FAULTS])
def test_fault_is_found(owner: Any, fault: str, complaint: str) -> None:
    """A guard that misses a fault is no guard."""
    owner.execute(fault)

    complaints = [said for guard in GUARDS for said in guard(owner)]

    assert [said for said in complaints if said.startswith(complaint)] != []


def unguarded(model: type[models.Model]) -> list[str]:
    """What a model with an organisation does outside the first two walls."""
    label = model._meta.label
    complaints = []
    if not issubclass(model, TenantModel):
        complaints.append(f"{label} does not inherit TenantModel")
    for manager in model._meta.managers:
        if _reads(model, manager.name):
            complaints.append(f"{label}.{manager.name} reads without a scope")
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        ours = field.concrete and isinstance(target, type) and issubclass(target, TenantModel)
        if ours and not hasattr(field, "_target"):
            complaints.append(f"{label}.{field.name} is no tenant reference")
    return complaints


def _reads(model: type[models.Model], name: str) -> bool:
    try:
        getattr(model, name).all()
    except ScopeError:
        return False
    return True


def test_every_model_with_an_organisation_is_guarded() -> None:
    mine = [
        model
        for model in apps.get_models()
        if any(field.name == "organisation" for field in model._meta.get_fields())
        and model._meta.db_table not in catalogue.GLOBAL
    ]

    assert len(mine) > 20
    assert [said for model in mine for said in unguarded(model)] == []
