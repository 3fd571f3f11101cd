"""M9: what a review brought, of a team and of the program, without a person's data."""

from datetime import date
from decimal import Decimal
from typing import Any

from checkins.models import Impediment, Learning
from core.tenancy import tenant
from reviews.practices.actions import practice_adopt
from reviews.review.actions import reflection_write, score_give
from reviews.scoring.actions import scores_reveal
from tests.cast import Cast
from tests.reviews.review.test_review import measured, open_review


def full(stage: Cast, clock: Any) -> None:
    with tenant(stage.organisation):
        measured(stage, "68")
        open_review(stage, clock)
        scores_reveal(teams=[stage.team])
        score_give(
            key_result=stage.key_results[0], by=stage.member, given=Decimal("0.8"), reason="Late."
        )
        for team, by, text in (
            (stage.team, stage.waiting_member, "Two minutes *suffice*"),
            (stage.other_team, stage.other_member, "Mondays are bad"),
        ):
            Learning.objects.create(team=team, text=text, by=by)
        practice_adopt(
            team=stage.team,
            by=stage.member,
            title="Short films",
            owner=stage.home_leader,
            written_in="Guide",
            since=date(2026, 6, 1),
        )
        words = {"member": ("me", "Mine"), "representative": ("program", "With my name")}
        words["waiting_member"] = ("quote", "I see the whole")
        for who, (audience, text) in words.items():
            reflection_write(team=stage.team, by=getattr(stage, who), text=text, audience=audience)
        reflection_write(
            team=stage.other_team, by=stage.other_member, text="Theirs", audience="quote"
        )
        told = {"by": stage.member, "owner": stage.member, "team": stage.team}
        Impediment.objects.create(**told, text="No van", private=True)


def read(stage: Cast, sign_in: Any, who: str) -> dict[str, str]:
    cycle, team = f"cycles/{stage.cycle.pk}/report", f"teams/{stage.team.pk}/report"
    browser = sign_in(getattr(stage, who))
    paths = {"page": f"{cycle}/", "file": f"{cycle}.md", "team": f"{team}/", "its": f"{team}.md"}
    return {name: browser.get(stage.path(path)).text for name, path in paths.items()}


def test_report_says_results_learnings_practices_and_quotes(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """M9: page and Markdown, of the program and of one team."""
    full(stage, clock)

    told = read(stage, sign_in, "integrator")

    words = ["First-visit resolution", "Late.", "Short films", "I see the whole", "Theirs"]
    assert {name: [w for w in words if w not in text] for name, text in told.items()} == {
        name: [] for name in told
    }
    assert ["Mondays are bad" in text for text in told.values()] == [True, True, False, False]
    assert r"Two minutes \*suffice\*" in told["file"]
    assert all("1 raised" in text for text in told.values())


def test_report_names_nobody_but_owners(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M9, M5: no name beside a learning or a quote, no private words, no impediment's text."""
    full(stage, clock)

    told = read(stage, sign_in, "coach")

    hidden = [str(stage.waiting_member), str(stage.member), "Mine", "With my name", "No van"]
    assert {name: [w for w in hidden if w in text] for name, text in told.items()} == {
        name: [] for name in told
    }
    assert all(str(stage.home_leader) in text for text in told.values())


def test_impediments_are_counted_for_those_who_see_them(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """M9, R5: another team's member reads the report without them; who is outside reads none."""
    full(stage, clock)

    assert ["1 raised" in text for text in read(stage, sign_in, "other_member").values()] == (
        [False] * 4
    )
    mine = read(stage, sign_in, "representative")
    assert ("1 raised" in mine["page"], "1 raised" in mine["team"]) == (False, True)
    assert (
        sign_in(stage.reader).get(stage.path(f"cycles/{stage.cycle.pk}/report/")).status_code == 403
    )


def test_report_takes_as_many_statements_for_more(
    stage: Cast, sign_in: Any, clock: Any, django_assert_max_num_queries: Any
) -> None:
    """M9: set-based."""
    with tenant(stage.organisation):
        open_review(stage, clock)
    browser, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/report.md")
    browser.get(path)
    with django_assert_max_num_queries(200) as before:
        browser.get(path)
    full_again(stage)
    with django_assert_max_num_queries(200) as after:
        browser.get(path)

    assert len(after) == len(before) + 1  # the asks of impediments, where there are some


def full_again(stage: Cast) -> None:
    with tenant(stage.organisation):
        for number in range(3):
            told = {"team": stage.team, "by": stage.member, "text": f"What {number}"}
            Learning.objects.create(**told)
            Impediment.objects.create(**told)
