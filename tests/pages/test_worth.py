"""What a program was worth, over its cycles."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.models import Initiative
from okrsite.settings import PRODUCT
from reviews.models import Continuation, Pulse, PulseResult, Reflection, Score
from reviews.practices.actions import practice_adopt, practice_check
from teams.models import Membership
from tests.cast import Cast
from tests.teams.calling import coached_team, move_to, next_call, questions

ROOT = Path(__file__).parents[2]
APPS = (*PRODUCT, "tools")
AUTHOR_SAYS = (
    "Cansel Sörgens, the author of the method, writes that of people who are forced into a team "
    "about 70 % leave it by the next cycle. That is her experience, not a study."
)
SEVENTY_PERCENT = re.compile(r"\b(70|seventy)[\s\u00a0]*(%|percent|per cent)")


def test_page_tells_what_stayed(stage: Cast, sign_in: Any) -> None:
    """P1, O4: scores, practices in use, ideas, impediments, people, divisions, hours."""
    with tenant(stage.organisation):
        Score.objects.create(key_result=stage.key_results[0], given=Decimal("0.7"), by=stage.member)
        for title, use in (("Parts in the van", "yes"), ("Radio", "no")):
            practice = practice_adopt(
                team=stage.team,
                by=stage.member,
                title=title,
                owner=stage.sponsor,
                written_in="Handbook",
                since=timezone.localdate(),
            )
            practice_check(practice=practice, by=stage.sponsor, use=use)
        initiative_save(
            team=stage.team,
            by=stage.member,
            title="Film repairs",
            because="They watch.",
            key_results=stage.key_results,
        )
        Initiative.objects.update(state="done", review_on=None)
        Reflection.objects.create(
            team=stage.team, person=stage.member, text="I see the whole.", audience="quote"
        )
        for member in Membership.objects.filter(team__cycle=stage.cycle):
            Continuation.objects.create(membership=member, answer="as_now")
        members = Membership.objects.filter(team__cycle=stage.cycle).count()
        move_to(stage.cycle, "closed")

    page = sign_in(stage.reader).get(stage.path(f"themes/{stage.theme.pk}/worth/")).text

    for said in ("1 of 2", "Film repairs", "I see the whole.", "0.7", "not scored", "Parts in the"):
        assert said in page
    assert f"{members} people took part so far." in page
    assert f"{members} of {members} who answered" in page
    assert AUTHOR_SAYS in " ".join(page.split())


def test_share_who_leave_is_told_only_as_the_author_tells_it() -> None:
    """O4: of people who were forced, about 70 % leave; no page, mail or document says otherwise."""
    sentences = {
        (path.relative_to(ROOT).as_posix(), sentence)
        for folder in (".", *APPS, "templates", "docs")
        for path in (ROOT / folder).glob("*" if folder == "." else "**/*")
        if path.suffix in {".html", ".txt", ".md", ".py"}
        for sentence in re.split(r"[.:;]\s", " ".join(path.read_text(encoding="utf-8").split()))
        if SEVENTY_PERCENT.search(sentence)
    }

    assert [file for file, _sentence in sentences if file.startswith("templates")] == [
        "templates/pages/worth/worth.html"
    ]
    assert [s for s in sentences if not re.search(r"(?i)forced.* 70 .*leave", s[1])] == []


def test_small_groups_and_running_cycles_tell_nothing_of_who_goes_on(
    stage: Cast, sign_in: Any
) -> None:
    """P1, O4: fewer than five answers would tell of a person."""
    with tenant(stage.organisation):
        first = Membership.objects.filter(team=stage.team).order_by("pk")[0]
        Continuation.objects.create(membership=first, answer="leave")
        move_to(stage.cycle, "closed")

    page = sign_in(stage.sponsor).get(stage.path(f"themes/{stage.theme.pk}/worth/")).text

    assert "who answered" not in page


def test_as_many_statements_for_many_teams_as_for_two(stage: Cast, sign_in: Any) -> None:
    """P1: a program of ten teams is read as fast."""
    browser, path = sign_in(stage.sponsor), stage.path(f"themes/{stage.theme.pk}/worth/")
    two = questions(browser, path)
    with tenant(stage.organisation):
        for number in (3, 4, 5):
            coached_team(stage, number)

    assert questions(browser, path) == two


def test_pulse_over_the_cycles_is_for_those_who_take_part(stage: Cast, sign_in: Any) -> None:
    """P1, R5: with two pulses a member reads how the share that agrees went, a reader does not."""
    with tenant(stage.organisation):
        for number in (1, 2):
            cycle = stage.cycle if number == 1 else next_call(stage).cycle
            pulse = Pulse.objects.create(
                cycle=cycle,
                opens_at=timezone.now(),
                items=["voice.1"],
                closes_at=timezone.now() + timedelta(days=5),
            )
            figures = {"total": {"items": {"voice.1": {"favourable": str(60 + number)}}}}
            PulseResult.objects.create(pulse=pulse, invited=9, answered=9, figures=figures)
    path = stage.path(f"themes/{stage.theme.pk}/worth/")

    pages = [sign_in(who).get(path).text for who in (stage.member, stage.reader)]

    assert ["Over the cycles" in page for page in pages] == [True, False]
    assert "62 %" in pages[0].replace("\xa0", " ")


def test_theme_without_a_cycle_says_so(stage: Cast, sign_in: Any) -> None:
    """P1: the empty state; the way there is on the theme's page."""
    with tenant(stage.organisation):
        move_to(stage.cycle, "preparing")
    browser, theme = sign_in(stage.reader), stage.path(f"themes/{stage.theme.pk}/")

    assert f"{theme}worth/" in browser.get(theme).text
    assert "Nothing to look back on yet" in browser.get(f"{theme}worth/").text
