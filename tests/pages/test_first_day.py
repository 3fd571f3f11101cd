"""A newcomer's first days in a team."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from checkins.models import MeetingAttendance, TeamMeeting
from core.tenancy import tenant
from teams.agreements.actions import agreement_confirm
from teams.members.actions import member_join
from teams.models import Acceptance, Attendance, Commitment, Membership, Session, WorkingAgreement
from teams.offers.actions import offer_accept, person_name
from tests.cast import Cast
from tests.teams.calling import questions


@pytest.fixture
def joined(stage: Cast) -> Membership:
    """The reader joins today; there is an agreement, and an OKR 101 next week."""
    with tenant(stage.organisation):
        WorkingAgreement.objects.create(
            team=stage.team, weekday=2, starts_at=time(10), changed_by=stage.member
        )
        Session.objects.create(
            cycle=stage.cycle,
            kind=Session.Kind.OKR_101,
            host=stage.coach,
            starts_at=timezone.now() + timedelta(days=7),
        )
        offer = person_name(
            call=stage.call, person=stage.reader, way="invited", by=stage.integrator
        )
        offer_accept(
            offer=offer, by=stage.reader, first_choice=stage.areas[0], hours=Decimal("2.5")
        )
        return member_join(offer=offer, team=stage.team, by=stage.integrator)


def steps(stage: Cast, browser: Any) -> list[tuple[str, bool | None]]:
    page = browser.get(stage.path(f"teams/{stage.team.pk}/"))
    return [(str(step.words), step.done) for step in page.context["first_steps"]]


def test_newcomer_sees_what_belongs_to_the_first_days(
    stage: Cast, joined: Membership, sign_in: Any
) -> None:
    """D7: focus, OKR set, working agreement, hours, session and meeting, each with its way."""
    browser = sign_in(stage.reader)

    assert steps(stage, browser) == [
        ("Read where the theme is heading, one page", None),
        ("Read what the team aims at", None),
        ("Read OKR 101, ten minutes, and check yourself", None),
        ("Read how we work together, and say whether it suits you", False),
        ("Say how many hours a week you give", False),
        ("Come to the OKR 101 session", False),
        ("Come to your first team meeting", False),
    ]
    page = browser.get(stage.path(f"teams/{stage.team.pk}/"))
    urls = [step.url for step in page.context["first_steps"]]
    assert {browser.get(url).status_code for url in urls} == {200}


def test_my_work_leads_to_the_first_days(stage: Cast, joined: Membership, sign_in: Any) -> None:
    """D7: *My work* leads to the list on the team's page and does not repeat it."""
    page = sign_in(stage.reader).get(stage.path()).content.decode()

    assert f'href="{stage.path(f"teams/{stage.team.pk}/")}#first-days"' in page
    assert "Read OKR 101" not in page
    team = sign_in(stage.reader).get(stage.path(f"teams/{stage.team.pk}/")).content.decode()
    assert 'id="first-days"' in team


def do_all(stage: Cast, joined: Membership) -> None:
    agreement_confirm(agreement=WorkingAgreement.objects.get(), by=stage.reader)
    Commitment.objects.filter(membership=joined).update(state=Commitment.State.COMMITTED)
    Attendance.objects.create(session=Session.objects.get(), person=stage.reader)


def test_first_days_end_when_all_is_done(stage: Cast, joined: Membership, sign_in: Any) -> None:
    """D7: what is done is read from the data; the last thing takes the list away."""
    with tenant(stage.organisation):
        do_all(stage, joined)
    browser = sign_in(stage.reader)
    done = [done for _words, done in steps(stage, browser)]

    with tenant(stage.organisation):
        meeting = TeamMeeting.objects.create(team=stage.team, starts_at=timezone.now())
        MeetingAttendance.objects.create(meeting=meeting, person=stage.reader)

    assert done == [None, None, None, True, True, True, False]
    assert steps(stage, browser) == []


def test_first_days_are_the_newcomers_own(stage: Cast, joined: Membership, sign_in: Any) -> None:
    """D7: neither teammates of long nor the coach have them."""
    with tenant(stage.organisation):
        Membership.objects.filter(person=stage.member).update(joined_on="2026-04-06")

    assert steps(stage, sign_in(stage.member)) == []
    assert steps(stage, sign_in(stage.coach)) == []


def test_whoever_goes_on_is_not_new(stage: Cast, joined: Membership, sign_in: Any) -> None:
    with tenant(stage.organisation):
        Acceptance.objects.filter(pk=joined.acceptance_id).update(via="continuation")

    assert steps(stage, sign_in(stage.reader)) == []


def test_first_days_cost_the_same_for_any_team(
    stage: Cast, joined: Membership, sign_in: Any
) -> None:
    """D7: the list is read in a fixed number of statements."""
    browser, address = sign_in(stage.reader), stage.path(f"teams/{stage.team.pk}/")
    before = questions(browser, address)
    with tenant(stage.organisation):
        for day in range(1, 4):
            Session.objects.create(
                cycle=stage.cycle,
                kind=Session.Kind.CONTEXT,
                host=stage.leader_member,
                starts_at=timezone.now() + timedelta(days=day),
            )

    assert questions(browser, address) == before
