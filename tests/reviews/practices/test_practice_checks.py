"""Practices are looked at again: whether they live, and what they bring."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from orgs.models import Person
from reviews.models import Practice, PracticeCheck
from reviews.practices.actions import practice_adopt, practice_check
from tests.cast import Cast


def kept(cast: Cast, owner: Person) -> Practice:
    return practice_adopt(
        team=cast.team,
        by=cast.member,
        title="Spare parts in the van",
        owner=owner,
        written_in="Handbook",
        since=timezone.localdate(),
    )


def asked() -> list[int]:
    rows = open_rows(nudges["reviews.look_again"], timezone.now())
    return [row.person_id for row in rows]


def test_owner_is_asked_after_three_months_and_again(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """P2, M7: until they say that it is not in use any more."""
    practice = kept(cast, cast.reader)
    before = asked()
    clock.shift(timedelta(days=93))
    due = asked()
    practice_check(practice=practice, by=cast.reader, use="partly")
    answered = asked()
    clock.shift(timedelta(days=93))
    again = asked()
    practice_check(practice=practice, by=cast.reader, use="no")
    over = asked()

    assert (before, due, answered, again, over) == ([], [cast.reader.pk], [], [cast.reader.pk], [])
    practice = Practice.objects.get()
    assert (practice.in_use, practice.waits(timezone.localdate())) == (False, False)


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("unit", "what is counted"), ("source", "comes from"), ("measured_on", "which day")],
)
def test_number_says_where_it_comes_from(cast: Cast, missing: str, sentence: str) -> None:
    """P2: with unit, source and date, or none at all."""
    practice = kept(cast, cast.reader)
    told: dict[str, Any] = {
        "benefit": Decimal("120"),
        "unit": "hours a month",
        "source": "Time sheets",
        "measured_on": date(2026, 5, 1),
    }
    told[missing] = None if missing == "measured_on" else ""

    with pytest.raises(ValidationError) as refused:
        practice_check(practice=practice, by=cast.reader, use="yes", **told)

    assert sentence in refused.value.message_dict[missing][0]
    assert not PracticeCheck.objects.exists()


def test_page_tells_everybody_and_asks_those_who_know(stage: Cast, sign_in: Any) -> None:
    """P2: the owner says it, an estimate is marked; a refusal keeps what was typed."""
    with tenant(stage.organisation):
        practice = kept(stage, stage.home_leader)
    path = stage.path(f"practices/{practice.pk}/")
    told = {
        "use": "yes",
        "used_by": "All depots",
        "effect": "Nobody drives twice.",
        "benefit": "1.5",
        "unit": "visits a day",
        "source": "Dispatch",
        "measured_on": "2026-05-18",
        "estimate": "on",
    }
    owner = sign_in(stage.home_leader)
    refused = owner.post(path, {**told, "source": ""})
    owner.post(path, told)
    reader = sign_in(stage.reader)
    page = reader.get(path)

    assert (refused.status_code, "Nobody drives twice." in refused.text) == (422, True)
    assert "Say where the number comes from." in refused.text
    assert "Estimated:" in page.text
    assert "1.5 visits a day" in page.text
    assert page.context["form"] is None
    assert reader.post(path, told).status_code == 403
    with tenant(stage.organisation):
        assert PracticeCheck.objects.count() == 1
