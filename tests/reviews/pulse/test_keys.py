"""The key of a pulse from its making to its end, and what a lost one costs."""

import os
import stat
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from core.tenancy import tenant
from nudges.registry import open_rows
from orgs.models import AuditEvent
from reviews.models import Pulse, PulseAnswer, PulseInvitation, PulseResult, Review
from reviews.pulse import keys as pulse_keys
from reviews.pulse.actions import pulse_close, pulse_open
from reviews.pulse.keys import KeyLostError
from reviews.pulse.nudges import PULSE_NUDGES, answer_url
from reviews.pulse.timed_actions import pulses_keep_time, unused_keys_go
from teams.models import Team
from tests.cast import Cast
from tests.reviews.pulse.pulses import (
    CLOSED,
    CLOSES_ON,
    OPENED,
    SECRET,
    answer,
    crowd,
    members,
    opened,
)
from tests.teams.calling import move_to
from themes.models import Cycle

ANSWER, LOST, _THERE, _FOLLOW_UP = PULSE_NUDGES
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Commits = Callable[..., Any]


def keep_time(now: datetime) -> None:
    """What a tick does about pulses."""
    unused_keys_go(now)
    pulses_keep_time(now)


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def made_at(file: Path, moment: datetime) -> None:
    os.utime(file, (moment.timestamp(), moment.timestamp()))


def commit(callbacks: Commits, deed: Callable[[], object]) -> None:
    """Do it, and what follows its commit."""
    with callbacks(execute=True):
        deed()


def test_key_is_a_file_of_the_server_alone(cast: Cast, clock: Any, keys_folder: Path) -> None:
    """W4: 256 random bits in a file that nobody else can read, and nothing of it in the row."""
    pulse = opened(cast, clock)

    [file] = kept(keys_folder)
    assert file.name == f"{cast.organisation.pk}-{pulse.key_name}.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (len(pulse.key), pulse.key) == (32, file.read_bytes())
    assert pulse.key != bytes(32)


def test_key_is_destroyed_when_the_end_is_committed(
    cast: Cast, clock: Any, keys_folder: Path, django_capture_on_commit_callbacks: Commits
) -> None:
    """W4: not before, because what is not committed must be read once more; then for good."""
    pulse = opened(cast, clock)
    for person in members(cast):
        answer(pulse, person, keep=SECRET)
    sealed, [file] = PulseAnswer.objects.values_list("sealed", flat=True)[0], kept(keys_folder)
    inode = os.open(file, os.O_RDONLY)
    key = pulse.key
    clock.move_to(CLOSED)

    with django_capture_on_commit_callbacks() as committed:
        pulse_close(pulse=pulse)
    assert kept(keys_folder) == [file]
    assert [callback() for callback in committed] == [None]

    assert kept(keys_folder) == []
    assert os.pread(inode, 32, 0) != key
    os.close(inode)
    pulse.refresh_from_db()
    assert pulse.key_name is None
    with pytest.raises(KeyLostError):
        _ = pulse.key
    with pytest.raises(KeyLostError):
        pulse_keys.read(cast.organisation.pk, None)
    assert sealed.startswith("gAAAAA")


@pytest.mark.parametrize("step", ["key", "pulse", "invitations"])
def test_crash_while_it_opens_leaves_no_pulse_and_its_key_is_cleared(
    cast: Cast, clock: Any, keys_folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """W4: a pulse is never open without a key; a key without a pulse is deleted an hour later."""
    where = {
        "key": "reviews.pulse.actions.Pulse.objects.create",
        "pulse": "reviews.pulse.actions.PulseInvitation.objects.bulk_create",
        "invitations": "reviews.pulse.actions.audit.record",
    }

    def dies(*args: Any, **kwargs: Any) -> None:
        raise MemoryError(step)

    with monkeypatch.context() as patched:
        patched.setattr(where[step], dies)
        with pytest.raises(MemoryError):
            opened(cast, clock)

    assert not Pulse.objects.exists()
    [orphan] = kept(keys_folder)
    made_at(orphan, OPENED)
    keep_time(OPENED + HOUR)
    assert kept(keys_folder) == [orphan]
    keep_time(OPENED + HOUR + MINUTE)
    assert kept(keys_folder) == []


def test_crash_after_the_end_is_healed_by_the_next_tick(
    cast: Cast, clock: Any, keys_folder: Path
) -> None:
    """W4: the worker died after the commit and before it deleted the key."""
    pulse = opened(cast, clock)
    clock.move_to(CLOSED)
    pulse_close(pulse=pulse)  # what follows the commit is not run
    [left] = kept(keys_folder)
    made_at(left, OPENED)

    keep_time(CLOSED + MINUTE)

    assert kept(keys_folder) == []
    assert PulseResult.objects.get().pulse == pulse


def test_crash_while_it_closes_changes_nothing(
    cast: Cast, clock: Any, keys_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W4: the next tick counts the same answers with the same key."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member)
    clock.move_to(CLOSED)

    def dies(*args: Any, **kwargs: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr("reviews.pulse.actions.empty", dies)
        with pytest.raises(MemoryError):
            keep_time(CLOSED)
    assert not PulseResult.objects.exists()
    assert len(kept(keys_folder)) == 1

    keep_time(CLOSED)

    assert PulseResult.objects.get().answered == 1


def test_keys_in_use_and_of_others_are_left_alone(
    cast: Cast, clock: Any, keys_folder: Path
) -> None:
    """W4: an open pulse's key stays, so does another organisation's, and a stray file."""
    opened(cast, clock)
    other = f"{cast.organisation.pk}1-{uuid4()}.key"
    for name in (other, f"{cast.organisation.pk}-notes.key", "README"):
        (keys_folder / name).write_text("Not ours.")
    for file in kept(keys_folder):
        made_at(file, OPENED - 9 * DAY)
    before = kept(keys_folder)

    keep_time(OPENED + DAY)

    assert kept(keys_folder) == before


def test_folder_that_is_away_is_said_and_nothing_opens(
    cast: Cast, clock: Any, keys_folder: Path
) -> None:
    """W4: the integration team gets a sentence, and the tick goes on until the folder is back."""
    away = keys_folder.rename(keys_folder.with_name("away"))

    with pytest.raises(ValidationError, match="Ask whoever runs the server"):
        opened(cast, clock)

    assert "is not there" in pulse_keys.problem()
    Review.objects.filter(cycle=cast.cycle).update(opened_at=OPENED)
    keep_time(OPENED + DAY)
    assert not Pulse.objects.exists()
    away.rename(keys_folder)
    keep_time(OPENED + DAY)
    assert Pulse.objects.get().invitations.count() == 5


def test_folder_that_is_not_named_is_said(db: None, settings: Any) -> None:
    """W4: `check --deploy` says it in a sentence, and the process is not ready."""
    settings.KEYS_FOLDER = ""

    [error] = pulse_keys.check_folder(None)

    assert "SUNHAND_KEYS_FOLDER is not set" in error.msg
    assert Client().get("/readyz").json()["keys"] is False


LOSSES: dict[str, Callable[[Path], object]] = {
    "the file is gone": lambda file: file.unlink(),
    "half of it was restored": lambda file: file.write_bytes(file.read_bytes()[:16]),
    "another one lies there": lambda file: file.write_bytes(bytes(32)),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_lost_key_costs_its_pulse_alone_and_it_is_asked_anew(
    cast: Cast,
    clock: Any,
    keys_folder: Path,
    django_capture_on_commit_callbacks: Commits,
    loss: str,
) -> None:
    """W4: seen at the next tick by those who can ask again; the new one is answered and counted."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member, keep=SECRET)
    LOSSES[loss](kept(keys_folder)[0])
    with pytest.raises(ValidationError, match="Yours was not kept"):
        answer(pulse, cast.other_member)

    keep_time(OPENED + MINUTE)
    keep_time(OPENED + 2 * MINUTE)

    assert Pulse.objects.get().lost_at == OPENED + MINUTE
    told = {due.person_id for due in open_rows(LOST, OPENED + HOUR)}
    assert told == {cast.integrator.pk, cast.administrator.pk}
    assert open_rows(ANSWER, OPENED + HOUR) == []
    with pytest.raises(ValidationError, match="closed"):
        answer(pulse, cast.other_member)

    commit(
        django_capture_on_commit_callbacks,
        lambda: pulse_open(cycle=cast.cycle, by=cast.integrator, closes_on=CLOSES_ON),
    )
    anew = Pulse.objects.get()
    answer(anew, cast.member)
    answer(anew, cast.other_member)
    clock.move_to(CLOSED)
    keep_time(CLOSED)

    assert anew.pk != pulse.pk
    assert PulseResult.objects.get().answered == 2
    assert open_rows(LOST, CLOSED) == []


def test_lost_pulse_ends_after_a_day_and_its_lists_are_deleted(
    cast: Cast, clock: Any, keys_folder: Path
) -> None:
    """W4: nobody can read them; the tick goes on, also after its end, and says it once."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member)
    kept(keys_folder)[0].unlink()

    for hours in (1, 2, 24, 25, 26, 300):
        keep_time(OPENED + hours * HOUR)
        assert PulseAnswer.objects.exists() is (hours < 25)

    assert not PulseInvitation.objects.exists()
    assert not PulseResult.objects.exists()
    assert list(AuditEvent.objects.filter(verb="pulse.lose").values_list("about")) == [
        (f"reviews.pulse:{pulse.pk}",)
    ]


def test_key_that_comes_back_in_a_day_lets_the_pulse_go_on(
    cast: Cast, clock: Any, keys_folder: Path
) -> None:
    """W4: a folder that was not mounted costs nothing, however long it is away as a whole."""
    pulse = opened(cast, clock)
    answer(pulse, cast.member)
    away = keys_folder.rename(keys_folder.with_name("away"))
    for hours in (1, 30, 50):
        keep_time(OPENED + hours * HOUR)
    assert Pulse.objects.get().lost_at == OPENED + HOUR

    away.rename(keys_folder)
    keep_time(OPENED + 51 * HOUR)
    answer(pulse, cast.other_member)
    clock.move_to(CLOSED)
    keep_time(CLOSED)

    assert PulseResult.objects.get().answered == 2


def test_lost_pulse_keeps_no_cycle_from_its_end(cast: Cast, clock: Any, keys_folder: Path) -> None:
    """W4: closing the cycle asks nothing about it; nobody is asked about it any more."""
    opened(cast, clock)
    kept(keys_folder)[0].unlink()
    keep_time(OPENED + MINUTE)

    move_to(cast.cycle, "closed")
    keep_time(OPENED + 2 * DAY)

    assert Cycle.objects.get(pk=cast.cycle.pk).phase == Cycle.Phase.CLOSED
    assert open_rows(LOST, OPENED + 2 * DAY) == []
    assert not PulseAnswer.objects.exists()


def test_pulse_from_before_keys_is_lost_and_can_be_asked_anew(cast: Cast, clock: Any) -> None:
    """W4: one that was open when this came was sealed in another way: its lists are deleted."""
    old = opened(cast, clock)
    PulseAnswer.objects.create(pulse=old, sealed="gAAAAA")
    Pulse.objects.update(key_name=None)
    PulseInvitation.objects.update(token_hash="")

    keep_time(OPENED + MINUTE)

    assert Pulse.objects.get().lost_at == OPENED + MINUTE
    assert not PulseAnswer.objects.exists()
    assert not PulseInvitation.objects.exists()
    assert opened(cast, clock).invitations.count() == 5


def test_lost_pulse_is_seen_by_those_who_can_do_something(
    stage: Cast, clock: Any, sign_in: Any, client: Client, keys_folder: Path
) -> None:
    """W4: integration team and administrators; members read it too, others nothing."""
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        answer(pulse, stage.member, keep=SECRET)
        url = answer_url(pulse, stage.other_member)
        path = stage.path(f"cycles/{stage.cycle.pk}/pulse/")
    hidden = sign_in(stage.administrator).get(path).status_code
    kept(keys_folder)[0].unlink()
    broken = sign_in(stage.other_member).get(path).content.decode()
    with tenant(stage.organisation):
        keep_time(OPENED + MINUTE)

    seen = {
        name: sign_in(getattr(stage, name)).get(path)
        for name in ("integrator", "administrator", "member", "home_leader")
    }
    by_link = Client().get(url).content.decode()

    assert hidden == 403
    assert "/a/pulse/" not in broken
    assert {name: page.status_code for name, page in seen.items()} == {
        "integrator": 200,
        "administrator": 200,
        "member": 200,
        "home_leader": 403,
    }
    again = {name: "Ask again" in page.content.decode() for name, page in seen.items()}
    assert [name for name in again if again[name]] == ["integrator"]
    for name in ("integrator", "administrator", "member"):
        assert "its key is lost" in seen[name].content.decode()
        assert SECRET not in seen[name].content.decode()
    assert "cannot be answered now" in by_link
    asked = {"closes_on": "2026-07-09", "threshold": "5", "comment_threshold": "10"}
    assert sign_in(stage.integrator).post(f"{path}open/", asked)["Location"] == path
    assert sign_in(stage.administrator).get(path).status_code == 403


def test_answer_that_cannot_be_sealed_is_said_beside_the_form(
    stage: Cast, clock: Any, client: Client, keys_folder: Path
) -> None:
    """W4: between the loss and the next tick: what was tapped is still there, nothing is kept."""
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        url = answer_url(pulse, stage.member)
    kept(keys_folder)[0].unlink()
    given = {item.rsplit(".")[0]: "4" for item in pulse.items} | {"keep": SECRET, "change": ""}

    page = client.post(url, given)

    assert page.status_code == 422
    assert "its key cannot be read. Yours was not kept" in page.content.decode()
    assert page.content.decode().count(" checked") == 11
    assert SECRET in page.content.decode()
    with tenant(stage.organisation):
        assert not PulseAnswer.objects.exists()


def test_lost_pulse_is_asked_anew_through_the_screens(
    stage: Cast, clock: Any, sign_in: Any, client: Client, keys_folder: Path
) -> None:
    """W4: the administrator's day says it, the integration team asks again, members answer anew.

    A pulse whose key is there goes on meanwhile.
    """
    with tenant(stage.organisation):
        other = other_pulse(stage, clock)
        pulse = opened(stage, clock)
        old_link = answer_url(pulse, stage.member)
    form = {item.rsplit(".")[0]: "4" for item in pulse.items} | {"keep": SECRET, "change": ""}
    assert client.post(old_link, form).status_code == 302
    next(keys_folder.glob(f"*{pulse.key_name}*")).unlink()
    clock.move_to(OPENED + MINUTE)
    with tenant(stage.organisation):
        keep_time(OPENED + MINUTE)
    path = stage.path(f"cycles/{stage.cycle.pk}/pulse/")

    day = sign_in(stage.administrator).get(stage.path()).content.decode()
    assert "The answers of the pulse cannot be read: its key is lost" in day
    assert path in day
    settings = {"closes_on": f"{CLOSES_ON}", "threshold": "3", "comment_threshold": "5"}
    assert sign_in(stage.integrator).post(f"{path}open/", settings)["Location"] == path

    assert "This pulse is closed" in client.get(old_link).content.decode()
    with tenant(stage.organisation):
        anew = Pulse.objects.get(cycle=stage.cycle)
        links = [answer_url(anew, person) for person in members(stage)[:3]]
        assert Pulse.objects.get(pk=other.pk).have_answered() == set()
    assert [client.post(link, form).status_code for link in links] == [302, 302, 302]
    clock.move_to(CLOSED)
    with tenant(stage.organisation):
        keep_time(CLOSED)
        assert set(PulseResult.objects.values_list("pulse", "answered")) == {
            (anew.pk, 3),
            (other.pk, 0),
        }
    shown = sign_in(stage.member).get(path).content.decode()
    assert "3 of 5, 60 %" in shown
    assert "its key is lost" not in sign_in(stage.administrator).get(stage.path()).content.decode()


def other_pulse(cast: Cast, clock: Any) -> Pulse:
    """Of another cycle, open at the same time, with a key of its own."""
    clock.move_to(OPENED)
    cycle = Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=date(2026, 7, 13),
        ends_on=date(2026, 10, 4),
        phase=Cycle.Phase.REVIEWING,
    )
    team = Team.objects.create(cycle=cycle, focus_area=cast.team.focus_area, number=1, name="Far")
    crowd(cast, team, 1)
    return pulse_open(cycle=cycle, by=None, closes_on=CLOSES_ON)


def test_what_remains_possible_is_said_on_each_page_and_in_the_mail(
    stage: Cast, clock: Any, sign_in: Any, client: Client, keys_folder: Path
) -> None:
    """W4: before anybody opens or answers one, and what has become of it beside the results."""
    path = stage.path(f"cycles/{stage.cycle.pk}/pulse/")
    steering = sign_in(stage.integrator)
    with tenant(stage.organisation):
        move_to(stage.cycle, "reviewing")
    before = steering.get(f"{path}open/")
    with tenant(stage.organisation):
        pulse = opened(stage, clock)
        url = answer_url(pulse, stage.member)
        [mail] = [due for due in open_rows(ANSWER, OPENED) if due.person_id == stage.member.pk]
    survey, detail = client.get(url), sign_in(stage.member).get(path)
    clock.move_to(CLOSED)
    with tenant(stage.organisation):
        keep_time(CLOSED)
    after = sign_in(stage.member).get(path).content.decode()

    for page in (before, survey, detail):
        assert page.content.decode().count(str(pulse_keys.WHILE_OPEN)) == 1
    assert str(pulse_keys.WHILE_OPEN) in mail.why
    assert str(pulse_keys.AFTERWARDS) in after
    assert str(pulse_keys.WHILE_OPEN) not in after
