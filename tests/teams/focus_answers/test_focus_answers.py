"""Once a month the leaders in the teams are asked what questions the focus."""

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import tenant
from nudges.mail import outbox
from nudges.models import Occasion
from nudges.registry import waiting_for
from teams.focus_answers.actions import focus_answer, focus_pass
from teams.focus_answers.nudges import question_focus
from teams.models import FocusAnswer, Membership
from tests.cast import ISTANBUL, Cast, Rival, join
from themes.models import Cycle
from themes.theme.actions import role_give


def asked(person: Any = None) -> list[Any]:
    return list(question_focus(timezone.now(), person))


def answers_page(cast: Cast, client: Any) -> Any:
    return client.get(cast.path(f"themes/{cast.theme.pk}/focus/answers/"))


def test_leaders_in_teams_are_asked_once_a_month(cast: Cast) -> None:
    """B5: a director in a team, nobody else; open all month long, and never late."""
    rows = asked()

    assert [(row.person_id, row.title) for row in rows] == [
        (cast.leader_member.pk, "What have we learned that questions our focus?")
    ]
    assert rows[0].opens_at == datetime(2026, 5, 1, tzinfo=ISTANBUL)
    assert rows[0].due_at == datetime(2026, 5, 31, 23, 59, tzinfo=ISTANBUL)
    assert rows[0].context == ["Quieter kitchens", "asked once a month, May 2026"]


@pytest.mark.parametrize("done", [focus_answer, focus_pass])
def test_answer_or_pass_ends_the_question_for_this_month(cast: Cast, done: Any) -> None:
    """B5, T2: what is done asks no more; next month it comes back."""
    said = {"text": "Dealers ask for it."} if done is focus_answer else {}

    done(theme=cast.theme, by=cast.leader_member, **said)

    assert asked() == []
    with time_machine.travel(datetime(2026, 6, 1, 10, 0, tzinfo=ISTANBUL), tick=False):
        assert len(asked()) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: Cycle.objects.update(phase=Cycle.Phase.REVIEWING),
        lambda cast: Cycle.objects.update(starts_on=date(2026, 5, 4)),
        lambda cast: Membership.objects.update(left_on=date(2026, 5, 18)),
        lambda cast: Membership.objects.update(joined_on=date(2026, 5, 4)),
    ],
    ids=["in review", "cycle began this month", "left", "joined this month"],
)
def test_who_has_nothing_to_tell_yet_is_not_asked(cast: Cast, change: Any) -> None:
    """B5: in the first month there is nothing learned yet; after the cycle nothing is asked."""
    change(cast)

    assert asked() == []


def test_not_answering_is_not_held_against_anybody(cast: Cast) -> None:
    """B5: one mail when the month begins, no reminder, no "late", and nothing after the month."""
    for month, day in ((5, 1), (5, 31), (6, 1)):
        with time_machine.travel(datetime(2026, month, day, 23, tzinfo=ISTANBUL), tick=False):
            outbox.sweep(timezone.now())
            late = [row for row in waiting_for(cast.leader_member) if row.late]
            assert [row for row in late if row.nudge.kind == "teams.question_focus"] == []

    told = Occasion.objects.filter(kind="teams.question_focus")
    assert [occasion.dedupe_key.rsplit("|", 2)[1:] for occasion in told] == [
        ["2026-05-31", "open"],
        ["2026-06-30", "open"],
    ]


def test_answer_is_worded_anew_within_the_month(cast: Cast) -> None:
    focus_answer(theme=cast.theme, by=cast.leader_member, text="One")
    focus_answer(theme=cast.theme, by=cast.leader_member, text=" Two ")
    focus_pass(theme=cast.theme, by=cast.leader_member)

    assert FocusAnswer.objects.get().text == "Two"


def test_empty_answer_is_refused_with_a_way_out(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Write a line, or pass this month over"):
        focus_answer(theme=cast.theme, by=cast.leader_member, text="  ")

    assert not FocusAnswer.objects.exists()


def test_database_keeps_one_answer_a_month(cast: Cast) -> None:
    """B5: by the first day of the month, once for each leader and theme."""
    told = {"theme": cast.theme, "person": cast.leader_member}
    FocusAnswer.objects.create(**told, month=date(2026, 5, 1))

    for month, name in ((date(2026, 5, 1), "once_a_month"), (date(2026, 5, 2), "month")):
        with pytest.raises(IntegrityError, match=f"focusanswer_{name}"), transaction.atomic():
            FocusAnswer.objects.create(**told, month=month)


def test_question_asks_once_for_everybody(cast: Cast, django_assert_num_queries: Any) -> None:
    for person in (cast.home_leader, cast.sponsor):
        join(cast, person, cast.other_team, "2")

    with django_assert_num_queries(1):
        assert len(asked()) == 3


def test_my_work_leads_a_leader_to_the_answer(stage: Cast, sign_in: Any) -> None:
    """B5: a line, or one tap that passes the month over."""
    client = sign_in(stage.leader_member)
    base = stage.path(f"themes/{stage.theme.pk}/focus/answers/")

    work = client.get(stage.path()).content.decode()
    response = client.post(f"{base}give/", {"text": "Dealers ask for the call centre."})

    assert f'href="{base}"' in work
    assert f'action="{base}pass/"' in work
    assert response.headers["Location"] == base
    assert base not in client.get(stage.path()).content.decode()


def test_passing_over_is_one_tap_and_nobody_sees_it(stage: Cast, sign_in: Any) -> None:
    """B5: skipping a month is as good as an answer."""
    client = sign_in(stage.leader_member)

    response = client.post(stage.path(f"themes/{stage.theme.pk}/focus/answers/pass/"))

    assert response.headers["Location"] == stage.path()
    page = answers_page(stage, sign_in(stage.sponsor))
    assert page.context["answers"] == []
    assert "Jurgen Weiss" not in page.content.decode()


def test_empty_answer_on_the_page_keeps_the_form(stage: Cast, sign_in: Any) -> None:
    response = sign_in(stage.leader_member).post(
        stage.path(f"themes/{stage.theme.pk}/focus/answers/give/"), {"text": " "}
    )

    assert response.status_code == 422
    assert "Write a line, or pass this month over." in response.content.decode()


def test_answers_are_listed_by_month_for_sponsors_and_answerers(stage: Cast, sign_in: Any) -> None:
    """B5: for each sponsor, and for the leaders who are asked; the newest month first."""
    with tenant(stage.organisation):
        role_give(theme=stage.theme, person=stage.coach, kind="sponsor", by=stage.sponsor)
        for month, text in ((4, "Earlier."), (5, "Dealers ask for the call centre.")):
            FocusAnswer.objects.create(
                theme=stage.theme, person=stage.leader_member, month=date(2026, month, 1), text=text
            )

    for person in (stage.sponsor, stage.coach, stage.leader_member):
        page = answers_page(stage, sign_in(person))
        html = page.content.decode()
        assert [answer.text for answer in page.context["answers"]] == [
            "Dealers ask for the call centre.",
            "Earlier.",
        ]
        assert html.index("May 2026") < html.index("April 2026")


def test_others_neither_read_nor_answer(stage: Cast, rival: Rival, sign_in: Any) -> None:
    """B5: a member who leads nobody is not asked and does not read; who can is said."""
    base = f"themes/{stage.theme.pk}/focus/answers/"
    client = sign_in(stage.member)

    read, given = (
        client.get(stage.path(base)),
        client.post(stage.path(f"{base}give/"), {"text": "I"}),
    )
    sponsor = sign_in(stage.sponsor).post(stage.path(f"{base}give/"), {"text": "I"})

    assert [read.status_code, given.status_code, sponsor.status_code] == [403, 403, 403]
    assert "The theme&#x27;s sponsors and the leaders in its teams" in read.content.decode()
    assert sign_in(rival.outsider).get(stage.path(base)).status_code == 404


def test_theme_page_leads_those_who_may_to_the_answers(stage: Cast, sign_in: Any) -> None:
    """B5: from the theme's page; for others there is no link."""
    path, theme = f"themes/{stage.theme.pk}/focus/answers/", stage.path(f"themes/{stage.theme.pk}/")

    seen = [path in sign_in(p).get(theme).content.decode() for p in (stage.sponsor, stage.member)]

    assert seen == [True, False]


def test_list_asks_as_much_for_1_as_for_3(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.sponsor)
    counts = []
    for months in ((3,), (4, 5)):
        with tenant(stage.organisation):
            for month in months:
                FocusAnswer.objects.create(
                    theme=stage.theme,
                    person=stage.leader_member,
                    month=date(2026, month, 1),
                    text="Said.",
                )
        answers_page(stage, client)
        with CaptureQueriesContext(connection) as told:
            answers_page(stage, client)
        counts.append(len(told))

    assert counts[0] == counts[1]
