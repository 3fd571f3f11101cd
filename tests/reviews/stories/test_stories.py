"""P4: story cards of a theme, with words that their writers released."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.tenancy import tenant
from reviews.access import released_quotes
from reviews.models import Reflection, Story
from reviews.review.actions import reflection_write
from reviews.stories.actions import story_save
from tests.cast import Cast
from tests.teams.calling import questions

TOLD: dict[str, Any] = {
    "idea": "Ride along",
    "tried": "Twelve days in the van",
    "effect": "Three rules went",
}
SAID = "I finally see the whole."


def said(cast: Cast, audience: str, text: str = SAID) -> Reflection:
    return reflection_write(team=cast.team, by=cast.member, text=text, audience=audience)


def worth(cast: Cast) -> str:
    return cast.path(f"themes/{cast.theme.pk}/worth/")


def cards(page: str) -> str:
    """The part of the page that tells stories."""
    return page[page.index('id="stories"') :].partition("</section>")[0]


@pytest.mark.parametrize("audience", ["me", "team", "program"])
def test_only_released_words_are_a_quote(cast: Cast, audience: str) -> None:
    """P4: a quote needs its writer's release, whatever a form sends."""
    with pytest.raises(ValidationError, match="released as a quote"):
        story_save(theme=cast.theme, by=cast.coach, quote=said(cast, audience), **TOLD)

    assert not Story.objects.exists()
    assert not released_quotes(cast.theme).exists()


def test_quote_goes_when_its_writer_takes_it_back(stage: Cast, sign_in: Any) -> None:
    """P4: the release is theirs, after the story is told too; the story stays."""
    with tenant(stage.organisation):
        story_save(theme=stage.theme, by=stage.coach, quote=said(stage, "quote"), **TOLD)
    before = sign_in(stage.sponsor).get(worth(stage)).text
    with tenant(stage.organisation):
        said(stage, "me")
    after = sign_in(stage.sponsor).get(worth(stage)).text

    assert (SAID in before, SAID in after, "Ride along" in after) == (True, False, True)


def test_story_says_nobodys_name(stage: Cast, sign_in: Any) -> None:
    """P4, M5: neither who wrote the quote, nor who told the story, nor of which team it is."""
    with tenant(stage.organisation):
        story_save(theme=stage.theme, by=stage.member, quote=said(stage, "quote"), **TOLD)

    page = sign_in(stage.reader).get(worth(stage)).text

    assert page.count(SAID) == cards(page).count(SAID) == 1
    assert not [name for name in ("Emre", "Sahin", stage.team.name) if name in cards(page)]


def test_way_through_the_screens(stage: Cast, sign_in: Any) -> None:
    """P4: told by a member, worded anew by the sponsor, taken down; bad input keeps the words."""
    with tenant(stage.organisation):
        quote = said(stage, "quote")
        hidden = reflection_write(
            team=stage.team, by=stage.representative, text="I was afraid.", audience="me"
        )
    add = stage.path(f"themes/{stage.theme.pk}/stories/add/")
    member = sign_in(stage.member)
    empty = member.get(worth(stage)).text
    form = member.get(add).text
    bad = member.post(add, {**TOLD, "effect": ""})
    foreign = member.post(add, {**TOLD, "quote": hidden.pk})
    member.post(add, {**TOLD, "quote": quote.pk})
    with tenant(stage.organisation):
        story = Story.objects.get()
    own = stage.path(f"stories/{story.pk}/")
    shown = member.get(worth(stage)).text
    others = sign_in(stage.representative).get(worth(stage)).text
    sponsor = sign_in(stage.sponsor)
    sponsor.post(own, {**TOLD, "idea": "Ride along first", "quote": ""})
    changed = sponsor.get(worth(stage)).text

    assert add in empty
    assert (SAID in form, "I was afraid." in form) == (True, False)
    assert (bad.status_code, foreign.status_code) == (422, 422)
    assert 'value="Ride along"' in bad.text
    assert [f'href="{own}"' in page for page in (shown, others, changed)] == [True, False, True]
    assert [SAID in cards(page) for page in (shown, changed)] == [True, False]
    assert "Ride along first" in cards(changed)
    assert "Take this story down?" in sponsor.get(f"{own}remove/").text
    assert sponsor.post(f"{own}remove/").status_code == 302
    with tenant(stage.organisation):
        assert not Story.objects.exists()


def test_outside_the_program_nobody_tells(stage: Cast, sign_in: Any) -> None:
    """P4: made by members of the program; others read, and are offered nothing."""
    with tenant(stage.organisation):
        story = story_save(theme=stage.theme, by=stage.member, **TOLD)
    reader = sign_in(stage.reader)
    add = stage.path(f"themes/{stage.theme.pk}/stories/add/")

    page = reader.get(worth(stage)).text

    assert ("Ride along" in page, add in page) == (True, False)
    assert reader.post(add, TOLD).status_code == 403
    assert reader.post(stage.path(f"stories/{story.pk}/remove/")).status_code == 403


def test_card_without_words_is_none(cast: Cast) -> None:
    """P4: idea, try and effect, held by the database too."""
    with pytest.raises(ValidationError):
        story_save(theme=cast.theme, by=cast.member, **{**TOLD, "tried": " "})
    with pytest.raises(IntegrityError, match="reviews_story_words"), transaction.atomic():
        Story.objects.create(theme=cast.theme, by=cast.member, **{**TOLD, "effect": ""})


def test_as_many_statements_for_many_stories(stage: Cast, sign_in: Any) -> None:
    """P4: set-based."""
    with tenant(stage.organisation):
        quote = said(stage, "quote")
        story_save(theme=stage.theme, by=stage.member, quote=quote, **TOLD)
    browser = sign_in(stage.sponsor)
    one = questions(browser, worth(stage))
    with tenant(stage.organisation):
        for _more in range(3):
            story_save(theme=stage.theme, by=stage.member, quote=quote, **TOLD)

    assert questions(browser, worth(stage)) == one
