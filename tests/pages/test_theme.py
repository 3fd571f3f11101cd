"""A theme's page: where its teams stand, where it is heading, what waits for leaders."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checkins.models import Ask, CheckIn, Impediment, Learning
from core.tenancy import tenant
from okrs.models import KeyResult, Measurement, Objective, OKRSet
from teams.models import Call, Team
from tests.cast import Cast, Rival, join, make_theme
from themes.models import Cycle, FocusArea, ThemeClosure

ISTANBUL = ZoneInfo("Europe/Istanbul")


def measure(key_result: KeyResult, value: str, confidence: str) -> None:
    Measurement.objects.create(
        key_result=key_result,
        value=Decimal(value),
        confidence=confidence,
        measured_on=date(2026, 5, 18),
        by=key_result.owner,
    )


def page(cast: Cast, client: Any) -> Any:
    return client.get(cast.path(f"themes/{cast.theme.pk}/"))


def test_theme_detail_shows_each_team_with_its_own_figures(stage: Cast, sign_in: Any) -> None:
    """A5: dial and table hold the same figures; progress is the mean of a team's key results."""
    with tenant(stage.organisation):
        measure(stage.key_results[0], "65", "confident")  # a quarter of the way
        measure(stage.key_results[1], "72", "unsure")  # half of the way

    response = page(stage, sign_in(stage.integrator))

    first, second = response.context["sky"].rows
    assert first.progress == Decimal("0.375")
    assert (first.status.confidence, first.status.pace.word) == ("unsure", "behind")
    assert (first.hours.agreed, first.hours.asked) == (Decimal(12), Decimal(5))
    assert (second.progress, second.status.confidence) == (None, "")
    html = response.content.decode()
    assert "Capabilities is at 38\u00a0%, unsure." in html
    assert "Working conditions: nothing is measured yet." in html


def test_theme_detail_says_the_worst_last(stage: Cast, sign_in: Any) -> None:
    """A5: the lede is the summary a sponsor needs."""
    with tenant(stage.organisation):
        measure(stage.key_results[0], "62", "doubtful")
        set_of(stage, stage.other_team, "80", "confident")
        raise_impediment(stage)

    lede = page(stage, sign_in(stage.sponsor)).context["lede"]

    assert lede == (
        "Working conditions is ahead of time. "
        "Capabilities is 48 points behind and doubts it will get there. "
        "One impediment waits for leaders."
    )


def set_of(cast: Cast, team: Team, value: str, confidence: str) -> None:
    """One key result from 0 to 100, agreed and measured."""
    now = datetime(2026, 4, 10, 9, 0, tzinfo=ISTANBUL)
    okr_set = OKRSet.objects.create(
        team=team, state="agreed", agreed_by=cast.other_member, agreed_at=now
    )
    objective = Objective.objects.create(okr_set=okr_set, text="Better")
    key_result = KeyResult.objects.create(
        objective=objective,
        title="Share",
        kind="increase",
        baseline=Decimal(0),
        target=Decimal(100),
        owner=cast.other_member,
    )
    measure(key_result, value, confidence)


def raise_impediment(cast: Cast, **fields: Any) -> Impediment:
    return Impediment.objects.create(
        **{
            "team": cast.team,
            "text": "Training kits need a budget",
            "by": cast.member,
            "category": "budget",
            **fields,
        }
    )


def test_theme_detail_shows_no_figure_over_teams(stage: Cast, sign_in: Any) -> None:
    """A4: no mean over teams: 38 % and 80 % stand alone."""
    with tenant(stage.organisation):
        measure(stage.key_results[0], "65", "confident")
        measure(stage.key_results[1], "72", "unsure")
        set_of(stage, stage.other_team, "80", "confident")

    html = page(stage, sign_in(stage.reader)).content.decode()

    assert "38\u00a0%" in html
    assert "80\u00a0%" in html
    assert "59\u00a0%" not in html


@pytest.mark.parametrize("words", ["parent_objective", "roll_up", "rollup", "cascade", "Avg("])
def test_code_has_no_parent_objective_and_no_roll_up(words: str) -> None:
    """A4: no field hangs an objective under another, and nothing averages over teams."""
    root = Path(settings.BASE_DIR)
    apps = ("themes", "teams", "okrs", "checkins", "reviews", "pages", "okrsite", "templates")
    files = [
        file
        for app in apps
        for ending in ("*.py", "*.html")
        for file in (root / app).rglob(ending)
        if "migrations" not in file.parts
    ]

    found = [str(file) for file in files if words in file.read_text()]

    assert found == []
    assert len(files) > 50


def test_objectives_refer_to_nothing_above_a_team() -> None:
    """A4: an objective knows its OKR set, an OKR set its team, and neither an objective."""
    objective = {f.name for f in Objective._meta.get_fields() if f.many_to_one}
    okr_set = {f.name for f in OKRSet._meta.get_fields() if f.many_to_one or f.one_to_one}

    assert objective == {"organisation", "okr_set"}
    assert "objective" not in okr_set
    assert not {f.related_model for f in Objective._meta.get_fields()} & {Objective}


def test_table_and_dial_come_in_the_order_of_team_numbers(stage: Cast, sign_in: Any) -> None:
    """A5: one row a team in the order of the rings, each a link that the keyboard reaches."""
    response = page(stage, sign_in(stage.reader))

    html = response.content.decode()
    assert [row.team.number for row in response.context["sky"].rows] == [1, 2]
    assert html.index('data-orbit="1"') < html.index('data-orbit="2"')
    assert html.index('data-ring="1"') < html.index('data-ring="2"')


def add_teams(cast: Cast, *numbers: int) -> None:
    """Teams with everything that the page reads of a team."""
    for number in numbers:
        area = FocusArea.objects.create(
            theme=cast.theme, name=f"Area {number}", retired_on=date(2026, 5, 1)
        )
        team = Team.objects.create(
            cycle=cast.cycle, focus_area=area, number=number, name=f"Team {number}"
        )
        set_of(cast, team, "40", "unsure")
        impediment = raise_impediment(cast, team=team)
        Ask.objects.create(impediment=impediment, leader=cast.sponsor, asked_by=cast.member)
        Learning.objects.create(team=team, text=f"Learning {number}", by=cast.member)


def test_theme_detail_asks_as_much_for_3_as_for_30_teams(stage: Cast, sign_in: Any) -> None:
    """A constant number of statements."""
    client = sign_in(stage.integrator)
    with tenant(stage.organisation):
        add_teams(stage, 3)
        CheckIn.objects.create(
            cycle=stage.cycle, number=1, starts_at=datetime(2026, 5, 27, 14, tzinfo=ISTANBUL)
        )
    page(stage, client)
    with CaptureQueriesContext(connection) as three:
        page(stage, client)
    with tenant(stage.organisation):
        for person in (stage.coach, stage.reader):
            join(stage, person, stage.other_team, "2")
        add_teams(stage, *range(4, 31))

    with CaptureQueriesContext(connection) as thirty:
        response = page(stage, client)

    assert len(response.context["sky"].rows) == 30
    assert len(thirty) == len(three)


def test_waiting_for_leaders_says_who_is_on_it(stage: Cast, sign_in: Any) -> None:
    """J3: open impediments with days and promise; never private ones, never what is only ours."""
    with tenant(stage.organisation):
        promised = raise_impediment(stage, state="with_leader")
        Ask.objects.create(
            impediment=promised,
            leader=stage.leader_member,
            asked_by=stage.member,
            answer="accepted",
            answered_at=datetime(2026, 5, 1, 9, tzinfo=ISTANBUL),
            promised_for=date(2026, 5, 15),
        )
        raise_impediment(stage, text="Nobody saw it", category="decision")
        raise_impediment(stage, text="A private matter", private=True)
        raise_impediment(stage, text="Ours to solve", category="")

    response = page(stage, sign_in(stage.sponsor))

    first, second = response.context["asks"]
    with tenant(stage.organisation):
        assert (first.ask.leader, first.late) == (stage.leader_member, True)
    assert (second.impediment.text, second.ask) == ("Nobody saw it", None)
    html = response.content.decode()
    assert "Jurgen Weiss is on it" in html
    assert "A private matter" not in html
    assert "Ours to solve" not in html


def test_impediments_are_for_those_who_may_see_them(stage: Cast, sign_in: Any) -> None:
    """R5: a reader sees none, an asked leader the one that waits for them."""
    with tenant(stage.organisation):
        asked = raise_impediment(stage, state="with_leader")
        Ask.objects.create(impediment=asked, leader=stage.home_leader, asked_by=stage.member)
        raise_impediment(stage, text="Not for you", team=stage.other_team)

    read = page(stage, sign_in(stage.reader))
    led = page(stage, sign_in(stage.home_leader))

    assert read.context["asks"] == []
    assert "impediment" not in read.context["lede"]
    assert [w.impediment for w in led.context["asks"]] == [asked]
    assert "Not for you" not in led.content.decode()


def test_learnings_show_what_teams_share(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        for number in range(5):
            Learning.objects.create(team=stage.team, text=f"Learning {number}", by=stage.member)
        Learning.objects.create(team=stage.team, text="Between us", by=stage.member, share=False)

    response = page(stage, sign_in(stage.reader))

    assert [found.text for found in response.context["learnings"]] == [
        "Learning 4",
        "Learning 3",
        "Learning 2",
    ]
    assert "5 learnings" in response.content.decode()


def test_horizon_shows_cycles_and_what_is_left(stage: Cast, sign_in: Any) -> None:
    """A1: 18 months from April 2026 hold six cycles."""
    stretches = page(stage, sign_in(stage.reader)).context["stretches"]

    assert [(s.label, s.months, s.note, s.state) for s in stretches] == [
        ("Cycle 1", "Apr to Jun 2026", "Running, week 7 of 13", "now"),
        ("Cycle 2", "Jul to Sep 2026", "Not yet planned", "far"),
        ("Cycle 3", "Oct to Dec 2026", "Not yet planned", "far"),
        ("Cycle 4", "Jan to Mar 2027", "Not yet planned", "far"),
        ("Cycle 5", "Apr to Jun 2027", "Not yet planned", "far"),
        ("Cycle 6", "Jul to Sep 2027", "Horizon ends", "far"),
    ]


def test_next_dates_are_those_ahead(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        for number, day in enumerate((13, 20, 27), start=1):
            CheckIn.objects.create(
                cycle=stage.cycle,
                number=number,
                starts_at=datetime(2026, 5, day, 14, tzinfo=ISTANBUL),
            )

    response = page(stage, sign_in(stage.reader))

    dates = response.context["dates"]
    assert [(d.what, d.at.date().isoformat()) for d in dates] == [
        ("OKR check-in", "2026-05-20"),
        ("OKR check-in", "2026-05-27"),
        ("Last day of Cycle 1", "2026-07-05"),
    ]
    assert "Wednesday, 14:00 to 14:30. 15 minutes a team" in response.content.decode()


def test_a_check_in_that_never_was_is_not_the_next(stage: Cast, sign_in: Any) -> None:
    """A6, R5: the next check-in lies ahead; the way into it is for those who take part."""
    with tenant(stage.organisation):
        for number, day in enumerate((13, 27), start=1):
            CheckIn.objects.create(
                cycle=stage.cycle,
                number=number,
                starts_at=datetime(2026, 5, day, 14, tzinfo=ISTANBUL),
            )

    response = page(stage, sign_in(stage.member))

    assert response.context["sky"].next_check_in.number == 2
    assert "Wed 27 May, 14:00</a>, in " in response.content.decode()
    outside = page(stage, sign_in(stage.reader)).content.decode()
    assert ("Wed 27 May, 14:00" in outside, "/check-ins/" in outside) == (True, False)


def test_theme_without_cycle_says_what_comes_next(stage: Cast, sign_in: Any) -> None:
    """A3: a draft: first the focus, then the first cycle."""
    with tenant(stage.organisation):
        theme = make_theme(stage.sponsor, name="Another one")

    html = sign_in(stage.sponsor).get(stage.path(f"themes/{theme.pk}/")).content.decode()

    assert "First the focus" in html
    assert "Write down the focus" in html
    assert '<svg class="solar' not in html


def test_cycle_without_teams_shows_an_empty_sky(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        theme = make_theme(stage.sponsor, name="Another one")
        Cycle.objects.create(
            theme=theme,
            number=1,
            starts_on=date(2026, 6, 1),
            ends_on=date(2026, 8, 30),
            phase="calling",
        )

    response = sign_in(stage.reader).get(stage.path(f"themes/{theme.pk}/"))

    html = response.content.decode()
    assert "No teams yet" in html
    assert 'class="hand" d=' not in html
    assert response.context["lede"].startswith("The call for volunteers of Cycle 1 is open.")


def test_lede_says_that_a_call_has_ended(stage: Cast, sign_in: Any) -> None:
    """C1: past the deadline nobody reads that the call is open."""
    with tenant(stage.organisation):
        Cycle.objects.filter(pk=stage.cycle.pk).update(phase="calling")

    page = sign_in(stage.sponsor).get(stage.path(f"themes/{stage.theme.pk}/"))

    assert page.context["lede"].startswith("The call of Cycle 1 has ended; its teams are formed")


@pytest.mark.parametrize(
    ("today", "hand", "words"),
    [
        ("2026-04-06", "Today, week 1 of 13", "Cycle 1, week 1 of 13"),
        ("2026-07-05", "Today, week 13 of 13", "Cycle 1, week 13 of 13"),
        ("2026-07-06", "The 13 weeks are over", "Cycle 1, all weeks are over"),
    ],
)
def test_first_and_last_day(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller, today: str, hand: str, words: str
) -> None:
    """A5: the first day, the last day, and the day after."""
    clock.move_to(f"{today}T10:00:00+03:00")

    html = page(stage, sign_in(stage.reader)).content.decode()

    assert hand in html
    assert words in html


def test_looking_back_shows_another_cycle(stage: Cast, sign_in: Any) -> None:
    """A3: the history of a theme stays readable, cycle by cycle; no pace after its end."""
    with tenant(stage.organisation):
        measure(stage.key_results[0], "65", "confident")
        Cycle.objects.filter(pk=stage.cycle.pk).update(phase="closed")
        Cycle.objects.create(
            theme=stage.theme,
            number=2,
            starts_on=date(2026, 7, 6),
            ends_on=date(2026, 10, 4),
            phase="running",
        )
    client = sign_in(stage.reader)

    back = client.get(stage.path(f"themes/{stage.theme.pk}/?cycle={stage.cycle.pk}"))
    odd = client.get(stage.path(f"themes/{stage.theme.pk}/?cycle=999999"))

    assert back.context["cycle"] == stage.cycle
    assert back.context["lede"] == "This is how Cycle 1 stood."
    assert [row.pace for row in back.context["sky"].rows] == [None, None]
    assert odd.context["cycle"].number == 2


def test_closed_theme_keeps_its_statement(stage: Cast, sign_in: Any) -> None:
    """A3: closed, with who, when and what was reached; nothing can be planned any more."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase="closed")
        ThemeClosure.objects.create(
            theme=stage.theme, by=stage.sponsor, statement="Kitchens are quiet."
        )

    html = page(stage, sign_in(stage.integrator)).content.decode()

    assert "Kitchens are quiet." in html
    assert "Plan a cycle" not in html


def test_integration_team_sees_the_next_step(stage: Cast, sign_in: Any) -> None:
    steered = page(stage, sign_in(stage.integrator)).context["next_steps"]
    read = page(stage, sign_in(stage.reader)).context["next_steps"]

    assert [str(step["words"]) for step in steered] == ["Open the review"]
    assert read == []


def test_open_call_reaches_everybody(stage: Cast, sign_in: Any) -> None:
    """C1: the theme's page leads to the call as long as it is open."""
    with tenant(stage.organisation):
        cycle = Cycle.objects.create(
            theme=stage.theme,
            number=2,
            starts_on=date(2026, 7, 6),
            ends_on=date(2026, 10, 4),
            phase="calling",
        )
        call = Call.objects.create(
            cycle=cycle,
            text="Meet.",
            hours_from=2,
            hours_to=6,
            deadline=date(2026, 6, 19),
            opened_by=stage.integrator,
        )

    response = page(stage, sign_in(stage.reader))

    html = response.content.decode()
    assert response.context["call"] == call
    assert f'href="{stage.path(f"calls/{call.pk}/")}"' in html
    assert "Read the call and put up your hand" in html


def test_theme_list_shows_each_with_its_own_dates(stage: Cast, sign_in: Any) -> None:
    """A6: several themes side by side, each at its own pace."""
    with tenant(stage.organisation):
        other = make_theme(stage.sponsor, name="Another one")
        Cycle.objects.create(
            theme=other,
            number=1,
            starts_on=date(2026, 6, 1),
            ends_on=date(2026, 8, 30),
            phase="calling",
        )

    response = sign_in(stage.reader).get(stage.path("themes/"))

    rows = [(str(row["theme"]), row["state"].text) for row in response.context["rows"]]
    assert rows == [
        ("Another one", "Calling for volunteers"),
        ("Quieter kitchens", "Running cycle 1"),
    ]
    html = response.content.decode()
    assert "Mon 1 June" in html
    assert "Mon 6 April" in html


def test_theme_list_asks_as_much_for_1_as_for_3(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.reader)
    client.get(stage.path("themes/"))
    with CaptureQueriesContext(connection) as one:
        client.get(stage.path("themes/"))
    with tenant(stage.organisation):
        for number in range(2):
            theme = make_theme(stage.sponsor, name=f"Theme {number}")
            Cycle.objects.create(
                theme=theme, number=1, starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 30)
            )

    with CaptureQueriesContext(connection) as three:
        client.get(stage.path("themes/"))

    assert len(three) == len(one)


def test_theme_list_shows_nothing_of_the_rival(stage: Cast, rival: Rival, sign_in: Any) -> None:
    html = sign_in(stage.reader).get(stage.path("themes/")).content.decode()

    assert "Secret theme of Poyraz" not in html


def test_log_tells_every_step_with_who_and_when(stage: Cast, sign_in: Any) -> None:
    """A3: every change of state with who and when, on the theme's page."""
    with tenant(stage.organisation):
        stage.cycle.phase_changes.create(left="preparing", entered="running", by=stage.integrator)

    response = page(stage, sign_in(stage.reader))

    change = response.context["log"][0]
    assert (change.entered, change.by, change.cycle) == ("running", stage.integrator, stage.cycle)


def test_closing_stands_in_the_log(stage: Cast, sign_in: Any) -> None:
    """A3: the last change of state with who and when, too."""
    with tenant(stage.organisation):
        Cycle.objects.update(phase="closed")
        ThemeClosure.objects.create(theme=stage.theme, by=stage.sponsor, statement="Quiet now.")

    html = page(stage, sign_in(stage.reader)).content.decode()

    assert "<span>Theme closed</span><span>Nilgun Erdem</span>" in html


def test_dial_has_the_strategy_in_its_centre(stage: Cast, sign_in: Any) -> None:
    """A5: strategy in the centre, the theme, its teams, in words as well."""
    html = page(stage, sign_in(stage.reader)).content.decode()

    assert "In the centre the strategy: “People buy from us again" in html
    assert "In its centre is the strategy, each ring is a team." in html


def test_theme_list_sums_the_hours_i_give(stage: Cast, sign_in: Any) -> None:
    """A6: my hours in each theme and over all of them; nobody else's (R4)."""
    with tenant(stage.organisation):
        other = make_theme(stage.sponsor, name="Another one")
        cycle = Cycle.objects.create(
            theme=other,
            number=1,
            starts_on=date(2026, 5, 4),
            ends_on=date(2026, 8, 2),
            phase="running",
        )
        area = FocusArea.objects.create(theme=other, name="Elsewhere")
        team = Team.objects.create(cycle=cycle, focus_area=area, number=1, name="Elsewhere")
        call = Call.objects.create(
            cycle=cycle,
            text="Meet.",
            hours_from=2,
            hours_to=6,
            deadline=date(2026, 4, 19),
            opened_by=stage.integrator,
        )
        join(replace(stage, call=call), stage.member, team, "3")

    rows = sign_in(stage.member).get(stage.path("themes/"))
    html = rows.content.decode().replace("\xa0", " ")

    assert [row["hours"] for row in rows.context["rows"]] == [3, 4]
    assert "You give 7 h a week to all themes together." in html
    assert "You give" not in sign_in(stage.reader).get(stage.path("themes/")).content.decode()
