"""W7: who gives roles in a theme, who hears of it, and where it stands afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from nudges.tasks import hand_over, look_after
from orgs.models import AuditEvent, Person
from orgs.people.actions import person_deactivate
from teams.coaches.actions import coach_assign, coach_release
from tests.cast import Cast
from tests.sink import Sink
from tests.themes.theme.test_theme_pages import NEW
from themes.access import kinds_to_give
from themes.models import RoleChange, Theme, ThemeRole
from themes.theme.actions import role_give, role_take, theme_create, theme_edit

Kind = ThemeRole.Kind


def heard(theme: Theme) -> dict[str, set[Person]]:
    """Who is told what about the theme's roles, in the words of the mail."""
    found: dict[str, set[Person]] = {}
    for due in open_rows(nudges["themes.role_changed"], timezone.now()):
        found.setdefault(due.title, set()).add(Person.objects.get(pk=due.person_id))
    return found


def leaves(cast: Cast, *people: Person, days_ago: int = 7) -> None:
    for person in people:
        person_deactivate(person=person, by=cast.administrator)
        Person.objects.filter(pk=person.pk).update(
            standing_since=timezone.now() - timedelta(days=days_ago)
        )


def test_administrator_takes_the_place_of_nobody_she_made_leave(cast: Cast) -> None:
    """W7: neither at once for a friend, nor later for herself."""
    last_day = timezone.localdate() - timedelta(days=90)  # what she writes down
    person_deactivate(person=cast.integrator, by=cast.administrator, on=last_day)
    at_once = kinds_to_give(cast.administrator, cast.theme)
    Person.objects.update(standing_since=timezone.now() - timedelta(days=7))
    with pytest.raises(ValidationError, match="nobody adds themselves"):
        role_give(
            theme=cast.theme,
            person=cast.administrator,
            kind=Kind.INTEGRATION,
            by=cast.administrator,
        )

    assert at_once == []
    assert kinds_to_give(cast.administrator, cast.theme) == [Kind.INTEGRATION]


@pytest.mark.parametrize("kind", Kind)
def test_administrator_gives_no_role_in_a_theme_that_is_run(
    stage: Cast, sign_in: Any, kind: str
) -> None:
    """W7: not to herself and not to others: offers, reasons and meetings are not hers to open."""
    client, path = sign_in(stage.administrator), stage.path(f"themes/{stage.theme.pk}/roles/")

    answers = [
        client.post(path, {"person": person.pk, "kind": kind})
        for person in (stage.administrator, stage.reader)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Administrators can only name an integration team" in answers[0].content.decode()
    with tenant(stage.organisation):
        assert not ThemeRole.objects.exclude(
            person__in=[stage.integrator, stage.facilitator]
        ).exists()


def test_administrator_takes_no_role_and_names_no_sponsor(stage: Cast, sign_in: Any) -> None:
    """W7: nor by the way round: taking the team's roles, or the sponsor's field of the theme."""
    client = sign_in(stage.administrator)
    with tenant(stage.organisation):
        role = ThemeRole.objects.get(person=stage.integrator)
    edit = {**NEW, "sponsor": stage.administrator.pk}

    answers = [
        client.post(stage.path(f"theme-roles/{role.pk}/take/")),
        client.post(stage.path(f"themes/{stage.theme.pk}/edit/"), edit),
        client.post(stage.path(f"themes/{stage.theme.pk}/chat/"), {"kind": "slack"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    with tenant(stage.organisation):
        assert Theme.objects.get(pk=stage.theme.pk).sponsor == stage.sponsor
        assert ThemeRole.objects.filter(pk=role.pk).exists()


def test_administrator_fills_an_empty_integration_team_and_the_sponsor_hears_it(
    stage: Cast, sign_in: Any
) -> None:
    """W7: nobody of the team is left: the theme gets somebody, openly, and in no other role."""
    client, path = sign_in(stage.administrator), stage.path(f"themes/{stage.theme.pk}/roles/")
    with tenant(stage.organisation):
        leaves(stage, stage.integrator)

    other = client.post(path, {"person": stage.reader.pk, "kind": "sponsor"})
    filled = client.post(path, {"person": stage.reader.pk, "kind": "integration"})
    again = client.post(path, {"person": stage.coach.pk, "kind": "integration"})

    assert (other.status_code, filled.status_code, again.status_code) == (422, 302, 403)
    page = sign_in(stage.sponsor).get(path).content.decode()
    words = "Ada Amir added Rana Reader to the integration team of “Quieter kitchens”."
    assert words in page
    with tenant(stage.organisation):
        assert heard(stage.theme) == {words: {stage.sponsor, stage.reader}}


def test_administrator_fills_no_closed_theme(cast: Cast) -> None:
    """W7: a theme that has ended has nothing to run, and much to read."""
    leaves(cast, cast.integrator)
    cast.theme.closures.create(by=cast.sponsor, statement="Done.")

    assert kinds_to_give(cast.administrator, cast.theme) == []


def test_sponsor_does_not_join_the_integration_team_alone(cast: Cast) -> None:
    """W8: members write to the integration team what sponsors do not read."""
    with pytest.raises(ValidationError, match="Ask somebody of the integration team to add you"):
        role_give(theme=cast.theme, person=cast.sponsor, kind=Kind.INTEGRATION, by=cast.sponsor)

    role_give(theme=cast.theme, person=cast.sponsor, kind=Kind.INTEGRATION, by=cast.integrator)

    assert cast.theme.integration_team() == [cast.sponsor, cast.integrator]


def test_each_change_is_told_to_who_answers_for_the_theme_and_whom_it_concerns(cast: Cast) -> None:
    """W7: sponsor, integration team, facilitator and coach, given and taken; not to who did it."""
    facilitator = ThemeRole.objects.get(kind=Kind.FACILITATOR)

    role_give(theme=cast.theme, person=cast.reader, kind=Kind.SPONSOR, by=cast.integrator)
    role_take(role=facilitator, by=cast.sponsor)
    coach_assign(team=cast.team, coach=cast.administrator, by=cast.integrator, all_the_same=True)
    coach_release(team=cast.team, by=cast.integrator)
    theme_edit(theme=cast.theme, by=cast.integrator, sponsor=cast.home_leader)

    sponsors = {cast.home_leader, cast.reader}
    assert heard(cast.theme) == {
        "Irem Isik made Rana Reader a sponsor of “Quieter kitchens”.": sponsors,
        "Nilgun Erdem took the facilitator role in “Quieter kitchens” back from Anneke Vries.": (
            sponsors | {cast.integrator, cast.facilitator}
        ),
        "Irem Isik ended the coaching of Capabilities in “Quieter kitchens” by Kaya Kurt.": (
            sponsors | {cast.coach}
        ),
        "Irem Isik made Ada Amir the coach of Capabilities in “Quieter kitchens”.": (
            sponsors | {cast.administrator}
        ),
        "Irem Isik ended the coaching of Capabilities in “Quieter kitchens” by Ada Amir.": (
            sponsors | {cast.administrator}
        ),
        "Irem Isik took the sponsor role in “Quieter kitchens” back from Nilgun Erdem.": (
            sponsors | {cast.sponsor}
        ),
        "Irem Isik made Burak Dogan a sponsor of “Quieter kitchens”.": sponsors,
    }


def test_change_comes_by_mail_at_once_and_cannot_be_switched_off(stage: Cast, sink: Sink) -> None:
    """W7: sponsor and the one it is about read who gave whom which role, in plain words."""
    with tenant(stage.organisation):
        role_give(
            theme=stage.theme, person=stage.reader, kind=Kind.INTEGRATION, by=stage.integrator
        )

    look_after(stage.organisation.pk)
    hand_over()

    words = "Irem Isik added Rana Reader to the integration team of “Quieter kitchens”."
    mails = [m for m in sink.mails if words in next(m.iter_parts()).get_content()]
    assert {mail["To"] for mail in mails} == {stage.sponsor.email, stage.reader.email}
    assert not nudges["themes.role_changed"].may_stop


def test_change_stands_in_the_theme_and_in_the_audit(stage: Cast, sign_in: Any) -> None:
    """W7: its people read the history on the theme's page; an auditor finds the same deed."""
    with tenant(stage.organisation):
        role_give(theme=stage.theme, person=stage.coach, kind=Kind.SPONSOR, by=stage.integrator)
        role_take(role=ThemeRole.objects.get(person=stage.coach), by=stage.sponsor)
        verbs = list(AuditEvent.objects.values_list("verb", "actor", "after"))

    client = sign_in(stage.member)
    pages = [
        client.get(stage.path(f"themes/{stage.theme.pk}/{rest}")).content.decode()
        for rest in ("", "roles/")
    ]

    for page in pages:
        assert "Irem Isik made Kaya Kurt a sponsor of “Quieter kitchens”." in page
        assert "Nilgun Erdem took the sponsor role in “Quieter kitchens” back from" in page
    assert "Take back" not in pages[1]
    assert "Give the role" not in pages[1]
    role = {"person": stage.coach.pk, "kind": "sponsor"}
    assert verbs == [
        ("theme.role_take", stage.sponsor.pk, role),
        ("theme.role_give", stage.integrator.pk, role),
    ]


def test_new_theme_tells_who_is_named_for_it(cast: Cast) -> None:
    """W8: sponsor and integration team hear that somebody else put them there."""
    theme = theme_create(
        by=cast.administrator,
        sponsor=cast.home_leader,
        integration=cast.integrator,
        name="Spare parts",
        strategy_sentence="S.",
        why_now="N.",
        why_no_team="T.",
        horizon_months=12,
        starts_on=cast.theme.starts_on,
        in_strategy=True,
        has_team=False,
        needs_divisions=True,
    )

    both = {cast.home_leader, cast.integrator}
    assert heard(theme) == {
        "Ada Amir made Burak Dogan a sponsor of “Spare parts”.": both,
        "Ada Amir added Irem Isik to the integration team of “Spare parts”.": both,
    }
    assert RoleChange.objects.filter(theme=theme).count() == 2


def test_director_chooses_a_theme_without_becoming_its_integration_team(
    stage: Cast, sign_in: Any
) -> None:
    """W8: the form asks who runs it; nobody chosen is refused, and nothing is assumed."""
    client, path = sign_in(stage.home_leader), stage.path("themes/new/")
    data = {**NEW, "sponsor": stage.home_leader.pk}

    refused = client.post(path, data)
    named = client.post(path, {**data, "integration": stage.integrator.pk})

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["integration"]
    assert "Choose who runs the program" in refused.content.decode()
    page = client.get(named.headers["Location"]).content.decode()
    assert "Irem Isik" in page
    with tenant(stage.organisation):
        theme = Theme.objects.get(name=NEW["name"])
        assert theme.integration_team() == [stage.integrator]
        assert not ThemeRole.objects.filter(person=stage.home_leader).exists()
