"""Choosing a theme, giving its roles, ending it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.live.channels import of_account, revoked
from orgs.audit import log as audit
from orgs.models import Person
from themes.access import forget_roles
from themes.cycles.actions import WEEKS, cycle_plan
from themes.models import Cycle, FitCheck, Theme, ThemeClosure, ThemeRole
from themes.roles.history import role_given, role_taken

NO_SPONSOR = gettext_lazy(
    "Choose a sponsor: a theme needs a C-level or director who owns it and clears the way."
)
NO_HORIZON = gettext_lazy(
    "Write for how many months the theme is meant: without a horizon nobody can say "
    "what is near and what is far. 12 to 18 months are usual."
)
NO_INTEGRATION = gettext_lazy(
    "Choose who runs the program: somebody of the integration team calls for volunteers, forms "
    "teams and opens the review."
)
WORDING = ("name", "strategy_sentence", "why_now", "why_no_team")
AUDITED = ("name", "sponsor_id", "horizon_months", "starts_on")


@transaction.atomic
def theme_create(
    *,
    by: Person,
    name: str,
    strategy_sentence: str,
    why_now: str,
    why_no_team: str,
    sponsor: Person | None,
    integration: Person | None,
    horizon_months: int | None,
    starts_on: date,
    in_strategy: bool,
    has_team: bool,
    needs_divisions: bool,
    further_sponsors: Iterable[Person] = (),
    first_day: date | None = None,
    weeks: int = WEEKS,
) -> Theme:
    """Choose a theme and name who runs it. A first day plans cycle 1 at once.

    Whoever chooses a theme has no role in it unless they are named for one. The three answers of
    the fit check are kept with who and when, whatever they are.
    """
    theme = Theme(  # type: ignore[misc]
        name=name,
        strategy_sentence=strategy_sentence,
        why_now=why_now,
        why_no_team=why_no_team,
        sponsor=sponsor,
        horizon_months=horizon_months,
        starts_on=starts_on,
        created_by=by,
    )
    if integration is None:
        raise ValidationError({"integration": NO_INTEGRATION})
    _save(theme)
    forget_roles(by, theme.sponsor)
    FitCheck.objects.create(
        theme=theme,
        by=by,
        in_strategy=in_strategy,
        has_team=has_team,
        needs_divisions=needs_divisions,
    )
    audit.record(actor=by, verb="theme.create", about=theme, after=_audited(theme))
    role_given(theme=theme, person=theme.sponsor, kind=ThemeRole.Kind.SPONSOR, by=by)
    role_give(theme=theme, person=integration, kind=ThemeRole.Kind.INTEGRATION, by=by)
    for person in further_sponsors:
        if person != sponsor:
            role_give(theme=theme, person=person, kind=ThemeRole.Kind.SPONSOR, by=by)
    if first_day is not None:
        cycle_plan(theme=theme, by=by, starts_on=first_day, weeks=weeks)
    return theme


@transaction.atomic
def theme_edit(*, theme: Theme, by: Person, **changes: Any) -> Theme:
    """Change the words, the sponsor or the horizon of a theme."""
    held = _locked(theme)
    before, sponsor = _audited(held), held.sponsor
    for field, value in changes.items():
        setattr(held, field, value)
    _save(held)
    held.roles.filter(kind=ThemeRole.Kind.SPONSOR, person=held.sponsor).delete()
    if held.sponsor != sponsor:
        forget_roles(held.sponsor, sponsor, by)
        role_taken(theme=held, person=sponsor, kind=ThemeRole.Kind.SPONSOR, by=by)
        role_given(theme=held, person=held.sponsor, kind=ThemeRole.Kind.SPONSOR, by=by)
        revoked(of_account(sponsor.account_id))
    if before != _audited(held):
        audit.record(actor=by, verb="theme.edit", about=held, before=before, after=_audited(held))
    return held


@transaction.atomic
def role_give(*, theme: Theme, person: Person, kind: str, by: Person) -> ThemeRole:
    """Give somebody a role in the theme; giving it twice changes nothing.

    Nobody adds themselves to an integration team, also where all of it have left: it reads what
    members do not write for sponsors and administrators.
    """
    held = _locked(theme)
    if not person.active:
        raise ValidationError(_("%(person)s has left the organisation.") % {"person": person})
    if kind == ThemeRole.Kind.SPONSOR and held.sponsor_id == person.pk:
        raise ValidationError(_("%(person)s is the theme's sponsor already.") % {"person": person})
    if kind == ThemeRole.Kind.INTEGRATION and person.pk == by.pk:
        _refuse_own(held, by)
    role, new = ThemeRole.objects.get_or_create(theme=held, person=person, kind=kind)
    if new:
        forget_roles(person, by)
        role_given(theme=held, person=person, kind=kind, by=by)
        _record_role("theme.role_give", role, by)
    return role


@transaction.atomic
def role_take(*, role: ThemeRole, by: Person) -> None:
    """Take a role back. The last one of the integration team stays, or nobody could steer."""
    theme = _locked(role.theme)
    if role.kind == ThemeRole.Kind.INTEGRATION and _integration(theme) == {role.person_id}:
        raise ValidationError(
            _("%(person)s is the whole integration team. Give the role to somebody else first.")
            % {"person": role.person}
        )
    role_taken(theme=theme, person=role.person, kind=role.kind, by=by)
    _record_role("theme.role_take", role, by)
    forget_roles(role.person, by)
    role.delete()
    revoked(of_account(role.person.account_id))


@transaction.atomic
def theme_close(
    *, theme: Theme, by: Person, statement: str, moves: str = "", stops: str = ""
) -> ThemeClosure:
    """End a theme: what was reached, what goes on in the line, what stops.

    Cycles that are on their way end first.
    """
    held = _locked(theme)
    if held.closed:
        raise ValidationError(_("This theme is closed already."))
    on_their_way = held.cycles.exclude(phase__in=[Cycle.Phase.PLANNED, Cycle.Phase.CLOSED])
    for cycle in on_their_way:
        raise ValidationError(_("%(cycle)s is not closed yet. Close it first.") % {"cycle": cycle})
    closure = ThemeClosure(
        theme=held, by=by, statement=statement.strip(), moves=moves.strip(), stops=stops.strip()
    )
    closure.full_clean()
    closure.save()
    audit.record(actor=by, verb="theme.close", about=held)
    return closure


def _locked(theme: Theme) -> Theme:
    held: Theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    return held


def _save(theme: Theme) -> None:
    for field in WORDING:
        setattr(theme, field, getattr(theme, field).strip())
    _refuse_bare(theme)
    theme.full_clean()
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError:
        theme.validate_constraints()  # says it in a sentence: somebody else was faster
        raise


def _refuse_bare(theme: Theme) -> None:
    """A1: no theme without a sponsor who is there, and a horizon."""
    missing: dict[str, Any] = {}
    if not theme.sponsor_id or not theme.sponsor.active:
        missing["sponsor"] = NO_SPONSOR
    if not theme.horizon_months:
        missing["horizon_months"] = NO_HORIZON
    if missing:
        raise ValidationError(missing)


def _integration(theme: Theme) -> set[int]:
    held = theme.roles.filter(kind=ThemeRole.Kind.INTEGRATION, person__left_on=None)
    return set(held.values_list("person_id", flat=True))


def _refuse_own(theme: Theme, person: Person) -> None:
    ever = theme.roles.filter(kind=ThemeRole.Kind.INTEGRATION)
    if ever.exists() and person.pk not in _integration(theme):
        raise ValidationError(
            _("Ask somebody of the integration team to add you: nobody adds themselves.")
        )


def _audited(theme: Theme) -> dict[str, Any]:
    return {field: _plain(getattr(theme, field)) for field in AUDITED}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _record_role(verb: str, role: ThemeRole, by: Person) -> None:
    after = {"person": role.person_id, "kind": role.kind}
    audit.record(actor=by, verb=verb, about=role.theme, after=after)
