"""The pulse from its opening to its end, and what people are asked meanwhile."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from core.tenancy import tenant
from nudges.mail import outbox
from nudges.models import Occasion
from nudges.registry import open_rows
from orgs.models import Person
from reviews.models import Pulse, PulseAnswer, PulseInvitation, PulseResult, Review
from reviews.pulse.actions import pulse_close, pulse_follow_up_save, pulse_open
from reviews.pulse.items import current, wordings
from reviews.pulse.nudges import PULSE_NUDGES, answer_url
from reviews.pulse.timed_actions import pulses_keep_time
from tests.cast import ENDS_ON, ISTANBUL, Cast
from tests.reviews.pulse.pulses import CLOSED, CLOSES_ON, OPENED, answer, members, opened
from tests.teams.calling import move_to

ANSWER, LOST, THERE, FOLLOW_UP = PULSE_NUDGES
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXTS = {
    "big_picture.1": "I see better how our work fits into the big picture.",
    "other_departments.1": "I understand better how other departments work.",
    "belonging.1": "I feel that I belong to my team.",
    "voice.1": "I can say openly what I think, also when it is uncomfortable.",
    "ideas.1": "Our own ideas really get tried out.",
    "learning.1": "I have learned something that I use.",
    "leader_support.1": "The leaders in the program clear the way for us.",
    "home_team.1": "My home team supports my taking part.",
    "time.1": "The agreed time is really free for it.",
    "fun.1": "I enjoy the work in this team.",
    "recommend.1": "How gladly would you recommend a colleague to take part?",
    "keep.1": "What should we keep as it is?",
    "change.1": "What should we change?",
}


def asked(nudge: Any, now: datetime) -> list[int]:
    return sorted(due.person_id for due in open_rows(nudge, now))


def pks(*people: Person) -> list[int]:
    return sorted(person.pk for person in people)


def form(score: str = "4", **more: str) -> dict[str, str]:
    names = [key.rsplit(".")[0] for key in current()]
    return dict.fromkeys(names, score) | {"keep": "", "change": "", **more}


def test_wording_changes_with_its_version_only() -> None:
    """N6: another text under the same version would join two questions in one trend."""
    assert {key: item.text for key, item in wordings("en").items()} == TEXTS


@pytest.mark.parametrize("language", ["de", "tr"])
def test_translations_are_the_same_items(language: str) -> None:
    """N6: one item with one id in three languages."""
    ours, english = wordings(language), wordings("en")

    assert [(i.kind, i.id, i.version) for i in ours.values()] == [
        (i.kind, i.id, i.version) for i in english.values()
    ]
    assert not {i.text for i in ours.values()} & {i.text for i in english.values()}


def test_thresholds_are_fixed_and_have_a_floor(cast: Cast, clock: Any) -> None:
    """N3: settable down to 3 and 5, by the action and by the database."""
    for settings, why in (
        ({"threshold": 2}, "fewer than 3"),
        ({"comment_threshold": 4}, "at least 5"),
        ({"threshold": 8, "comment_threshold": 7}, "never fewer"),
        ({"closes_on": OPENED.date() - DAY}, "still to come"),
    ):
        with pytest.raises(ValidationError, match=why):
            opened(cast, clock, **settings)
    pulse = opened(cast, clock, threshold=3, comment_threshold=5)

    with pytest.raises(ValidationError, match="open already"):
        opened(cast, clock)
    with pytest.raises(IntegrityError, match="reviews_pulse_thresholds"), transaction.atomic():
        Pulse.objects.filter(pk=pulse.pk).update(threshold=2)
    assert pulse.items == list(TEXTS)


def test_pulse_opens_in_review_alone_and_by_itself_a_day_later(cast: Cast, clock: Any) -> None:
    """N5: the integration team may choose other days before."""
    with pytest.raises(ValidationError, match="in review"):
        pulse_open(cycle=cast.cycle, by=cast.integrator, closes_on=CLOSES_ON)
    clock.move_to(OPENED)
    move_to(cast.cycle, "reviewing")
    Review.objects.create(
        cycle=cast.cycle, starts_at=OPENED, answers_until=ENDS_ON, opened_by=cast.integrator
    )

    pulses_keep_time(OPENED + DAY - HOUR)
    assert not Pulse.objects.exists()
    clock.move_to(OPENED + DAY)
    pulses_keep_time(OPENED + DAY)
    pulses_keep_time(OPENED + DAY)

    pulse = Pulse.objects.get()
    assert (pulse.opened_by, pulse.closes_at.astimezone(ISTANBUL)) == (
        None,
        datetime(2026, 7, 10, 18, 0, tzinfo=ISTANBUL),
    )
    assert pulse.invitations.count() == 5


def test_reminders_go_to_those_alone_who_have_not_answered(cast: Cast, clock: Any) -> None:
    """N5: one mail and three reminders, the last one 24 hours before the end; answered: none."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member)
    rest = pks(*(person for person in members(cast) if person != cast.member))
    for hours in range(0, 11 * 24, 4):
        clock.move_to(OPENED + hours * HOUR)
        outbox.sweep(OPENED + hours * HOUR)

    mails = Occasion.objects.filter(kind="reviews.pulse")
    assert pulse.reminders() == [OPENED + 3 * DAY, OPENED + 6 * DAY, CLOSED - DAY]
    assert sorted(mails.values_list("person", flat=True)) == sorted(rest * 4)


@pytest.mark.parametrize(("days", "count"), [(1, 0), (2, 0), (4, 3), (5, 3), (30, 3)])
def test_short_pulse_reminds_nobody(days: int, count: int) -> None:
    """N5: none up to three days."""
    pulse = Pulse(opens_at=OPENED, closes_at=OPENED + days * DAY)

    moments = pulse.reminders()

    assert len(moments) == count
    assert moments == sorted(set(moments))
    assert not moments or moments[-1] == pulse.closes_at - DAY


def test_end_counts_once_deletes_and_thanks_everybody(cast: Cast, clock: Any) -> None:
    """N3, N5: published once; then neither an answer nor who has answered is there any more."""
    pulse = opened(cast, clock)
    for person in members(cast):
        answer(pulse, person)
    assert pulse_close(pulse=pulse) is None
    clock.move_to(CLOSED)

    pulses_keep_time(CLOSED)
    pulses_keep_time(CLOSED)

    result = PulseResult.objects.get()
    assert (result.invited, result.answered) == (5, 5)
    assert not PulseAnswer.objects.exists()
    assert not PulseInvitation.objects.exists()
    assert asked(ANSWER, CLOSED) == []
    assert asked(THERE, CLOSED) == pks(*members(cast))
    assert asked(THERE, CLOSED + 3 * DAY) == []


def test_empty_follow_up_reminds_the_sponsor_after_14_days(cast: Cast, clock: Any) -> None:
    """N8: with owner and date; a pulse that shows nothing reminds nobody."""
    pulse = opened(cast, clock)
    result = PulseResult.objects.create(pulse=pulse, invited=5, answered=5, figures={"total": None})
    later = result.at + 14 * DAY
    assert asked(FOLLOW_UP, later) == []
    PulseResult.objects.update(figures={"total": {"answers": 5}})

    assert asked(FOLLOW_UP, later - HOUR) == []
    assert asked(FOLLOW_UP, later) == [cast.sponsor.pk]
    pulse_follow_up_save(
        pulse=pulse,
        by=cast.sponsor,
        text="A van a week",
        owner=cast.home_leader,
        due_on=date(2026, 8, 1),
    )
    assert asked(FOLLOW_UP, later) == []


def test_link_answers_without_an_account_and_by_post_alone(
    stage: Cast, clock: Any, client: Client
) -> None:
    """N9, N2, W16: the promise stands before the first question; no draft stays in the browser."""
    with tenant(stage.organisation):
        url = answer_url(opened(stage, clock), stage.member)

    page = client.get(url).content.decode()
    client.head(url)
    wrong = client.post(url, form(fun=""))

    assert page.index("no name is stored with an answer") < page.index('type="radio"')
    assert "at least 5 answers" in page
    assert "Comments need 10 answers" in page
    assert "data-draft" not in page
    assert "data-person" not in page
    assert (wrong.status_code, wrong.content.decode().count("Tap the number that fits best")) == (
        422,
        1,
    )
    assert wrong.content.decode().count(" checked") == 10
    with tenant(stage.organisation):
        assert not PulseAnswer.objects.exists()
    sent = client.post(url, form())
    assert (sent.status_code, sent["Location"]) == (302, url)
    assert "Thank you, your answer is in" in client.get(url).content.decode()


def test_link_takes_one_answer_and_ends_with_the_pulse(
    stage: Cast, clock: Any, client: Client
) -> None:
    """N9, N2: a second answer says that it is not possible; of nobody asked there is no link."""
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        url, outside = (answer_url(pulse, who) for who in (stage.member, stage.reader))
    client.post(url, form())

    second = client.post(url, form("1"))
    other = client.get(outside)
    clock.move_to(CLOSED)
    late = client.get(url), client.post(url, form())
    with tenant(stage.organisation):
        pulse_close(pulse=pulse)
        assert not PulseInvitation.objects.exists()
    over = client.get(url), client.post(url, form())

    assert second.status_code == 409
    assert "a second answer is not possible" in second.content.decode()
    assert [other.status_code, *(answer.status_code for answer in over)] == [410, 410, 410]
    assert [answer.status_code for answer in late] == [200, 409]
    assert "closed" in late[0].content.decode()
    assert client.get(url[:-2] + "/").status_code == 404
    for page in (other, *over):
        assert "This pulse is closed" in page.content.decode()
        assert stage.theme.name not in page.content.decode()
    with tenant(stage.organisation):
        assert PulseResult.objects.get().answered == 1


def test_integration_team_opens_the_pulse_on_screen(stage: Cast, clock: Any, sign_in: Any) -> None:
    """N3, N5: with other numbers; a wrong one is said and changes nothing."""
    clock.move_to(OPENED)
    with tenant(stage.organisation):
        move_to(stage.cycle, "reviewing")
    browser = sign_in(stage.integrator)
    path = stage.path(f"cycles/{stage.cycle.pk}/pulse/")
    given = {"closes_on": "2026-07-09", "threshold": "4", "comment_threshold": "10"}

    assert f"{path}open/" in browser.get(path).content.decode()
    assert browser.post(f"{path}open/", given | {"threshold": "2"}).status_code == 422
    assert browser.post(f"{path}open/", given)["Location"] == path
    assert "Open until" in browser.get(path).content.decode()
    with tenant(stage.organisation):
        assert Pulse.objects.get().threshold == 4


def test_pulse_waits_on_my_work_and_is_far_from_going_on(
    stage: Cast, clock: Any, sign_in: Any
) -> None:
    """N1, T2: two surveys that never mix; My work leads to the same page as the mail."""
    with tenant(stage.organisation):
        opened(stage, clock)

    page = sign_in(stage.member).get(stage.path()).content.decode()

    assert "How was it for you? Anonymous, three minutes" in page
    assert "/a/pulse/" in page
