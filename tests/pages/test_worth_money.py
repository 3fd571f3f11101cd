"""P3: what the hours cost, beside what they brought, for those who may see it."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from orgs.models import AuditEvent
from orgs.organisation_settings.actions import setting_save
from reviews.hourly_rate.benefit import return_on
from reviews.models import HourlyRate
from reviews.practices.actions import practice_adopt, practice_check
from teams.models import Commitment
from tests.cast import Cast
from tests.teams.calling import questions

SEE = ("sponsor", "integrator", "administrator")
DO_NOT = ("member", "coach", "facilitator", "home_leader", "reader")


def kept(
    cast: Cast, title: str, benefit: str | None = None, unit: str = "EUR", **seen: Any
) -> None:
    practice = practice_adopt(
        team=cast.team,
        by=cast.member,
        title=title,
        owner=cast.sponsor,
        written_in="Handbook",
        since=timezone.localdate(),
    )
    if benefit is not None:
        seen |= {"source": f"Dispatch, {title}", "measured_on": timezone.localdate()}
        practice_check(
            practice=practice,
            by=cast.sponsor,
            use="yes",
            benefit=Decimal(benefit),
            unit=unit,
            **seen,
        )


def read(cast: Cast, sign_in: Any, who: str) -> str:
    page: str = sign_in(getattr(cast, who)).get(cast.path(f"themes/{cast.theme.pk}/worth/")).text
    return page.replace("\xa0", " ")


def test_return_needs_both() -> None:
    """P3: no return without a cost and a benefit."""
    cost, none = Decimal(200), Decimal(0)
    half_known = ((None, cost), (none, cost), (cost, None))

    assert return_on(cost=cost, benefit=Decimal(300)) == Decimal("1.5")
    assert return_on(cost=cost, benefit=none) == 0
    assert {return_on(cost=paid, benefit=brought) for paid, brought in half_known} == {None}


def test_off_by_default_hours_stay_hours(stage: Cast, sign_in: Any) -> None:
    """P3: without a rate nothing costs money; who may set one finds the way."""
    pages = {who: read(stage, sign_in, who) for who in SEE}

    assert all("has set no internal rate" in page for page in pages.values())
    assert [who for who in SEE if "settings/costs/" in pages[who]] == ["administrator"]
    assert "Cost of the agreed hours" not in "".join(pages.values())


def test_cost_stands_beside_benefits_for_those_who_may_see_it(stage: Cast, sign_in: Any) -> None:
    """P3: hours × rate, never a person's; a benefit in another unit is shown and not reckoned."""
    with tenant(stage.organisation):
        setting_save(HourlyRate, amount=Decimal("10.50"), currency="EUR", by=stage.administrator)
        kept(stage, "Films", "6", unit="hours a week")
        kept(stage, "Radio")
        Commitment.objects.exclude(membership__person=stage.member).delete()

    pages = {who: read(stage, sign_in, who) for who in (*SEE, *DO_NOT)}

    # Emre's 4 hours a week from 6 April, through 20 May: 45 days
    hours = round(Decimal(4) * 45 / 7, 2)
    assert {who for who, page in pages.items() if "Cost of the agreed hours" in page} == {*SEE}
    assert {who for who, page in pages.items() if "each 10.5 EUR" in page} == {*SEE}
    cost = f"{round(hours * Decimal('10.5'))} EUR"
    assert [who for who in SEE if cost in pages[who]] == ["integrator"]  # one person's hours (W11)
    assert all("6 hours a week" in page and "Dispatch, Films" in page for page in pages.values())
    assert "No return is reckoned before there are both" in pages["sponsor"]
    assert "Brought for each EUR" not in pages["sponsor"]


def test_return_is_shown_with_both_and_says_what_is_estimated(stage: Cast, sign_in: Any) -> None:
    """P3, P2: the last number of each practice counts once, and an estimate is marked."""
    with tenant(stage.organisation):
        setting_save(HourlyRate, amount=Decimal(1), currency="EUR", by=stage.administrator)
        kept(stage, "Films", "900", unit="eur", estimate=True)
        kept(stage, "Radio", "100")
        first = stage.team.practices.get(title="Films")
        practice_check(
            practice=first,
            by=stage.sponsor,
            use="yes",
            benefit=Decimal(500),
            unit="EUR",
            source="Counted",
            measured_on=timezone.localdate(),
            estimate=True,
        )
        practice_check(practice=first, by=stage.sponsor, use="no")

    page, outside = read(stage, sign_in, "sponsor"), read(stage, sign_in, "reader")

    assert "Benefit in EUR" in page
    assert "600 EUR" in page
    assert "2 numbers with a source, 1 is an estimate" in page
    assert "Brought for each EUR" in page
    assert "500 EUR" in outside
    assert "estimate" in outside
    assert "Brought for each" not in outside


def test_administrator_sets_and_takes_away_the_rate(stage: Cast, sign_in: Any) -> None:
    """P3: off again when emptied; the record does not say how much; others are refused."""
    path = stage.path("settings/costs/")
    administrator = sign_in(stage.administrator)

    wrong = administrator.post(path, {"amount": "38,5", "currency": "euro"})
    nowhere = administrator.post(path, {"amount": "38,5", "currency": ""})
    right = administrator.post(path, {"amount": "38,5", "currency": "EUR"})
    form = administrator.get(path).text
    refused = sign_in(stage.sponsor).get(path)
    sign_in(stage.administrator).post(path, {"amount": "", "currency": "EUR"})

    assert [a.status_code for a in (wrong, nowhere, right, refused)] == [422, 422, 302, 403]
    assert 'value="38,5"' in wrong.text
    assert "Say in which currency." in nowhere.text
    assert ('value="38.5"' in form, 'value="EUR"' in form) == (True, True)
    with tenant(stage.organisation):
        assert not HourlyRate.objects.exists()
        said = AuditEvent.objects.filter(verb__startswith="rate.").order_by("id")
        assert [event.verb for event in said] == ["rate.set", "rate.clear"]
        assert all("38" not in f"{e.label} {e.before} {e.after}" for e in said)


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_rate_is_more_than_nothing(cast: Cast, amount: str) -> None:
    """P3: by the action too."""
    with pytest.raises(ValidationError):
        setting_save(HourlyRate, amount=Decimal(amount), currency="EUR", by=cast.administrator)


def test_as_many_statements_for_many_benefits(stage: Cast, sign_in: Any) -> None:
    """P3: set-based."""
    with tenant(stage.organisation):
        setting_save(HourlyRate, amount=Decimal(1), currency="EUR", by=stage.administrator)
        kept(stage, "One", "1")
    browser, path = sign_in(stage.sponsor), stage.path(f"themes/{stage.theme.pk}/worth/")
    one = questions(browser, path)
    with tenant(stage.organisation):
        for title in ("Two", "Three", "Four"):
            kept(stage, title, "1")

    assert questions(browser, path) == one
