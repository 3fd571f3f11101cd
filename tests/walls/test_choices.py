"""The database admits what the choices of a field admit: a list in a constraint repeats them."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint, Model, Q

from core.tenancy import TenantModel

# Ideas and wordings are of some steps of a workshop, whose choices they share.
NARROWER = {"okrs_idea_kind", "okrs_wording_kind"}


def test_constraints_admit_what_the_choices_admit() -> None:
    found = list(_lists())
    differ = {
        name: (sorted(listed), sorted(chosen))
        for name, listed, chosen in found
        if listed != chosen and name not in NARROWER
    }

    assert differ == {}
    assert len(found) > 25


def _lists() -> Iterator[tuple[str, set[str], set[str]]]:
    """Constraints that say one field's values and nothing else, with its choices."""
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            for constraint in model._meta.constraints:
                if isinstance(constraint, CheckConstraint):
                    yield from _listed(model, constraint)


def _listed(
    model: type[Model], constraint: CheckConstraint
) -> Iterator[tuple[str, set[str], set[str]]]:
    condition = constraint.condition
    if not isinstance(condition, Q) or len(condition.children) != 1 or condition.negated:
        return
    (child,) = condition.children
    if not isinstance(child, tuple) or not child[0].endswith("__in"):
        return
    field = model._meta.get_field(child[0].removesuffix("__in"))
    choices = getattr(field, "flatchoices", None)
    if choices:
        empty = {""} if getattr(field, "blank", False) else set()
        yield constraint.name, {str(value) for value in child[1]}, {c for c, _ in choices} | empty
