"""What only the facilitator has at hand: questions (K8), a prompt (K10), who speaks first (K4)."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import translation

from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.live_check_in.confidence_drop import confidence_drops
from checkins.live_check_in.order_actions import falling_first
from checkins.live_check_in.prompts import prompts_of
from checkins.live_check_in.questions import situation_of, situations
from checkins.live_check_in.team_report import report_of
from checkins.models import CheckIn, Slot
from checkins.series.actions import series_plan
from core.tenancy import tenant
from okrs.models import Measurement
from okrs.status import key_result_status
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
FORTNIGHT = timedelta(days=14)
LANGUAGES = ["en", "de", "tr"]


def plan(cast: Cast, number: int = 1) -> list[CheckIn]:
    return series_plan(
        cycle=cast.cycle,
        dates=[TODAY + n * FORTNIGHT for n in range(number)],
        by=cast.integrator,
        facilitator=cast.facilitator,
    )


def slots_of(check_in: CheckIn) -> list[Slot]:
    rows = Slot.objects.filter(check_in=check_in).order_by("position")
    return list(rows.select_related("check_in__cycle", "team__cycle"))


def names(slots: list[Slot]) -> list[str]:
    return [slot.team.name for slot in slots]


def test_questions_are_there_in_three_languages() -> None:
    """K8: the same situations with as many questions, each a question and in its own words."""
    told = {language: situations(language) for language in LANGUAGES}

    shapes = [{name: len(row.ask) for name, row in told[code].items()} for code in LANGUAGES]
    assert shapes[0] == shapes[1] == shapes[2]
    assert set(shapes[0]) == {"fell", "flat", "over", "no_data", "all_green", "safe"}
    asked = [line for code in LANGUAGES for row in told[code].values() for line in row.ask]
    assert len(set(asked)) == len(asked)
    assert [line for line in asked if not line.endswith("?")] == []


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, None, "no_data"),
        (("65", "confident"), None, "no_data"),
        (("65", "confident"), ("68", "unsure"), "fell"),
        (("68", "unsure"), ("65", "unsure"), "fell"),
        (("68", "unsure"), ("68", "unsure"), "flat"),
        (("68", "unsure"), ("74", "unsure"), "over"),
        (("74", "confident"), ("74", "confident"), "over"),
        (("65", "unsure"), ("68", "confident"), ""),
        (None, ("65", "unsure"), ""),
    ],
)
def test_questions_fit_the_situation(cast: Cast, before: Any, now: Any, expected: str) -> None:
    """K8: fell, flat, over target, no data; nothing where it goes well."""
    kr = cast.key_results[0]
    for day, given in (("2026-05-05", before), ("2026-05-19", now)):
        if given:
            measured(kr, cast.member, given[0], day, given[1])
    since = date(2026, 5, 6)

    assert situation_of(key_result_status(kr, TODAY.date(), since=since)) == expected


def test_questions_are_for_the_facilitator_alone(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """K8: folded away for who moderates; not on the page of the team or of a reader."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        (check_in,) = plan(stage)
        check_in_start(check_in=check_in, by=stage.facilitator)
    path, asked = stage.path(f"check-ins/{check_in.pk}/"), "What keeps you from measuring it?"

    def pages(person: Any) -> list[str]:
        client = sign_in(person)
        return [client.get(path + page).text for page in ("", "follow/")]

    room, followed = pages(stage.facilitator)
    assert (asked in room, asked in followed) == (True, False)
    assert re.search(r"<details class=\"fold prompts\">\s*<summary>", room)
    assert [asked in page for page in (*pages(stage.member), *pages(stage.sponsor))] == [False] * 4


def test_three_times_all_confident_is_a_question(cast: Cast, clock: time_machine.Traveller) -> None:
    """K10: at the third check-in in a row, about the set; not after one was unsure between."""
    check_ins = plan(cast, 3)
    prompts = []
    for number, check_in in enumerate(check_ins):
        at = TODAY + number * FORTNIGHT
        for kr, value in zip(cast.key_results, ("65", "80"), strict=True):
            measured(kr, cast.member, value, str((at - timedelta(days=1)).date()), "confident")
        clock.move_to(at)
        check_in_start(check_in=check_in, by=cast.facilitator)
        slot = next(slot for slot in slots_of(check_in) if slot.team_id == cast.team.pk)
        Slot.objects.filter(check_in=check_in).exclude(pk=slot.pk).update(state="absent")
        Slot.objects.filter(pk=slot.pk).update(
            state="on", seconds_planned=900, ends_at=at, started_at=at
        )
        slot.refresh_from_db()
        prompts.append(prompts_of(report_of(slot))[0])
        if number < 2:
            check_in_end(check_in=check_in, by=cast.facilitator)

    told = situations("en")
    assert [prompt.about for prompt in prompts] == [[]] * 3
    assert [prompt.situation for prompt in prompts] == [
        told["all_green"],
        told["all_green"],
        told["safe"],
    ]
    between = Measurement.objects.filter(measured_on="2026-06-02", key_result=cast.key_results[1])
    between.update(confidence="unsure")
    with translation.override("tr"):
        assert prompts_of(report_of(slot))[0].situation == situations("tr")["all_green"]


def test_falling_confidence_speaks_first(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """K4: one button, a sentence why; the others keep their turn, and the rotation stays."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        kr = agreed_set(stage.other_team, stage.other_member)
        measured(kr, stage.other_member, "20", "2026-04-05", "confident")
        measured(kr, stage.other_member, "22", "2026-05-18", "doubtful")
        first, second = plan(stage, 2)
    path, why = (
        stage.path(f"check-ins/{first.pk}/"),
        ("Working conditions became less sure: “Calls from dealers” from confident to doubtful."),
    )
    client = sign_in(stage.facilitator)

    before = client.get(path).text
    after = client.post(path + "falling-first/", follow=True).text

    assert why in before
    assert "Let them speak first" in before
    assert f"They speak first now. {why}" in after
    assert "Let them speak first" not in after
    with tenant(stage.organisation):
        assert names(slots_of(first)) == ["Working conditions", "Capabilities"]
        assert names(slots_of(second)) == ["Working conditions", "Capabilities"]
    assert sign_in(stage.member).post(path + "falling-first/").status_code == 403
    assert why not in client.get(path).text


def test_between_teams_only_those_to_come_are_moved(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """K4: who speaks or has spoken stays; with nobody less sure it says so and changes nothing."""
    measured(cast.key_results[0], cast.member, "65", "2026-04-05", "confident")
    measured(cast.key_results[0], cast.member, "65", "2026-05-18", "unsure")
    clock.move_to(TODAY)
    (check_in,) = plan(cast)
    assert [row.slot.team for row in confidence_drops(check_in, slots_of(check_in))] == [cast.team]

    check_in_start(check_in=check_in, by=cast.facilitator)

    with pytest.raises(ValidationError, match="No team that is to come"):
        falling_first(check_in=check_in, by=cast.facilitator)
    assert names(slots_of(check_in)) == ["Capabilities", "Working conditions"]
