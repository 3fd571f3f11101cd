"""Choosing a theme, giving its roles, ending it: by actions, without a form."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from orgs.models import AuditEvent
from tests.cast import Cast, make_theme
from themes.access import can_edit_focus, can_steer
from themes.models import Cycle, Theme, ThemeRole
from themes.theme.actions import role_give, role_take, theme_close, theme_create, theme_edit

Kind = ThemeRole.Kind


def words(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "by": cast.home_leader,
        "name": "Faster spare parts",
        "strategy_sentence": "Service is the reason people come back.",
        "why_now": "Waiting times doubled.",
        "why_no_team": "Parts sit in four divisions.",
        "sponsor": cast.sponsor,
        "integration": cast.integrator,
        "horizon_months": 15,
        "starts_on": date(2026, 5, 20),
        "in_strategy": True,
        "has_team": False,
        "needs_divisions": True,
        **changed,
    }


def test_theme_create_gives_its_maker_no_role_by_the_way(cast: Cast) -> None:
    """W8, A1: whoever chooses a theme names who runs it, and is not the integration team unsaid."""
    theme = theme_create(**words(cast))

    assert can_steer(cast.integrator, theme)
    assert not can_steer(cast.home_leader, theme)
    assert list(theme.roles.values_list("person", "kind")) == [(cast.integrator.pk, "integration")]
    event = AuditEvent.objects.get(verb="theme.create")
    assert (event.actor, event.after["horizon_months"]) == (cast.home_leader, 15)


def test_theme_create_plans_the_first_cycle(cast: Cast) -> None:
    """A1: with the first cycle's dates cycle 1 is planned at once."""
    theme = theme_create(**words(cast, first_day=date(2026, 7, 6), weeks=12))

    cycle = theme.cycles.get()
    assert (cycle.number, cycle.starts_on, cycle.ends_on, cycle.weeks) == (
        1,
        date(2026, 7, 6),
        date(2026, 9, 27),
        12,
    )


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("sponsor", "Choose a sponsor"),
        ("integration", "Choose who runs the program"),
        ("horizon_months", "Write for how many months"),
    ],
)
def test_theme_create_refuses_without_sponsor_or_horizon(
    cast: Cast, field: str, reason: str
) -> None:
    """A1, W8: without a sponsor, an integration team or a horizon it is refused with a reason."""
    with pytest.raises(ValidationError, match=reason):
        theme_create(**words(cast, **{field: None}))

    assert not Theme.objects.filter(name="Faster spare parts").exists()


@pytest.mark.parametrize("column", ["sponsor_id", "horizon_months"])
def test_database_refuses_a_theme_without_sponsor_or_horizon(cast: Cast, column: str) -> None:
    """A1: what forms and actions might let through, the database refuses."""
    with (
        pytest.raises(IntegrityError, match="not-null"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE themes_theme SET {column} = NULL WHERE id = %s",
            [cast.theme.pk],
        )


@pytest.mark.parametrize("months", [0, 2, 37])
def test_database_refuses_an_odd_horizon(cast: Cast, months: int) -> None:
    """A1: a horizon is 3 to 36 months, in the database too."""
    with pytest.raises(IntegrityError, match="themes_theme_horizon"), transaction.atomic():
        Theme.objects.filter(pk=cast.theme.pk).update(horizon_months=months)


def test_theme_create_refuses_a_sponsor_who_left(cast: Cast) -> None:
    """A1: a sponsor is somebody who is there."""
    cast.sponsor.left_on = date(2026, 5, 1)

    with pytest.raises(ValidationError, match="Choose a sponsor"):
        theme_create(**words(cast))


def test_theme_create_refuses_a_name_that_is_taken(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="There is a theme with this name"):
        theme_create(**words(cast, name=f" {cast.theme.name} "))


def test_theme_edit_records_what_changed(cast: Cast) -> None:
    theme_edit(theme=cast.theme, by=cast.integrator, sponsor=cast.home_leader, horizon_months=12)

    event = AuditEvent.objects.get(verb="theme.edit")
    assert (event.before["horizon_months"], event.after["horizon_months"]) == (18, 12)
    assert event.after["sponsor_id"] == cast.home_leader.pk


def test_theme_edit_refuses_to_drop_the_sponsor(cast: Cast) -> None:
    """A1: also later a theme keeps a sponsor."""
    with pytest.raises(ValidationError, match="Choose a sponsor"):
        theme_edit(theme=cast.theme, by=cast.integrator, sponsor=None)


def test_role_give_twice_changes_nothing(cast: Cast) -> None:
    """A3: roles are given with who and when in the audit log, once."""
    for _again in range(2):
        role_give(theme=cast.theme, person=cast.coach, kind=Kind.FACILITATOR, by=cast.sponsor)

    event = AuditEvent.objects.get(verb="theme.role_give")
    assert event.after == {"person": cast.coach.pk, "kind": "facilitator"}


def test_role_give_refuses_the_sponsor_as_further_sponsor(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Nilgun Erdem is the theme's sponsor already"):
        role_give(theme=cast.theme, person=cast.sponsor, kind=Kind.SPONSOR, by=cast.integrator)


def test_role_take_counts_at_once(cast: Cast) -> None:
    second = role_give(
        theme=cast.theme, person=cast.coach, kind=Kind.INTEGRATION, by=cast.integrator
    )
    assert can_steer(cast.coach, cast.theme)

    second.person = cast.coach
    role_take(role=second, by=cast.integrator)

    assert not can_steer(cast.coach, cast.theme)


def test_role_take_keeps_the_last_of_the_integration_team(cast: Cast) -> None:
    only = cast.theme.roles.get(kind=Kind.INTEGRATION)

    with pytest.raises(ValidationError, match="Irem Isik is the whole integration team"):
        role_take(role=only, by=cast.sponsor)

    assert cast.theme.roles.filter(pk=only.pk).exists()


def test_theme_close_waits_for_its_cycles(cast: Cast) -> None:
    """A3: a theme is closed when its cycles are."""
    with pytest.raises(ValidationError, match="Cycle 1 is not closed yet"):
        theme_close(theme=cast.theme, by=cast.sponsor, statement="Done.")


def test_theme_close_keeps_who_said_what(cast: Cast) -> None:
    """A3, O5: what was reached, what moves to the line, what stops; with who and when, once."""
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)

    closure = theme_close(
        theme=cast.theme,
        by=cast.sponsor,
        statement="Kitchens are quiet.",
        moves=" The hotline, to Service\n",
        stops="The radio",
    )

    assert (closure.by, closure.statement) == (cast.sponsor, "Kitchens are quiet.")
    assert (closure.moves, closure.stops) == ("The hotline, to Service", "The radio")
    with pytest.raises(ValidationError, match="closed already"):
        theme_close(theme=cast.theme, by=cast.sponsor, statement="Again.")


def test_theme_close_needs_a_statement(cast: Cast) -> None:
    theme = make_theme(cast.sponsor, name="Another one")

    with pytest.raises(ValidationError):
        theme_close(theme=theme, by=cast.sponsor, statement="  ")

    assert not theme.closed


def test_horizon_ends_the_day_before_its_anniversary(cast: Cast) -> None:
    """A1: 18 months from 6 April 2026."""
    assert cast.theme.ends_on == date(2027, 10, 5)
    assert Theme(starts_on=date(2026, 8, 31), horizon_months=6).ends_on == date(2027, 2, 27)


@pytest.mark.parametrize(
    ("answers", "doubts"),
    [
        ((True, False, True), []),
        ((True, True, True), ["This looks like a team OKR, not a theme"]),
        ((False, False, False), ["A theme belongs to the long-term strategy", "One division can"]),
    ],
)
def test_fit_check_is_kept_with_who_and_when(
    cast: Cast, answers: tuple[bool, bool, bool], doubts: list[str]
) -> None:
    """A2: three answers, kept whatever they are; what speaks against a theme is said."""
    names = ("in_strategy", "has_team", "needs_divisions")

    theme = theme_create(**words(cast, **dict(zip(names, answers, strict=True))))

    fit = theme.fit_checks.get()
    assert [answer for _question, answer in fit.answers] == list(answers)
    assert (fit.by, fit.at.date()) == (cast.home_leader, timezone.localdate())
    said = zip(fit.doubts, doubts, strict=True)
    assert all(doubt.startswith(begin) for doubt, begin in said)


def test_theme_create_takes_several_sponsors(cast: Cast) -> None:
    """A1: one sponsor owns the theme, further ones stand beside; each can edit the focus."""
    further = [cast.sponsor, cast.leader_member, cast.home_leader]

    theme = theme_create(**words(cast, further_sponsors=further))

    assert theme.sponsors() == [cast.sponsor, cast.home_leader, cast.leader_member]
    assert all(can_edit_focus(person, theme) for person in further)


def test_further_sponsor_who_comes_to_own_the_theme_is_named_once(cast: Cast) -> None:
    """A1: whoever owns a theme needs no role beside it."""
    theme = theme_create(**words(cast, further_sponsors=[cast.leader_member]))

    theme_edit(theme=theme, by=cast.integrator, sponsor=cast.leader_member)

    assert Theme.objects.get(pk=theme.pk).sponsors() == [cast.leader_member]
