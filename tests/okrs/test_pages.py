"""The pages of this app in a browser without scripts, and what htmx gets."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.measurements.actions import measure
from okrs.models import KeyResult, Measurement, Objective, OKRSet, SetComment, ToDo
from okrs.to_dos.actions import to_do_add
from orgs.models import Account
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured
from themes.models import Cycle

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


def test_team_page_shows_where_the_team_stands(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    """K6: pace and confidence beside each other; B3: the strategic focus is linked."""
    with tenant(stage.organisation):
        measure(key_result=first, by=stage.member, value=62, confidence="confident")
    page = text(sign_in(stage.reader).get(stage.path(f"teams/{stage.team.pk}/")))

    for said in (
        "Technicians solve it at once",
        "First-visit resolution",
        "from 62 to 74",
        "Behind, yet confident?",
        "Speaks for the team",
        str(stage.representative),
        str(stage.coach),
        stage.path(f"themes/{stage.theme.pk}/focus/"),
        stage.areas[0].name,
        "asked",
    ):
        assert said in page, said
    assert "Update<" not in page


def test_team_page_lets_members_update_and_readers_not(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    member = text(sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")))

    assert f'hx-get="{measure_path(stage, first)}"' in member
    assert "Add an idea" in member
    with tenant(stage.organisation):
        Cycle.objects.update(phase="closed")
    closed = text(sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")))
    assert "Update<" not in closed
    assert "Add an idea" not in closed


def test_team_page_without_a_set_says_what_comes_next(stage: Cast, sign_in: Any) -> None:
    page = text(sign_in(stage.other_member).get(stage.path(f"teams/{stage.other_team.pk}/")))

    assert "Your ring is still empty" in page
    assert stage.path(f"teams/{stage.other_team.pk}/okr-set/") in page


def test_queries_of_the_team_page_do_not_grow(
    stage: Cast, sign_in: Any, first: KeyResult, django_assert_max_num_queries: Any
) -> None:
    """Three key results, initiatives and to-dos cost as many queries as one."""
    client, path = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/")

    def add(n: int) -> None:
        with tenant(stage.organisation):
            for number in range(n):
                kr = KeyResult.objects.create(
                    objective=first.objective,
                    position=10 * n + number,
                    title=f"More {number}",
                    kind="decrease",
                    baseline=9,
                    target=1,
                    owner=stage.member,
                )
                measured(kr, stage.member, "8", "2026-05-11", "unsure")
                measured(kr, stage.member, "7", "2026-05-18", "unsure")
                bet = initiative_save(
                    team=stage.team,
                    by=stage.member,
                    title="Try",
                    because="it helps",
                    key_results=[kr],
                    owner=stage.member,
                )
                to_do_add(
                    team=stage.team,
                    by=stage.member,
                    text="Do",
                    owner=stage.member,
                    due_on=date(2026, 5, 29),
                    initiative=bet,
                )

    def count() -> int:
        with django_assert_max_num_queries(70) as queries:
            client.get(path)
        return len(queries)

    add(1)
    one = count()
    add(3)

    assert count() == one


@pytest.mark.parametrize("rest", ["teams/{team}/okr-set/", "key-results/{kr}/"])
def test_queries_of_set_and_history_do_not_grow(
    stage: Cast, sign_in: Any, first: KeyResult, django_assert_max_num_queries: Any, rest: str
) -> None:
    client = sign_in(stage.member)
    path = stage.path(rest.format(team=stage.team.pk, kr=first.pk))

    def grow(n: int) -> int:
        with tenant(stage.organisation):
            for number in range(n):
                position = 10 * n + number
                KeyResult.objects.create(
                    objective=first.objective,
                    position=position,
                    title=f"More {position}",
                    kind="decrease",
                    baseline=9,
                    target=1,
                    owner=stage.member,
                )
                measured(first, stage.coach, "64", f"2026-05-{position % 19 + 1:02}", "unsure")
                SetComment.objects.create(
                    okr_set=first.objective.okr_set, person=stage.coach, text="Well"
                )
        with django_assert_max_num_queries(60) as queries:
            client.get(path)
        return len(queries)

    assert grow(1) == grow(3)


def test_newcomer_finds_a_short_list(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    """D7: the first day's list for who joined in the last three weeks."""
    path = stage.path(f"teams/{stage.team.pk}/")
    with tenant(stage.organisation):
        stage.team.memberships.filter(person=stage.member).update(joined_on=date(2026, 5, 18))

    assert "New here?" in text(sign_in(stage.member).get(path))
    assert "New here?" not in text(sign_in(stage.representative).get(path))


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


def test_okr_set_is_written_shared_commented_and_agreed(stage: Cast, sign_in: Any) -> None:
    """G3, G4, G7: the whole way in plain HTML."""
    team = stage.path(f"teams/{stage.other_team.pk}/")
    author = sign_in(stage.other_member)
    author.post(f"{team}objectives/add/", {"text": "Dealers call us first"})
    with tenant(stage.organisation):
        objective = Objective.objects.get(okr_set__team=stage.other_team)
    add = stage.path(f"objectives/{objective.pk}/key-results/add/")
    common = {"every_weeks": "2", "horizon": "stretch", "owner": str(stage.other_member.pk)}
    author.post(
        add,
        {
            **common,
            "title": "Calls",
            "kind": "increase",
            "unit": "calls",
            "baseline": "10",
            "target": "1.250,5",
            "low": "not a number",
        },
    )
    author.post(
        add,
        {
            **common,
            "title": "Contract",
            "kind": "milestone",
            "steps-TOTAL_FORMS": "2",
            "steps-INITIAL_FORMS": "0",
            "steps-0-text": "Heard",
            "steps-0-weight": "1",
            "steps-1-text": "Signed",
            "steps-1-weight": "2",
        },
    )
    early = author.post(f"{team}okr-set/agree/")
    author.post(f"{team}okr-set/share/")
    comment = sign_in(stage.member).post(f"{team}okr-set/comments/", {"text": "Who counts?"})
    agreed = sign_in(stage.other_member).post(f"{team}okr-set/agree/")

    assert (early.status_code, comment.status_code, agreed.status_code) == (422, 302, 302)
    assert "Share the OKR set first" in text(early)
    with tenant(stage.organisation):
        calls, contract = objective.key_results.all()
        assert (calls.target, calls.owner) == (1250.5, stage.other_member)
        assert [(s.text, s.weight) for s in contract.steps.all()] == [("Heard", 1), ("Signed", 2)]
        assert SetComment.objects.get().person == stage.member
        assert OKRSet.objects.get(team=stage.other_team).versions.count() == 1


def test_quality_check_is_advice_for_the_team(stage: Cast, sign_in: Any) -> None:
    """G5: on the set page, for the team alone, with the reason; answered with or without htmx."""
    path = stage.path(f"teams/{stage.other_team.pk}/okr-set/")
    with tenant(stage.organisation):
        kr = agreed_set(stage.other_team, stage.other_member, title="Launch of the portal")
        OKRSet.objects.filter(team=stage.other_team).update(state="draft")
    client = sign_in(stage.other_member)
    page = text(client.get(path))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]

    stale = client.post(f"{path}answer/", {"enough": "yes", "seen": "x"}, **HTMX)
    empty = client.post(f"{path}answer/", {"seen": seen})
    saved = client.post(f"{path}answer/", {"enough": "no", "seen": seen}, **HTMX)
    client.post(path.replace("okr-set/", f"objectives/{kr.objective_id}/edit/"), {"text": "x"})
    plain = client.post(f"{path}answer/", {"enough": "yes", "seen": seen, "back": "/o/lodos/x/"})

    for said in ("“Launch” is work that gets done", "Look again", "Missing", "It stops nothing"):
        assert said in page, said
    assert (stale.status_code, empty.status_code) == (422, 422)
    assert "The words changed meanwhile" in text(stale)
    assert "Choose yes or no." in text(empty)
    assert "The team says no." in text(saved)
    assert "<h1>" not in text(saved)
    assert plain["Location"] == "/o/lodos/x/"
    assert "Quality check" not in text(sign_in(stage.member).get(path))


def test_wrong_direction_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    """G4: both numbers stand in the sentence, and in the fields."""
    first = stage.key_results[0]
    response = sign_in(stage.member).post(
        stage.path(f"key-results/{first.pk}/edit/"),
        {
            "title": "First-visit resolution",
            "kind": "increase",
            "baseline": "74",
            "target": "62",
            "every_weeks": "2",
            "horizon": "stretch",
            "reason": "Turned round",
        },
    )

    page = text(response)
    assert response.status_code == 422
    assert "An increase cannot go from 74 down to 62: choose decrease instead." in page
    assert 'value="74"' in page
    with tenant(stage.organisation):
        assert KeyResult.objects.get(pk=first.pk).target == 74


@pytest.mark.parametrize(
    ("language", "typed"),
    [("en", "1,234.5"), ("de", "1.234,5"), ("tr", "1.234,5"), ("de", "1234.5")],
)
def test_every_number_of_a_key_result_is_typed_as_people_type(
    stage: Cast, sign_in: Any, first: KeyResult, language: str, typed: str
) -> None:
    """G4: starting value, target, both edges of a band and a measurement; doubt is asked about."""
    client = sign_in(stage.member)
    Account.objects.filter(email=stage.member.email).update(language=language)
    path = stage.path(f"key-results/{first.pk}/")
    common = {"title": "x", "unit": "%", "every_weeks": "2", "horizon": "stretch", "reason": "x"}

    client.post(f"{path}edit/", {**common, "kind": "maintain", "low": typed, "high": "1.300,5"})
    with tenant(stage.organisation):
        band = KeyResult.objects.get(pk=first.pk)
    client.post(f"{path}edit/", {**common, "kind": "decrease", "baseline": typed, "target": "3,7"})
    measure = {"value": typed, "confidence": "unsure", "seen": "0"}
    client.post(measure_path(stage, first), measure)
    unclear = client.post(measure_path(stage, first), {**measure, "value": "1.2.3"})

    with tenant(stage.organisation):
        way, made = KeyResult.objects.get(pk=first.pk), first.measurements.get()
    assert (band.low, band.high) == (Decimal("1234.5"), Decimal("1300.5"))
    assert (way.baseline, way.target, made.value) == (
        Decimal("1234.5"),
        Decimal("3.7"),
        Decimal("1234.5"),
    )
    assert unclear.status_code == 422
    assert 'value="1.2.3"' in unclear.text


def test_agreed_set_asks_for_a_reason_and_shows_old_and_new(stage: Cast, sign_in: Any) -> None:
    """G7: after agreed a change needs a reason; old and new stand side by side."""
    first = stage.key_results[0]
    path = stage.path(f"key-results/{first.pk}/edit/")
    typed = {
        "title": "First-visit resolution",
        "kind": "increase",
        "unit": "%",
        "baseline": "62",
        "every_weeks": "2",
        "horizon": "stretch",
        "owner": str(stage.representative.pk),
    }
    client = sign_in(stage.member)
    client.post(path, {**typed, "target": "74", "reason": "As agreed"})

    refused = client.post(path, {**typed, "target": "72"})
    client.post(path, {**typed, "target": "72", "reason": "Two dealers left"})
    page = text(client.get(stage.path(f"teams/{stage.team.pk}/okr-set/")))

    assert refused.status_code == 422
    assert "Say why it changes" in text(refused)
    for said in ("Two dealers left", "<del>74</del>", "<ins>72</ins>"):
        assert said in page, said


def test_second_objective_is_taken_out_and_a_fifth_key_result_warned_about(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    """G3, G7: with a reason once the set is agreed; the first one stays; five are many."""
    client, page = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/okr-set/")
    with tenant(stage.organisation):
        second = Objective.objects.create(
            okr_set=first.objective.okr_set, position=2, text="And dealers stay", note="Two boards"
        )
        for place in (3, 4):
            KeyResult.objects.create(
                objective=first.objective, position=place, title=f"Steps {place}", kind="milestone"
            )
    out = stage.path(f"objectives/{second.pk}/remove/")
    client.post(out.replace("remove", "edit"), {"text": "x", "note": "y", "reason": "As agreed"})

    offered = text(client.get(page))
    fifth = text(client.get(stage.path(f"objectives/{first.objective_id}/key-results/add/")))
    silent = client.post(out, {})
    stays = client.post(out.replace(str(second.pk), str(first.objective_id)), {"reason": "x"})
    client.post(out, {"reason": "One is enough"})

    assert out in offered
    assert "Five key results are many" in fifth
    assert (silent.status_code, stays.status_code) == (422, 422)
    assert "The first objective stays." in text(stays)
    with tenant(stage.organisation):
        assert [o.pk for o in Objective.objects.all()] == [first.objective_id]
    assert "One is enough" in text(client.get(page))


def test_only_the_team_writes_and_strangers_to_the_theme_do_not_comment(
    stage: Cast, sign_in: Any
) -> None:
    """G7: members of the theme's teams comment, others read."""
    team = stage.path(f"teams/{stage.team.pk}/")
    with tenant(stage.organisation):
        OKRSet.objects.filter(team=stage.team).update(state="shared")

    assert sign_in(stage.other_member).post(f"{team}okr-set/take-back/").status_code == 403
    assert sign_in(stage.other_member).get(f"{team}okr-set/").status_code == 200
    stranger = sign_in(stage.reader).post(f"{team}okr-set/comments/", {"text": "Me too"})
    assert stranger.status_code == 403


def test_initiative_and_to_do_on_the_team_page(stage: Cast, sign_in: Any) -> None:
    """H1 and H2: a bet with a to-do; who has none and what has nobody is listed."""
    team, client = stage.path(f"teams/{stage.team.pk}/"), sign_in(stage.member)
    client.post(
        f"{team}initiatives/add/",
        {
            "title": "Two-minute videos",
            "because": "people look first",
            "key_results": [str(stage.key_results[0].pk)],
            "review_on": "2026-06-03",
        },
    )
    with tenant(stage.organisation):
        bet = stage.team.initiatives.get()
    client.post(
        f"{team}to-dos/add/",
        {
            "text": "Film six videos",
            "owner": str(stage.member.pk),
            "due_on": "2026-05-29",
            "initiative": str(bet.pk),
        },
    )
    with tenant(stage.organisation):
        to_do = ToDo.objects.get()
    page = text(client.get(team))

    for said in (
        "We believe that it will move “First-visit resolution”, because people look first.",
        "0 of 1 done",
        "we look again Wed 3 June",
        "Nobody looks after: Two-minute videos.",
        f"Without an open to-do: {stage.waiting_member}, {stage.representative}",
    ):
        assert said in page, said
    ticked = client.post(stage.path(f"to-dos/{to_do.pk}/tick/"), {"done": "1"}, **HTMX)
    assert "checked" in text(ticked)
    back = client.post(stage.path(f"to-dos/{to_do.pk}/tick/"), {})
    assert back.status_code == 302
    with tenant(stage.organisation):
        assert ToDo.objects.get().done_at is None


def test_bad_to_do_and_initiative_say_what_is_missing(stage: Cast, sign_in: Any) -> None:
    team, client = stage.path(f"teams/{stage.team.pk}/"), sign_in(stage.member)

    to_do = client.post(f"{team}to-dos/add/", {"text": "Film", "owner": str(stage.coach.pk)})
    bet = client.post(f"{team}initiatives/add/", {"title": "Videos"})

    assert (to_do.status_code, bet.status_code) == (422, 422)
    assert "Choose somebody who is in the team." in text(to_do)
    assert "Write until when." in text(to_do)
    assert "Choose the key result it should move." in text(bet)


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
