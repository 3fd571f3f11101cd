"""The OKR set on its page: written, shared, checked, agreed and changed with a reason."""

from decimal import Decimal
from typing import Any

import pytest

from core.tenancy import tenant
from okrs.models import KeyResult, Objective, OKRSet, SetComment
from orgs.models import Account
from tests.cast import Cast
from tests.okrs.rows import agreed_set

HTMX = {"HTTP_HX_REQUEST": "true"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def first(stage: Cast) -> KeyResult:
    return stage.key_results[0]


def measure_path(stage: Cast, key_result: KeyResult) -> str:
    return stage.path(f"key-results/{key_result.pk}/measure/")


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
