"""M8: at most three improvements, and the next retrospective opens with them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.tenancy import tenant
from reviews.models import Improvement
from reviews.retrospectives.actions import (
    improvement_add,
    improvement_look,
    improvement_remove,
    recurring_topics,
)
from teams.models import Team
from tests.cast import Cast
from tests.reviews.outcomes.test_outcomes import following

DUE = date(2026, 8, 1)


def add(cast: Cast, text: str, topic: str = "time") -> Improvement:
    return improvement_add(team=cast.team, topic=topic, text=text, owner=cast.member, due_on=DUE)


def test_three_are_enough(cast: Cast) -> None:
    """M8: at most three, by the action and by the database; one taken out makes room."""
    first, *_others = [add(cast, text) for text in ("A", "B", "C")]

    with pytest.raises(ValidationError, match="Three improvements are enough"):
        add(cast, "D")
    with pytest.raises(IntegrityError, match="at_most_three"), transaction.atomic():
        Improvement.objects.create(
            team=cast.team, position=4, topic="time", text="D", owner=cast.member, due_on=DUE
        )
    improvement_remove(improvement=first)

    assert add(cast, "D").position == 1


def test_owner_is_in_the_team(cast: Cast) -> None:
    """M8: each has an owner who can do it."""
    with pytest.raises(ValidationError, match="in the team"):
        improvement_add(team=cast.team, topic="time", text="A", owner=cast.other_member, due_on=DUE)


def test_next_team_says_what_became_of_them(cast: Cast) -> None:
    """M8: done, kept? Only the team that goes on says so; a closed cycle stays as it is."""
    row = add(cast, "A")
    after = following(cast)

    with pytest.raises(ValidationError, match="last cycle"):
        improvement_look(team=cast.team, improvement=row, became="kept")
    improvement_look(team=after, improvement=row, became="kept")
    row.refresh_from_db()
    cast.cycle.phase = "closed"
    cast.cycle.save(update_fields=["phase"])
    with pytest.raises(ValidationError, match="closed"):
        add(cast, "B")

    assert row.became == "kept"


def test_topic_of_an_earlier_cycle_recurs(cast: Cast) -> None:
    """M8: marked in the later cycle, in the same focus area; “something else” is no topic."""
    for topic in ("time", "else"):
        add(cast, topic, topic)
    after = following(cast)
    for position, topic in enumerate(("time", "else", "tools"), start=1):
        Improvement.objects.create(
            team=after, position=position, topic=topic, text="Again", owner=cast.member, due_on=DUE
        )

    assert recurring_topics(after) == {"time"}
    assert recurring_topics(cast.team) == set()


def test_page_opens_with_the_last_improvements(stage: Cast, sign_in: Any) -> None:
    """M8: the way through the screen; bad input keeps what was typed; strangers stay outside."""
    with tenant(stage.organisation):
        row = add(stage, "Begin on time")
        after = following(stage)
    own = stage.path(f"teams/{stage.team.pk}/retrospective/")
    next_one = stage.path(f"teams/{after.pk}/retrospective/")
    new = {"text": "Walk and talk", "topic": "meetings", "owner": stage.member.pk}
    integrator = sign_in(stage.integrator)

    bad = integrator.post(f"{own}add/", {**new, "due_on": "soon"})
    good = integrator.post(f"{own}add/", {**new, "due_on": "2026-08-01"})
    opened = integrator.get(next_one).text
    nothing = integrator.post(f"{next_one}look/", {"improvement": row.pk})
    looked = integrator.post(
        f"{next_one}look/", {"improvement": row.pk, f"improvement-{row.pk}-became": "done"}
    )
    foreign = integrator.post(f"{next_one}drop/", {"improvement": row.pk})

    assert (bad.status_code, good.status_code) == (422, 302)
    assert 'value="Walk and talk"' in bad.text
    assert opened.index("Begin on time") < opened.index("Last: what we do differently")
    assert (nothing.status_code, looked.status_code, foreign.status_code) == (422, 302, 404)
    assert "not for the first time" not in integrator.get(own).text
    assert sign_in(stage.sponsor).get(own).status_code == 403
    with tenant(stage.organisation):
        assert Improvement.objects.get(pk=row.pk).became == "done"
        assert Team.objects.get(pk=stage.team.pk).improvements.count() == 2
