"""A home leader's reason stays between leader, member and integration team, on page and mail."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone

from nudges.registry import nudges, open_rows
from orgs.tenancy import tenant
from teams.actions.hours import hours_answer
from teams.models import Commitment
from tests.cast import Cast
from tests.walls.addresses import inside

REASON = "The cooling launch needs every hand"
READERS = ("waiting_member", "home_leader", "integrator")


@pytest.fixture
def declined(full: Cast, ids: dict[type[Model], int]) -> dict[type[Model], int]:
    """Lodos, where one leader has said "not now" with a reason; the walk looks at that row."""
    with tenant(full.organisation):
        row = Commitment.objects.get(membership__person=full.waiting_member)
        hours_answer(
            commitment=row, leader=full.home_leader, answer="not_now", reason=REASON,
            ask_again_on=date(2026, 5, 21),
        )  # fmt: skip
        return {**ids, Commitment: row.pk}


@pytest.mark.parametrize(
    "who",
    [
        "member", "leader_member", "representative", "coach", "facilitator", "sponsor",
        "administrator",
    ],
)  # fmt: skip
def test_no_page_tells_the_reason(
    full: Cast, declined: dict[type[Model], int], sign_in: Any, who: str
) -> None:
    """E8, R5: teammate, representative, coach, facilitator, sponsor, administrator."""
    browser = sign_in(getattr(full, who))

    told = [
        address.name
        for address in inside()
        if REASON in browser.get(address.url("lodos", declined)).content.decode()
    ]

    assert told == []


def test_those_who_may_do_read_it(
    full: Cast, declined: dict[type[Model], int], sign_in: Any
) -> None:
    """The control: the walk hears the reason where it may be told."""
    pages = [a.url("lodos", declined) for a in inside() if a.name == "teams:hours_detail"]

    for who in READERS:
        browser = sign_in(getattr(full, who))
        assert [REASON in browser.get(page).content.decode() for page in pages] == [True]


def test_no_mail_tells_the_reason(full: Cast, declined: dict[type[Model], int], clock: Any) -> None:
    """E8: mails are made of these rows; on the day to ask again the member's own is among them."""
    clock.shift(2 * 24 * 3600)
    with tenant(full.organisation):
        rows = [row for nudge in nudges for row in open_rows(nudge, timezone.now())]

    assert any(row.person_id == full.waiting_member.pk for row in rows)
    assert [row.title for row in rows if REASON in str(row)] == []
