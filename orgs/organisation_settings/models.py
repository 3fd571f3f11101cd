from typing import Any, ClassVar, Self

from django.db import models

from core.tenancy import TenantModel
from orgs.models import Person


class OrganisationSetting(TenantModel):
    """How an organisation wants one thing: a row at most, and the defaults where it has none.

    `changed` and `cleared` name in the audit log what happens to it; a change tells the values of
    `audited`.
    """

    changed: ClassVar[str]
    cleared: ClassVar[str] = ""
    audited: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation"], name="%(app_label)s_%(class)s_once")
        ]

    @classmethod
    def current(cls) -> Self:
        """The organisation's own, or the defaults."""
        return cls.saved() or cls()

    @classmethod
    def saved(cls) -> Self | None:
        row: Self | None = cls.objects.first()
        return row

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing any more, so that its row goes."""
        return False

    def signed(self, by: Person) -> None:
        """For a setting that says who gave it."""

    def facts(self) -> dict[str, Any]:
        values = {name: getattr(self, name) for name in self.audited}
        return {name: v if isinstance(v, int) else str(v) for name, v in values.items()}
