"""A home leader's reason stays between leader, member and integration team (E8, R5).

That no page tells it to others is part of everybody's walk, in `test_crawl.py`.
"""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from tests.cast import Cast
from tests.walls.addresses import inside
from tests.walls.conftest import REASON, REASON_READERS


def test_those_who_may_do_read_it(
    full: Cast, declined: dict[type[Model], int], sign_in: Any
) -> None:
    """The control: the walk hears the reason where it may be told."""
    pages = [a.url("lodos", declined) for a in inside() if a.name == "teams:hours_detail"]

    for who in REASON_READERS:
        browser = sign_in(getattr(full, who))
        assert [REASON in browser.get(page).content.decode() for page in pages] == [True]


def test_no_mail_tells_the_reason(full: Cast, declined: dict[type[Model], int], clock: Any) -> None:
    """E8: mails are made of these rows; on the day to ask again the member's own is among them."""
    clock.shift(2 * 24 * 3600)
    with tenant(full.organisation):
        rows = [row for nudge in nudges for row in open_rows(nudge, timezone.now())]

    assert any(row.person_id == full.waiting_member.pk for row in rows)
    assert [row.title for row in rows if REASON in str(row)] == []
