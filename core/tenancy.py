"""The four walls between organisations: scope, save check, composite keys, row-level security.

Each wall alone leaks; docs/architecture.md says how. A tenant model inherits `TenantModel` and
refers to other tenant models by `TenantForeignKey`; the rest follows by itself, as constraints
that `makemigrations` sees.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models, transaction
from django.db.models.constraints import BaseConstraint
from django_scopes import ScopedManager, get_scope, scope, scopes_disabled

from core.forms.scoped_choice import ScopedChoiceField

SETTING = "app.organisation"


class NestedTenantError(RuntimeError):
    """One tenant inside another would read one organisation's rows in the other's name."""


class WrongTenantError(RuntimeError):
    """A row was about to be saved for an organisation that is not the current one."""


@contextmanager
def tenant(organisation: models.Model) -> Iterator[None]:
    """Work inside one organisation: a transaction, the database's setting and the scope at once."""
    if get_scope().get("organisation") is not None:
        raise NestedTenantError("Leave the current organisation before you enter another.")
    nested = connection.in_atomic_block  # a test's transaction, which goes on after us
    with transaction.atomic(), scope(organisation=organisation):
        _set_organisation(str(organisation.pk))
        yield
        if nested and not connection.needs_rollback:
            check_now()
            _set_organisation("")


def check_now() -> None:
    """Check the deferred constraints here, where the caller can still say something about it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def current_organisation_id() -> int | None:
    organisation = get_scope().get("organisation")
    return None if organisation is None else organisation.pk


def _set_organisation(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


class CompositeForeignKey(BaseConstraint):
    """A foreign key over several columns, checked when the transaction commits.

    `columns` maps column names of this table to column names of the table `to` refers to
    ("app_label.Model").
    """

    def __init__(self, *, name: str, to: str, columns: dict[str, str]) -> None:
        super().__init__(name=name)
        self.to = to
        self.columns = columns

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        self.create_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        # Deferred to the end of the migration: the parent's unique key may come after this.
        quote = schema_editor.quote_name
        target = self.to.lower().replace(".", "_")  # the model may come later in the migration
        here = ", ".join(quote(column) for column in self.columns)
        there = ", ".join(quote(column) for column in self.columns.values())
        schema_editor.deferred_sql.append(
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {quote(self.name)} "
            f"FOREIGN KEY ({here}) REFERENCES {quote(target)} ({there}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        quote = schema_editor.quote_name
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT {quote(self.name)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = None) -> None:
        """The database checks; forms offer only rows of the scope."""

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "to": self.to, "columns": self.columns}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CompositeForeignKey) and self.deconstruct() == other.deconstruct()

    __hash__ = BaseConstraint.__hash__


class TenantPolicy(BaseConstraint):
    """Row-level security: a row is seen and written only inside its organisation.

    Strict: without the setting a query is an error, never an empty page. The sub-select makes the
    planner read the setting once a statement. Forced: it also binds whoever owns the table. A
    second policy lets through the role that migrates, by name, because migrations and dumps need
    all rows; a table that comes to belong to another role is still bound.
    """

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        self.create_sql(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        table = schema_editor.quote_name(model._meta.db_table)
        mine = f"organisation_id = (SELECT current_setting('{SETTING}')::bigint)"
        schema_editor.deferred_sql.append(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.deferred_sql.append(
            f"CREATE POLICY {schema_editor.quote_name(self.name)} ON {table} "
            f"USING ({mine}) WITH CHECK ({mine})"
        )
        schema_editor.deferred_sql.append(forced(model._meta.db_table))

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = model._meta.db_table
        name = schema_editor.quote_name(self.name)
        return f"{not_forced(table)}; DROP POLICY {name} ON {schema_editor.quote_name(table)}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: Any = None) -> None:
        """The database checks."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantPolicy) and self.name == other.name

    __hash__ = BaseConstraint.__hash__


def forced(table: str) -> str:
    """The policies of a table bind its owner too; the role that says this is let through."""
    return (
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY; '
        f'CREATE POLICY "{_owner_policy(table)}" ON "{table}" '
        "TO CURRENT_USER USING (true) WITH CHECK (true)"
    )


def not_forced(table: str) -> str:
    return (
        f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY; '
        f'DROP POLICY IF EXISTS "{_owner_policy(table)}" ON "{table}"'
    )


def _owner_policy(table: str) -> str:
    return f"{table}_owner"


class TenantField(models.ForeignKey):  # type: ignore[type-arg]
    """The organisation a row belongs to; brings the row's key and its policy."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("to", "orgs.Organisation")
        kwargs.setdefault("on_delete", models.CASCADE)
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", False)  # every key of a tenant table begins with it
        kwargs.setdefault("default", current_organisation_id)
        super().__init__(**kwargs)

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        table = f"{cls._meta.app_label}_{cls._meta.model_name}"
        _add_constraints(
            cls,
            models.UniqueConstraint(fields=["organisation", "id"], name=f"{table}_key"),
            TenantPolicy(name=f"{table}_tenant"),
        )


class _TenantReference:
    """A reference to a row of the same organisation, held by a composite key in the database."""

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs.setdefault("db_index", False)
        super().__init__(to, on_delete, **kwargs)  # type: ignore[call-arg]

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        del kwargs["db_constraint"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        with scopes_disabled():  # a form class reads nothing; its forms read inside their scope
            model = self.remote_field.model  # type: ignore[attr-defined]
            return super().formfield(form_class=ScopedChoiceField, model=model, **kwargs)  # type: ignore[misc]

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)  # type: ignore[misc]
        here = f"{cls._meta.app_label}_{cls._meta.model_name}_{name}"
        key = CompositeForeignKey(
            name=f"{here}_fk",
            to=self._target(cls),
            columns={"organisation_id": "organisation_id", f"{name}_id": "id"},
        )
        _add_constraints(cls, key)

    def _target(self, cls: Any) -> str:
        to = self.remote_field.model  # type: ignore[attr-defined]
        label = to if isinstance(to, str) else to._meta.label
        if label == "self":
            return cls._meta.label
        return label if "." in label else f"{cls._meta.app_label}.{label}"


class TenantForeignKey(_TenantReference, models.ForeignKey):  # type: ignore[type-arg]
    """Many rows refer to one row of the same organisation."""

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        _add_index(cls, name)


class TenantOneToOneField(_TenantReference, models.OneToOneField):  # type: ignore[type-arg]
    """One row belongs to one row of the same organisation.

    The database holds it by a unique key that begins with the organisation, like all others: a
    key over one column alone would tell an organisation about the other's rows.
    """

    def contribute_to_class(self, cls: Any, name: str, *args: Any, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, *args, **kwargs)
        once = f"{cls._meta.app_label}_{cls._meta.model_name}_{name}_once"
        _add_constraints(cls, models.UniqueConstraint(fields=["organisation", name], name=once))

    @property
    def unique(self) -> bool:
        """Unique to Django's queries; no key over this column when a migration makes the table."""
        return getattr(self, "model", type(self)).__module__ != "__fake__"


def _add_constraints(cls: Any, *constraints: BaseConstraint) -> None:
    """As if they were written in `Meta`, so that `makemigrations` and the database see them."""
    meta = cls._meta
    if meta.abstract or cls.__module__ == "__fake__":
        return
    for constraint in constraints:
        if len(constraint.name) > 63:
            raise ValueError(f"The database cuts the name {constraint.name}; shorten it.")
    meta.constraints = [*meta.constraints, *constraints]
    meta.original_attrs["constraints"] = meta.constraints


def _add_index(cls: Any, name: str) -> None:
    """Reverse look-ups and the key's own checks begin with the organisation."""
    meta = cls._meta
    if meta.abstract or cls.__module__ == "__fake__":
        return
    index = models.Index(fields=["organisation", name], name=_index_name(cls, name))
    meta.indexes = [*meta.indexes, index]
    meta.original_attrs["indexes"] = meta.indexes


def _index_name(cls: Any, name: str) -> str:
    """Django allows 30 letters; the digest keeps two long names apart."""
    label = f"{cls._meta.model_name}_{name}"
    digest = hashlib.sha256(f"{cls._meta.app_label}_{label}".encode()).hexdigest()[:6]
    return f"{label[:20]}_{digest}_ix"


class TenantModel(models.Model):
    """A row that belongs to one organisation and is seen by nobody outside it."""

    organisation = TenantField()

    objects: ClassVar[Any] = ScopedManager(organisation="organisation")

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        self._check_organisation()
        super().save(**kwargs)

    def validate_constraints(self, exclude: Any = None) -> None:
        """Unique in the organisation is said beside the field, though no form shows the former."""
        shown = set(exclude or ()) - {"organisation"}
        problems: dict[str, list[ValidationError]] = {}
        for constraint in self._meta.constraints:
            try:
                constraint.validate(type(self), self, exclude=shown)
            except ValidationError as refused:
                fields = set(getattr(constraint, "fields", ())) - {"organisation"}
                place = fields.pop() if len(fields) == 1 else NON_FIELD_ERRORS
                problems.setdefault(place, []).append(refused)
        if problems:
            raise ValidationError(problems)

    def _check_organisation(self) -> None:
        current = current_organisation_id()
        if current is None:
            raise WrongTenantError(
                f"A {self._meta.verbose_name} is saved inside its organisation only."
            )
        if self.organisation_id != current:
            raise WrongTenantError(
                f"This {self._meta.verbose_name} belongs to another organisation."
            )


def tenant_manager(queryset: type[models.QuerySet[Any]]) -> Any:
    """The scoped manager of a model that has its own queryset."""
    return ScopedManager(
        organisation="organisation", _manager_class=models.Manager.from_queryset(queryset)
    )
