"""Each person says how they are reminded; one click in a mail stops mails like it."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from nudges.models import Message, Occasion, Pace, Preference, QuietHours, Rhythm
from nudges.preferences.actions import reminders_save
from nudges.registry import nudges
from nudges.tasks import hand_over, look_after
from orgs.models import AuditEvent, Person
from orgs.organisation_settings.actions import setting_save
from tests.cast import ISTANBUL, Cast
from tests.nudges.conftest import MORNING, Plants, in_days
from tests.sink import Sink


def wish(stage: Cast, person: Person, **wishes: Any) -> None:
    with tenant(stage.organisation):
        reminders_save(
            person=person,
            morning=wishes.get("morning", time(8)),
            paused_until=wishes.get("paused_until"),
            paces=wishes.get("paces", {}),
        )


def planned(stage: Cast) -> dict[str, datetime]:
    """What is told when."""
    look_after(stage.organisation.pk)
    with tenant(stage.organisation):
        return dict(Occasion.objects.values_list("about", "message__due_at"))


def stop_link(mail: Any) -> str:
    (url,) = re.findall(r"<(http\S+)>", mail["List-Unsubscribe"])
    return urlsplit(url).path


@pytest.mark.parametrize(
    ("pace", "due"),
    [
        (Pace.AT_ONCE, datetime(2026, 5, 20, 12, 0, tzinfo=ISTANBUL)),
        (Pace.MORNING, MORNING),
        (Pace.MONDAY, datetime(2026, 5, 26, 8, 0, tzinfo=ISTANBUL)),  # 25 May is a holiday
        (Pace.MY_WORK, None),
    ],
)
def test_each_kind_comes_at_the_pace_somebody_chose(
    stage: Cast, kinds: Callable[..., Plants], pace: str, due: datetime | None
) -> None:
    """T3: rhythm per kind; what was planned before is planned anew."""
    kinds("plants.water").ask(stage.member, 1, in_days(3))
    assert planned(stage) == {"plants.plant:1": MORNING}

    wish(stage, stage.member, paces={"plants.water": pace})

    assert planned(stage) == ({"plants.plant:1": due} if due else {})
    with tenant(stage.organisation):
        assert Message.objects.count() == (1 if due else 0)
        assert Preference.objects.count() == (0 if pace == Pace.MORNING else 1)


def test_pause_and_own_hour(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T3: in a pause nothing comes, urgent things neither; then all of it in one mail."""
    water, burning = kinds("plants.water"), kinds("plants.burning", urgent=True)
    wish(stage, stage.member, morning=time(9, 30), paused_until=date(2026, 6, 2))
    water.ask(stage.member, 1, in_days(3))
    burning.ask(stage.member, 2, in_days(30))
    back = datetime(2026, 6, 2, 9, 30, tzinfo=ISTANBUL)
    for moment in (
        MORNING,
        MORNING + timedelta(days=5),
        back - timedelta(hours=2, minutes=31),
        back,
    ):
        clock.move_to(moment)
        look_after(stage.organisation.pk)
        hand_over()
        if moment < back - timedelta(hours=2):
            assert sink.mails == []

    assert [mail["Subject"] for mail in sink.mails] == ["Plant 2 is dry", "Plant 1 is dry"]


def test_one_click_stops_mails_of_a_kind(
    stage: Cast,
    kinds: Callable[..., Plants],
    sink: Sink,
    client: Client,
    clock: time_machine.Traveller,
) -> None:
    """T6: RFC 8058; a scanner that opens the link changes nothing, a post without a cookie acts."""
    water = kinds("plants.water", urgent=True, name="Watering")
    water.ask(stage.member, 1, in_days(3))
    look_after(stage.organisation.pk)
    hand_over()
    (mail,) = sink.mails
    link = stop_link(mail)

    page = client.get(link)
    with tenant(stage.organisation):
        assert not Preference.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(link, {"List-Unsubscribe": "One-Click"})

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = (part.get_content() for part in mail.iter_parts())
    assert link in text.replace("=\n", "")
    assert link in html
    assert "Stop these mails" in page.text
    assert "Watering" in page.text
    assert (answer.status_code, "These mails have stopped" in answer.text) == (200, True)
    with tenant(stage.organisation):
        row = Preference.objects.get()
    assert (row.person_id, row.kind, row.pace) == (stage.member.pk, "plants.water", Pace.MY_WORK)
    water.ask(stage.member, 2, in_days(4))
    look_after(stage.organisation.pk)
    hand_over()
    assert len(sink.mails) == 1


def test_one_click_stops_the_morning_mail(
    stage: Cast,
    kinds: Callable[..., Plants],
    sink: Sink,
    client: Client,
    clock: time_machine.Traveller,
) -> None:
    """T6: all kinds that come gathered, but neither what is urgent nor what asks for one's yes."""
    for kind in ("plants.water", "plants.prune"):
        kinds(kind).ask(stage.member, 1, in_days(3))
    kinds("plants.sow")
    kinds("plants.burning", urgent=True)
    kinds("plants.adopt", must_ask=True)
    look_after(stage.organisation.pk)
    clock.move_to(MORNING)
    hand_over()

    (mail,) = sink.mails
    client.post(stop_link(mail))

    with tenant(stage.organisation):
        stopped = set(Preference.objects.values_list("person", "kind", "pace"))
    assert stopped == {
        (stage.member.pk, f"plants.{kind}", Pace.MY_WORK) for kind in ("water", "prune", "sow")
    }


def test_what_asks_for_ones_own_yes_always_comes(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, sign_in: Any
) -> None:
    """T3: nothing in the mail to stop it, no such answer on the page."""
    kinds("teams.adopt", must_ask=True, urgent=True).ask(stage.member, 1, in_days(3))
    look_after(stage.organisation.pk)
    hand_over()

    answer = sign_in(stage.member).post(
        stage.path("reminders/"), {"morning": "08:00", "teams.adopt": "my_work"}
    )

    (mail,) = sink.mails
    assert mail["List-Unsubscribe"] is None
    assert "No mails of this kind" not in str(mail)
    assert (answer.status_code, "teams.adopt" in answer.context["form"].errors) == (422, True)


def test_page_says_and_keeps_how_i_am_reminded(stage: Cast, sign_in: Any) -> None:
    """T3: every kind there is, the hour, and a pause; from My work, the menu and each mail."""
    browser, path = sign_in(stage.member), stage.path("reminders/")
    page = browser.get(path)
    form = page.context["form"]
    usual = {name: form[name].initial for name in form.fields if "." in name}

    saved = browser.post(
        path,
        {
            **usual,
            "morning": "07:30",
            "paused_until": "2026-06-01",
            "okrs.to_do": "monday",
        },
    )
    refused = browser.post(path, {**usual, "morning": "07:30", "paused_until": "2099-01-01"})
    early = browser.post(path, {**usual, "morning": "06:00"})

    # Invitations and changes of an address come at any hour, and nobody does without them.
    assert len(usual) == len([nudge for nudge in nudges if not nudge.any_hour])
    assert 'value="at_once" selected' in page.text
    assert browser.get(stage.path()).text.count(f'href="{path}"') == 2
    assert (saved.status_code, refused.status_code, early.status_code) == (302, 422, 422)
    assert "It is quiet here from 20:00 until 07:00. Choose another hour." in early.text
    assert 'value="06:00"' in early.text
    assert "Choose a day within a year." in refused.text
    with tenant(stage.organisation):
        rhythm = Rhythm.objects.get(person=stage.member)
        assert (rhythm.morning, rhythm.paused_until) == (time(7, 30), date(2026, 6, 1))
        assert list(Preference.objects.values_list("kind", "pace")) == [("okrs.to_do", "monday")]


def test_quiet_hours_are_the_organisation_s_own(
    stage: Cast, kinds: Callable[..., Plants], sign_in: Any, clock: time_machine.Traveller
) -> None:
    """T3: an administrator sets them, the record says so, and urgent mails wait for their end."""
    browser, path = sign_in(stage.administrator), stage.path("settings/reminders/")
    browser.post(path, {"quiet_from": "12:00", "quiet_until": "13:00"})
    kinds("plants.burning", urgent=True).ask(stage.member, 1, in_days(3))

    assert planned(stage) == {"plants.plant:1": timezone.now() + timedelta(hours=1)}
    with tenant(stage.organisation):
        event = AuditEvent.objects.get(verb="quiet_hours.edit")
        assert (event.before, event.after) == ({"quiet": "20:00–07:00"}, {"quiet": "12:00–13:00"})
        setting_save(QuietHours, quiet_from=time(12), quiet_until=time(13), by=stage.administrator)
        assert AuditEvent.objects.filter(verb="quiet_hours.edit").count() == 1
        assert str(QuietHours.current()) == "12:00–13:00"
    assert browser.post(path, {"quiet_from": "late", "quiet_until": "13:00"}).status_code == 422


def test_mails_about_one_row_stand_together(
    stage: Cast, kinds: Callable[..., Plants], sink: Sink, clock: time_machine.Traveller
) -> None:
    """T6: the reminder is in the thread of the request; a preheader says more than the subject."""
    water = kinds("plants.water", urgent=True)
    due = water.ask(stage.member, 1, in_days(1))
    water.ask(stage.representative, 1, in_days(1))
    for _times in range(2):
        look_after(stage.organisation.pk)
        hand_over()
        clock.shift(timedelta(days=2))

    first, again = sink.to(stage.member.email)
    (other, _late) = sink.to(stage.representative.email)
    assert first["References"] == first["In-Reply-To"] == again["References"]
    assert other["References"] != first["References"]
    assert first["Message-ID"] != again["Message-ID"]
    assert due.title == first["Subject"] == again["Subject"]
