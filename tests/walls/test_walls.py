"""The four walls, one by one: each holds when the others are taken away."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.utils import DataError, IntegrityError, ProgrammingError
from django_scopes import scopes_disabled
from django_scopes.exceptions import ScopeError

from core.database import dispatcher
from core.tenancy import NestedTenantError, TenantModel, WrongTenantError, check_now, tenant
from orgs.models import Account, Division, Level, Organisation, Person
from tests.cast import Cast, Rival
from themes.models import Theme

TENANT_MODELS = [model for model in apps.get_models() if issubclass(model, TenantModel)]
each_model = pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda m: m._meta.label)


# --- Scope ----------------------------------------------------------------------
@each_model
def test_query_without_a_scope_raises(model: Any) -> None:
    for read in (model.objects.all, model.objects.count, model._default_manager.first):
        with pytest.raises(ScopeError):
            read()


def test_query_in_a_scope_names_the_organisation(cast: Cast) -> None:
    """Said in SQL too, so the index is used and the other walls are never needed."""
    unscoped = [
        model
        for model in TENANT_MODELS
        if f'"{model._meta.db_table}"."organisation_id" = {cast.organisation.pk}'
        not in str(model.objects.all().query)
    ]

    assert unscoped == []


def test_one_tenant_inside_another_raises(stage: Cast, rival: Rival) -> None:
    with tenant(stage.organisation), pytest.raises(NestedTenantError), tenant(rival.organisation):
        pass


def test_tenant_inside_itself_raises(stage: Cast) -> None:
    with tenant(stage.organisation), pytest.raises(NestedTenantError), tenant(stage.organisation):
        pass


# --- Save check -----------------------------------------------------------------
def test_saving_a_row_of_another_organisation_raises(stage: Cast, rival: Rival) -> None:
    rival.theme.name = "Taken over"

    with tenant(stage.organisation), pytest.raises(WrongTenantError):
        rival.theme.save()


def test_saving_outside_an_organisation_raises(stage: Cast) -> None:
    with pytest.raises(WrongTenantError):
        stage.theme.save()


def test_new_row_for_another_organisation_raises(stage: Cast, rival: Rival) -> None:
    with tenant(stage.organisation), pytest.raises(WrongTenantError):
        Division(name="Smuggled", organisation=rival.organisation).save()


def test_new_row_belongs_to_the_organisation_without_saying_so(cast: Cast) -> None:
    assert Division.objects.create(name="New").organisation_id == cast.organisation.pk


# --- Row-level security, with the scope off --------------------------------------
def count(model: Any) -> dict[int, int]:
    """Rows by organisation as the database lets us see them."""
    with scopes_disabled():
        found = model.objects.order_by().values_list("organisation_id", flat=True)
        return {pk: list(found).count(pk) for pk in set(found)}


def test_with_the_scope_off_the_other_s_rows_are_not_there(full: Cast, rival: Rival) -> None:
    with tenant(full.organisation):
        there = {model for model in TENANT_MODELS if count(model)}
    with tenant(rival.organisation):
        seen = {pk for model in TENANT_MODELS for pk in count(model)}

    assert there == set(TENANT_MODELS)
    assert seen == {rival.organisation.pk}


def test_both_organisations_hold_rows_that_could_leak(stage: Cast, rival: Rival) -> None:
    seen: dict[int, int] = {}
    for organisation in (stage.organisation, rival.organisation):
        with tenant(organisation):
            seen |= count(Person)

    assert seen == {stage.organisation.pk: 12, rival.organisation.pk: 1}


@pytest.mark.parametrize(
    "read",
    [
        lambda person: Person._base_manager.filter(pk=person.pk).exists(),
        lambda person: list(
            Person._base_manager.raw("SELECT * FROM orgs_person WHERE id = %s", [person.pk])
        ),
        lambda person: Account.objects.filter(
            pk=person.account_id, people__given_name=person.given_name
        ).exists(),
    ],
    ids=["base manager", "raw", "join"],
)
def test_ways_around_the_scope_find_nothing(stage: Cast, rival: Rival, read: Any) -> None:
    """django-scopes guards managers only; the policy guards the rest."""
    with tenant(stage.organisation):
        found = read(rival.outsider)

    assert not found


def test_refreshing_a_row_of_the_other_finds_nothing(stage: Cast, rival: Rival) -> None:
    with tenant(stage.organisation), pytest.raises(Person.DoesNotExist):
        rival.outsider.refresh_from_db()


def test_following_a_key_into_the_other_finds_nothing(stage: Cast, rival: Rival) -> None:
    theme = Theme(sponsor_id=rival.outsider.pk)

    with tenant(stage.organisation), pytest.raises(Person.DoesNotExist):
        str(theme.sponsor)


@pytest.mark.parametrize(
    "write",
    [
        lambda row: Division.objects.bulk_create([row]),
        lambda row: Division._base_manager.bulk_create([row]),
        lambda row: Division.objects.filter(name="IT").update(organisation=row.organisation),
    ],
    ids=["bulk create", "base manager", "update"],
)
def test_writing_for_the_other_is_refused_without_the_save_check(
    stage: Cast, rival: Rival, write: Any
) -> None:
    row = Division(name="Smuggled", organisation=rival.organisation)

    with (
        tenant(stage.organisation),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        write(row)


def test_changing_and_deleting_rows_of_the_other_does_nothing(stage: Cast, rival: Rival) -> None:
    with tenant(stage.organisation), scopes_disabled():
        changed = Person.objects.filter(pk=rival.outsider.pk).update(title="Taken over")
        bulk = Person.objects.bulk_update([rival.outsider], ["title"])
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM orgs_person WHERE id = %s", [rival.outsider.pk])
            deleted = cursor.rowcount

    assert (changed, bulk, deleted) == (0, 0, 0)
    with tenant(rival.organisation):
        assert Person.objects.get().title == ""


def test_raw_insert_for_the_other_is_refused(stage: Cast, rival: Rival) -> None:
    let_in = []
    with tenant(stage.organisation):
        for model in TENANT_MODELS:
            said = refusal(
                f"INSERT INTO {model._meta.db_table} (organisation_id) VALUES (%s)",
                [rival.organisation.pk],
            )
            if "row-level security" not in said:
                let_in.append((model, said))

    assert let_in == []


def refusal(sql: str, params: Any = None) -> str:
    """What the database says to a statement, which is undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
            check_now()
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return str(refused)
    return ""


def read_people() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM orgs_person")


def test_query_without_an_organisation_is_an_error(db: None) -> None:
    """Forgetting it is an error, never an empty page."""
    with pytest.raises((ProgrammingError, DataError)), transaction.atomic():
        read_people()


@pytest.mark.django_db(transaction=True)
def test_organisation_is_forgotten_with_its_transaction() -> None:
    """The same connection serves another request next: nothing may stay on it."""
    lodos = Organisation.objects.create(name="Lodos", slug="lodos")
    with tenant(lodos):
        pid = connection.connection.info.backend_pid
        read_people()

    with pytest.raises((ProgrammingError, DataError)):
        read_people()

    assert connection.connection.info.backend_pid == pid


@pytest.mark.django_db(transaction=True)
def test_organisation_is_forgotten_after_a_failure() -> None:
    lodos = Organisation.objects.create(name="Lodos", slug="lodos")

    def fail() -> None:
        with tenant(lodos):
            Division.objects.create(name="Undone")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with pytest.raises((ProgrammingError, DataError)):
        read_people()
    with tenant(lodos):
        assert Division.objects.count() == 0


# --- Keys, with row-level security off: as the owner -----------------------------
def test_each_key_refuses_a_row_of_the_other(full: Cast, rival: Rival, owner: Any) -> None:
    """A raw UPDATE as the owner, whom no policy binds: the composite keys alone say no.

    Of references to what Poyraz has; the catalogue guard holds the others to the same key.
    """
    strange = {
        Person: rival.outsider.pk,
        Theme: rival.theme.pk,
        Division: rival.outsider.division_id,
        Level: rival.outsider.level_id,
    }
    let_in, tried = [], 0
    for model in TENANT_MODELS:
        for field in model._meta.concrete_fields:
            if field.related_model in strange and hasattr(field, "_target"):
                tried += 1
                said = refusal(
                    f"UPDATE {model._meta.db_table} SET {field.column} = %s WHERE id = (SELECT"
                    f" min(id) FROM {model._meta.db_table} WHERE organisation_id = %s)",
                    [strange[field.related_model], full.organisation.pk],
                )
                if not re.search("violates (foreign key|check) constraint", said):
                    let_in.append((model._meta.label, field.name, said))

    assert tried > 40
    assert let_in == []


def test_raw_insert_across_organisations_is_refused_by_the_key(
    stage: Cast, rival: Rival, owner: Any
) -> None:
    owner.execute(
        "INSERT INTO themes_themerole (organisation_id, theme_id, person_id, kind)"
        " VALUES (%s, %s, %s, 'integration')",
        [stage.organisation.pk, rival.theme.pk, stage.member.pk],
    )

    with pytest.raises(IntegrityError, match="themes_themerole_theme_fk"):
        check_now()


def test_moving_a_row_to_the_other_is_refused_by_its_children(
    stage: Cast, rival: Rival, owner: Any
) -> None:
    owner.execute(
        "UPDATE themes_theme SET organisation_id = %s WHERE id = %s",
        [rival.organisation.pk, stage.theme.pk],
    )

    with pytest.raises(IntegrityError, match="violates foreign key constraint"):
        check_now()


def test_plain_key_would_have_let_it_through(stage: Cast, rival: Rival, owner: Any) -> None:
    """The mutant: without the composite key nothing stops a reference into the other."""
    owner.execute("ALTER TABLE themes_themerole DROP CONSTRAINT themes_themerole_theme_fk")
    owner.execute(
        "INSERT INTO themes_themerole (organisation_id, theme_id, person_id, kind)"
        " VALUES (%s, %s, %s, 'integration')",
        [stage.organisation.pk, rival.theme.pk, stage.member.pk],
    )

    check_now()

    assert owner.rowcount == 1
    owner.execute("DELETE FROM themes_themerole WHERE theme_id = %s", [rival.theme.pk])


def test_without_the_policy_the_scope_is_the_only_wall(
    stage: Cast, rival: Rival, owner: Any
) -> None:
    """The mutant: with the policy gone and the scope off, the other's rows are there."""
    owner.execute("ALTER TABLE orgs_person DISABLE ROW LEVEL SECURITY")
    owner.execute("SET LOCAL ROLE sunhand_web")

    with tenant(rival.organisation):
        seen = count(Person)

    assert set(seen) == {stage.organisation.pk, rival.organisation.pk}


# --- The roles --------------------------------------------------------------------
def test_dispatcher_sees_the_outbox_and_nothing_else(stage: Cast) -> None:
    with dispatcher(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM nudges_message")

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        dispatcher(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT count(*) FROM orgs_person")


def test_web_role_cannot_switch_the_walls_off(stage: Cast) -> None:
    said = [
        refusal("ALTER TABLE orgs_person DISABLE ROW LEVEL SECURITY"),
        refusal("DROP POLICY orgs_person_tenant ON orgs_person"),
        refusal("CREATE TABLE elsewhere (id bigint)"),
        refusal("ALTER ROLE sunhand_web BYPASSRLS"),
    ]

    assert ["must be owner" in said[0], "must be owner" in said[1]] == [True, True]
    assert ["permission denied" in said[2], "permission denied" in said[3]] == [True, True]


def test_row_security_cannot_be_asked_away(cast: Cast) -> None:
    """Switching it off makes a bound role's query an error, not a way round."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")

    assert "row-level security" in refusal("SELECT count(*) FROM orgs_person")
