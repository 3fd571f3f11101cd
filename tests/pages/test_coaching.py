"""A coach's teams at one look."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins.models import CheckIn, Impediment
from core.tenancy import tenant
from okrs.measurements.actions import measure
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast
from tests.teams.calling import coached_team


def page(stage: Cast, sign_in: Any, who: Any) -> str:
    return sign_in(who).get(stage.path("coaching/")).content.decode()


def test_coach_sees_what_wants_a_talk(stage: Cast, sign_in: Any) -> None:
    """L1: impediments also private ones, confidence that fell, values due, hours, what is next."""
    with tenant(stage.organisation):
        first, second = stage.key_results[:2]
        measure(
            key_result=first,
            by=stage.member,
            value=5,
            confidence="confident",
            measured_on=STARTS_ON + timedelta(days=40),
        )
        measure(key_result=first, by=stage.member, value=6, confidence="doubtful")
        told = {"team": stage.team, "by": stage.member}
        Impediment.objects.create(**told, text="Two do not talk.", private=True)
        Impediment.objects.create(**told, text="No van.")
        start = stage.cycle.starts_on + timedelta(days=51)
        CheckIn.objects.create(cycle=stage.cycle, number=1, starts_at=f"{start}T14:00Z")

    seen = page(stage, sign_in, stage.coach)

    assert "2 open impediments" in seen
    assert seen.count("Less sure than the time before") == 1
    assert f"{second.title}</a></h3>" in seen.replace("\n", "")
    assert "No value since it was due" in seen
    assert f"{stage.waiting_member} (leader informed)" in seen
    assert "Check-in Wed 27 May" in seen


def test_quiet_team_says_so_and_others_are_kept_out(stage: Cast, sign_in: Any) -> None:
    """L1: nothing to do is said; a member reads who can."""
    with tenant(stage.organisation):
        Coaching.objects.filter(team=stage.team).update(team=stage.other_team)

    assert "Nothing wants a talk today." in page(stage, sign_in, stage.coach)
    assert sign_in(stage.member).get(stage.path("coaching/")).status_code == 403


def test_hours_are_said_in_place(stage: Cast, sign_in: Any) -> None:
    """L4: what is no number is refused with an example and kept; the integration team sees it."""
    with tenant(stage.organisation):
        coaching = Coaching.objects.get(team=stage.team)
    path = stage.path(f"coaching/{coaching.pk}/hours/")
    coach = sign_in(stage.coach)
    refused = coach.post(path, {"hours": "a few"})
    coach.post(path, {"hours": "5.5"})

    seen = page(stage, sign_in, stage.integrator)

    assert (refused.status_code, 'value="a few"' in refused.content.decode()) == (422, True)
    assert "Write a number" in refused.content.decode()
    assert "5.5 h a week is more than the usual" in seen.replace("\xa0", " ")


def test_same_number_of_statements_for_one_team_and_for_four(stage: Cast, sign_in: Any) -> None:
    """L1: the page reads all teams at once."""
    browser = sign_in(stage.coach)
    counts = []
    for number in (0, 3, 4, 5):
        with tenant(stage.organisation):
            if number:
                team = coached_team(stage, number)
                Impediment.objects.create(team=team, by=stage.member, text="No van.")
        with CaptureQueriesContext(connection) as queries:
            browser.get(stage.path("coaching/"))
        counts.append(len(queries))

    assert len(set(counts[1:])) == 1
    assert counts[-1] <= counts[0] + 1
