"""A key result is measured on its pages: the quick form, two people at once, the history."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages

from core.tenancy import tenant
from okrs.models import KeyResult, Measurement
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured

HTMX = {"HTTP_HX_REQUEST": "true"}


def words(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def first(stage: Cast) -> KeyResult:
    return stage.key_results[0]


def measure_path(stage: Cast, key_result: KeyResult) -> str:
    return stage.path(f"key-results/{key_result.pk}/measure/")


def test_measuring_takes_a_value_a_confidence_and_a_line(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    """Measuring: plain HTML posts and comes back to where the person was."""
    back = stage.path("")
    response = sign_in(stage.member).post(
        measure_path(stage, first),
        {"value": "65,5", "confidence": "unsure", "line": "Konya", "seen": "0", "back": back},
    )

    assert (response.status_code, response["Location"]) == (302, back)
    with tenant(stage.organisation):
        made = first.measurements.get()
    assert (str(made.value), made.confidence, made.line) == ("65.5000", "unsure", "Konya")
    assert words(response) == ["Saved. 29\u00a0%"]


def test_measuring_never_leads_outside(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    response = sign_in(stage.member).post(
        measure_path(stage, first),
        {"value": "65", "confidence": "unsure", "back": "//evil.example/"},
    )

    assert response["Location"] == stage.path(f"teams/{stage.team.pk}/#kr-{first.pk}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "3l8", "confidence": "unsure"}, "Write a number, for example 3.5."),
        ({"value": "", "confidence": "unsure"}, "Write what you measured."),
        ({"value": "65"}, "Say how sure the team is."),
        ({"value": "9" * 17, "confidence": "unsure"}, "That number is too large to be kept."),
        ({"value": "65", "confidence": "unsure", "measured_on": "2026-05-21"}, "still to come"),
        ({"value": "65", "confidence": "unsure", "measured_on": "yesterday"}, "Write a date"),
    ],
)
def test_bad_measurement_says_what_to_do_and_keeps_what_was_typed(
    stage: Cast, sign_in: Any, first: KeyResult, typed: dict[str, str], said: str
) -> None:
    response = sign_in(stage.member).post(
        measure_path(stage, first), {**typed, "line": "Kayseri & Konya", "seen": "0"}
    )

    page = text(response)
    assert response.status_code == 422
    assert said in page
    assert "Kayseri &amp; Konya" in page
    assert f'value="{typed["value"]}"' in page or not typed["value"]
    with tenant(stage.organisation):
        assert not Measurement.objects.exists()


def test_only_the_team_measures(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    for person, status in (
        (stage.other_member, 403),
        (stage.home_leader, 403),
        (stage.coach, 302),
    ):
        response = sign_in(person).post(
            measure_path(stage, first), {"value": "65", "confidence": "unsure"}
        )
        assert response.status_code == status, person


def test_no_change_since_last_time_measures_the_same(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    with tenant(stage.organisation):
        measured(first, stage.member, "65", "2026-05-11", "doubtful")
    sign_in(stage.member).post(measure_path(stage, first), {"same": "1", "value": ""})

    with tenant(stage.organisation):
        latest = first.measurements.latest("id")
    assert (latest.value, latest.confidence, latest.measured_on) == (
        Decimal(65),
        "doubtful",
        date(2026, 5, 20),
    )


def test_htmx_gets_the_row_that_changed_and_the_facts(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    response = sign_in(stage.member).post(
        measure_path(stage, first),
        {"value": "68", "confidence": "confident", "seen": "0"},
        **HTMX,
        HTTP_HX_TARGET=f"edit-{first.pk}",
    )

    page = text(response)
    assert response["HX-Retarget"] == f"#kr-{first.pk}"
    assert f'class="kr saved" id="kr-{first.pk}"' in page
    assert f'<li id="edit-{first.pk}" data-inline hx-swap-oob="true"></li>' in page
    assert 'id="team-progress" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_htmx_on_my_work_gets_one_line(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    response = sign_in(stage.member).post(
        measure_path(stage, first),
        {"value": "68", "confidence": "confident", "seen": "0"},
        **HTMX,
        HTTP_HX_TARGET=f"ask-{first.pk}",
    )

    page = text(response)
    assert "First-visit resolution: 68" in page
    assert "HX-Retarget" not in response
    assert "<form" not in page
    assert 'hx-swap-oob="beforeend:#recount"' in page


def test_two_people_at_once_get_both_values(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    """409: both values are shown, and the person chooses."""
    with tenant(stage.organisation):
        seen = measured(first, stage.member, "64", "2026-05-18")
        theirs = measured(first, stage.representative, "66", "2026-05-20", line="Priya counted")
    typed = {"value": "68", "confidence": "unsure", "line": "I counted"}
    client, path = sign_in(stage.member), measure_path(stage, first)

    asked = client.post(path, {**typed, "seen": str(seen.pk)})
    kept = client.post(path, {**typed, "seen": str(theirs.pk), "keep": "mine"})

    page = text(asked)
    assert asked.status_code == 409
    for said in ("66 %", "68 %", "Priya counted", "I counted", f'value="{theirs.pk}"'):
        assert said in page, said
    assert kept.status_code == 302
    with tenant(stage.organisation):
        assert [m.value for m in first.measurements.order_by("id")] == [64, 66, 68]


def test_keeping_theirs_saves_nothing(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    with tenant(stage.organisation):
        theirs = measured(first, stage.representative, "66", "2026-05-20")
    response = sign_in(stage.member).post(
        measure_path(stage, first),
        {"value": "68", "confidence": "unsure", "seen": str(theirs.pk), "keep": "theirs"},
    )

    assert words(response) == ["66\u00a0% stays."]
    with tenant(stage.organisation):
        assert first.measurements.count() == 1


def test_preview_shows_where_it_would_stand_and_keeps_nothing(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    with tenant(stage.organisation):
        measured(first, stage.member, "65", "2026-05-18")
    page = text(
        sign_in(stage.member).get(
            stage.path(f"key-results/{first.pk}/preview/"), {"value": "68", "confidence": "unsure"}
        )
    )

    assert "<b>50 %</b>, up 25 points" in page
    with tenant(stage.organisation):
        assert first.measurements.count() == 1


def test_history_shows_corrections_and_missed_weeks(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    """I4 and I5: the old value stays, a missed week is missed and not zero."""
    with tenant(stage.organisation):
        wrong = measured(first, stage.member, "86", "2026-05-18")
    client = sign_in(stage.member)
    client.post(
        stage.path(f"measurements/{wrong.pk}/correct/"),
        {"value": "68", "confidence": "unsure", "measured_on": "2026-05-18"},
    )
    page = text(client.get(stage.path(f"key-results/{first.pk}/")))

    assert "<del>86 %</del>" in page
    assert "68 %" in page
    assert "3 planned measurements were missed" in page
    assert "Missed is missed, not zero." in page
    assert '20 April – 3 May</th><td class="n">missed</td>' in page
    burnup, table = page.split('aria-label="First-visit resolution, week by week')[1], page
    assert "3 measurements missed." in burnup.partition('"')[0]
    assert 'class="missed"' in table


def test_learned_baseline_is_kept_on_the_page(stage: Cast, sign_in: Any) -> None:
    """G4: a starting value that was to be measured."""
    with tenant(stage.organisation):
        feels = agreed_set(
            stage.other_team,
            stage.other_member,
            kind="baseline",
            unit="points",
            baseline=None,
            target=None,
        )
        measured(feels, stage.other_member, "3.4", "2026-05-18")
    client, path = sign_in(stage.other_member), stage.path(f"key-results/{feels.pk}/")
    before = text(client.get(path))
    client.post(f"{path}baseline/")

    assert "Keep 3.4 points as the starting value" in before
    assert "as the starting value" not in text(client.get(path))
    with tenant(stage.organisation):
        feels.refresh_from_db()
    assert str(feels.baseline) == "3.4000"
