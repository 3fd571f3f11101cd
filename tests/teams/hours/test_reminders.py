"""A home leader is asked, reminded once, and then the sponsor is told; what each mail says."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from nudges.mail import outbox
from nudges.mail.content import compose
from nudges.models import Message, Occasion
from nudges.registry import Due, Waiting, nudges
from orgs.models import Person, Site
from orgs.organisation_settings.actions import setting_save
from teams.hours.actions import hours_answer
from teams.models import Commitment, HoursRules
from tests.cast import ISTANBUL, Cast
from tests.teams.hours.test_totals import join_theme
from themes.models import ThemeRole


@pytest.fixture(autouse=True)
def _zone() -> Any:
    with timezone.override(ISTANBUL):
        yield


def waiting(cast: Cast) -> Commitment:
    row: Commitment = Commitment.objects.whole().get(
        membership__person=cast.waiting_member, membership__team=cast.team
    )
    return row


def sent(person: Person, kind: str) -> list[str]:
    """The occasions somebody is told, as the sweep of this moment leaves them."""
    outbox.sweep(timezone.now())
    rows = Occasion.objects.filter(person=person, kind=f"teams.{kind}")
    return list(rows.values_list("moment", flat=True))


def told(kind: str, person: Person | None = None) -> list[Due]:
    return list(nudges[f"teams.{kind}"].rows(timezone.now(), person))


def on(clock: Any, month: int, day: int, hour: int = 9) -> None:
    clock.move_to(datetime(2026, month, day, hour, 0, tzinfo=ISTANBUL))


def test_silence_brings_one_reminder_and_then_the_sponsor(cast: Cast, clock: Any) -> None:
    """E5, T4: asked Thu 14 May; 19 May, Whit Monday and the feast do not count; each hears once."""
    on(clock, 5, 20)
    assert sent(cast.home_leader, "decide_hours") == ["open"]

    on(clock, 5, 22, 17)
    assert sent(cast.home_leader, "decide_hours") == ["open"]
    for _twice in range(2):
        on(clock, 5, 22, 19)
        assert sent(cast.home_leader, "decide_hours") == ["open", "late"]
    assert told("unanswered_hours") == []

    on(clock, 6, 4, 17)
    assert told("unanswered_hours") == []
    on(clock, 6, 4, 19)
    (row,) = told("unanswered_hours")
    assert row.person_id == cast.sponsor.pk
    assert row.title == "The hours of Deniz Aydin wait for Burak Dogan. Can you help?"
    assert row.url == f"/o/lodos/cycles/{cast.cycle.pk}/hours/"
    assert sent(cast.sponsor, "unanswered_hours") == ["open"]
    assert sent(cast.home_leader, "decide_hours") == ["open", "late"]


def test_answer_ends_reminders_and_tells_nobody(cast: Cast, clock: Any) -> None:
    """E5, T2: what is answered reminds nobody, not now included."""
    hours_answer(
        commitment=waiting(cast), leader=cast.home_leader, answer="not_now", reason="Launch"
    )
    on(clock, 6, 20)

    assert told("decide_hours") == []
    assert told("unanswered_hours") == []


def test_limits_are_the_organisation_s_own(cast: Cast, clock: Any) -> None:
    """E5: both limits are settings."""
    setting_save(HoursRules, by=cast.administrator, limit_percent=20, remind_after=1, tell_after=1)

    (due,) = told("decide_hours")
    assert due.due_at == datetime(2026, 5, 15, 18, 0, tzinfo=ISTANBUL)
    (row,) = told("unanswered_hours")
    assert row.opens_at == datetime(2026, 5, 18, 18, 0, tzinfo=ISTANBUL)


@pytest.mark.parametrize(("country", "day"), [("DE", 21), ("TR", 22), ("", 22)])
def test_days_are_those_of_the_leader_s_country(cast: Cast, country: str, day: int) -> None:
    """E5: 19 May is a holiday in Türkiye; a site without a country keeps all the organisation's."""
    site = Site.objects.create(name="Ankara or Bonn", country=country)
    Person.objects.filter(pk=cast.home_leader.pk).update(site=site)

    (due,) = told("decide_hours")

    assert due.due_at == datetime(2026, 5, day, 18, 0, tzinfo=ISTANBUL)


def test_every_sponsor_is_told_but_not_one_about_themselves(cast: Cast, clock: Any) -> None:
    """E5: a sponsor who leads the member home is the one who was asked."""
    ThemeRole.objects.create(theme=cast.theme, person=cast.integrator, kind=ThemeRole.Kind.SPONSOR)
    Commitment.objects.filter(membership__person=cast.leader_member).update(
        state="asked", agreed_hours=None, asked_at=waiting(cast).asked_at, leader=cast.sponsor
    )
    on(clock, 6, 20)

    found = {(row.person_id, row.title.split(" wait")[0]) for row in told("unanswered_hours")}

    assert found == {
        (cast.sponsor.pk, "The hours of Deniz Aydin"),
        (cast.integrator.pk, "The hours of Deniz Aydin"),
        (cast.integrator.pk, "The hours of Jurgen Weiss"),
    }
    assert [row.person_id for row in told("unanswered_hours", cast.sponsor)] == [cast.sponsor.pk]
    assert told("unanswered_hours", cast.member) == []


@pytest.mark.parametrize("kind", ["decide_hours", "unanswered_hours", "name_leader"])
def test_statements_do_not_grow(
    cast: Cast, clock: Any, kind: str, django_assert_max_num_queries: Any
) -> None:
    """Every tick asks this for everybody."""
    on(clock, 6, 20)
    if kind == "name_leader":
        Commitment.objects.filter(pk=waiting(cast).pk).update(state="committed", leader=None)
    with django_assert_max_num_queries(20) as few:
        assert len(told(kind)) == 1
    rows = Commitment.objects.exclude(membership__person=cast.leader_member)
    if kind == "name_leader":
        rows.update(state="committed", leader=None)
    else:
        rows.update(state="asked", leader=cast.home_leader, asked_at=waiting(cast).asked_at)

    with django_assert_max_num_queries(len(few)):
        assert len(told(kind)) == 4


def test_request_says_what_it_asks_and_what_changes_at_home(cast: Cast) -> None:
    """E3: information and agreement, theme, dates, hours, the home team's week, the warning."""
    join_theme(cast, cast.waiting_member, "4")
    Commitment.objects.filter(pk=waiting(cast).pk).update(words="I plan the shifts.")

    text, html = mail("decide_hours", cast.home_leader)

    for said in (
        "Deniz Aydin offers 5 h a week. Does their week have room?",
        "For “Quieter kitchens”, in the team “Capabilities”, from Mon 6 April to Sun 5 July.",
        "You are asked for your information and agreement: agree, agree with other hours, or not",
        "31 of 40 hours stay with your team. 4 h go to “Warmer welcomes”.",
        "9 h together, 1 h above the limit of 8 h a week",
        "“I plan the shifts.”",
    ):
        assert said in text, said
        assert said in html, said
    assert "/a/hours/" in text
    assert "/a/hours/" in html


def test_mail_to_the_sponsor_blames_nobody(cast: Cast, clock: Any) -> None:
    """E5, T4: who waits for whom, and that a word may be all it takes; no link that decides."""
    on(clock, 6, 20)

    text, html = mail("unanswered_hours", cast.sponsor)

    for part in (text, html):
        assert "The hours of Deniz Aydin wait for Burak Dogan. Can you help?" in part
        assert "A word from you may be all it takes." in part
        assert "/a/hours/" not in part


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("other", "Burak Dogan agrees to 3 h a week instead of 5 h."),
        ("not_now", "Burak Dogan says: not now, about your 5 h a week."),
    ],
)
def test_member_hears_of_another_answer_without_the_reason(
    cast: Cast, clock: Any, kind: str, said: str
) -> None:
    """E2, E8: by mail once; the reason stands on the member's page only."""
    hours_answer(
        commitment=waiting(cast),
        leader=cast.home_leader,
        answer=kind,
        reason="The cooling launch",
        hours=Decimal(3) if kind == "other" else None,
    )

    text, html = mail("hours_answered", cast.waiting_member)

    assert said in text
    assert "cooling" not in text + html
    assert [row.person_id for row in told("hours_answered")] == [cast.waiting_member.pk]
    assert sent(cast.waiting_member, "hours_answered") == ["open"]
    on(clock, 5, 29)
    assert told("hours_answered") == []


def mail(kind: str, person: Person) -> tuple[str, str]:
    """The mail somebody gets: its text, and its HTML without the escaping."""
    (due,) = told(kind, person)
    line = Waiting(nudges[f"teams.{kind}"], due, late=False)
    message = Message.objects.create(person=person, dedupe_key=kind, due_at=timezone.now())
    made = compose(message, [line], person.organisation)
    parts = (made.body, str(made.alternatives[0][0]))
    text, html = (" ".join(part.replace(" ", " ").split()) for part in parts)
    return text, html
