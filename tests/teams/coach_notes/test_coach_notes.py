"""What coaches write, and how long coaching takes."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.tenancy import tenant
from teams.coach_notes.actions import coach_note_remove, coach_note_save, what_worked_add
from teams.coaches.actions import coach_assign, coaching_hours
from teams.coaches.workload import Load, loads
from teams.models import Coaching, CoachNote, WhatWorked
from tests.cast import Cast
from tests.teams.calling import coached_team


def test_note_is_the_writer_s_alone(cast: Cast) -> None:
    """L2: the next coach neither writes in it nor throws it away; the one before keeps theirs."""
    note = coach_note_save(team=cast.team, text=" Slow start. ", shared=False, by=cast.coach)
    coach_assign(team=cast.team, coach=cast.reader, by=cast.integrator)

    with pytest.raises(ValidationError, match="Only who wrote"):
        coach_note_save(team=cast.team, text="Mine", shared=True, by=cast.reader, note=note)
    with pytest.raises(ValidationError, match="Only who wrote"):
        coach_note_remove(note=note, by=cast.reader)
    with pytest.raises(ValidationError, match="do not coach"):
        coach_note_save(team=cast.team, text="More", shared=False, by=cast.coach)

    note.refresh_from_db()
    assert (note.text, note.shared) == ("Slow start.", False)


def test_notes_on_screen(stage: Cast, sign_in: Any) -> None:
    """L2: kept, shared, worded anew and thrown away; an empty one is refused with what to do."""
    coach, path = sign_in(stage.coach), stage.path(f"teams/{stage.team.pk}/coach-notes/")
    refused = coach.post(path, {"text": " ", "shared": "on"})
    coach.post(path, {"text": "They tire on Fridays."})
    with tenant(stage.organisation):
        note = CoachNote.objects.get()
    before = sign_in(stage.member).get(path).content.decode()
    edit = stage.path(f"coach-notes/{note.pk}/")
    theirs = sign_in(stage.member).post(edit, {"text": "Mine"})
    sign_in(stage.coach).post(edit, {"text": "Fridays are short.", "shared": "on"})
    after = sign_in(stage.member).get(path).content.decode()
    team_page = sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")).content.decode()
    sign_in(stage.coach).post(f"{edit}remove/")

    assert (refused.status_code, "Write a line." in refused.content.decode()) == (422, True)
    assert ("Fridays" in before, theirs.status_code, "Fridays are short." in after) == (
        False,
        403,
        True,
    )
    assert "What your coach shares" in team_page
    with tenant(stage.organisation):
        assert not CoachNote.objects.exists()


def test_what_worked_names_no_team_unless_asked(stage: Cast, sign_in: Any) -> None:
    """L5: told by a coach, read by the coaches, taken back by who told it."""
    told = {"situation": "Nobody speaks", "text": "A round where everybody says one word."}
    path = stage.path("coaching/what-worked/")
    coach = sign_in(stage.coach)
    refused = coach.post(path, {"text": told["text"]})
    strange = coach.post(path, {**told, "team": stage.other_team.pk})
    coach.post(path, told)
    page = sign_in(stage.integrator).get(path)
    with tenant(stage.organisation):
        row = WhatWorked.objects.get()

    assert (refused.status_code, strange.status_code) == (422, 422)
    assert told["text"] in refused.content.decode()
    assert "one word" in page.content.decode()
    assert stage.team.name not in page.content.decode()
    assert page.context["form"] is None
    assert sign_in(stage.integrator).post(f"{path}{row.pk}/remove/").status_code == 403
    sign_in(stage.coach).post(f"{path}{row.pk}/remove/")
    with tenant(stage.organisation):
        assert not WhatWorked.objects.exists()


def test_what_worked_can_name_one_s_own_team(cast: Cast) -> None:
    """L5: no other's."""
    row = what_worked_add(situation="Fights", text="Tea", team=cast.team, by=cast.coach)
    with pytest.raises(ValidationError, match="do not coach"):
        what_worked_add(situation="Fights", text="Tea", team=cast.other_team, by=cast.coach)

    assert row.team == cast.team


@pytest.mark.parametrize(
    ("given", "warns"),
    [
        ([None], ""),
        (["2"], ""),
        (["1.5", "2.5"], ""),
        (["1.5"], "less than"),
        (["2", "2.25"], "more than"),
        ([None, None, None, None], "More than 3 teams"),
    ],
)
def test_time_for_coaching_beside_what_is_usual(given: list[str | None], warns: str) -> None:
    """L4: 2 to 4 hours a week and no more than three teams; what is not said counts for nothing."""
    rows = [Coaching(hours=None if hours is None else Decimal(hours)) for hours in given]
    load = Load(None, rows)  # type: ignore[arg-type]

    assert bool(load.warning) == bool(warns)
    assert warns in load.warning


def test_fourth_team_warns_and_is_given_all_the_same(stage: Cast, sign_in: Any) -> None:
    """L4: whoever chooses a coach reads that it is much."""
    with tenant(stage.organisation):
        for number in (3, 4):
            coached_team(stage, number)
    path = stage.path(f"teams/{stage.other_team.pk}/coach/")

    answer = sign_in(stage.integrator).post(path, {"coach": stage.coach.pk}, follow=True)

    assert "More than 3 teams." in answer.content.decode()
    with tenant(stage.organisation):
        (load,) = loads(Coaching.objects.filter(until=None).select_related("coach", "team"))
    assert len(load.teams) == 4


def test_only_the_coach_says_how_long_it_takes(cast: Cast) -> None:
    """L4: and nobody once they have stopped."""
    coaching = Coaching.objects.get(team=cast.team)
    coaching_hours(coaching=coaching, hours=Decimal("1.5"), by=cast.coach)
    with pytest.raises(ValidationError, match="Only who coaches"):
        coaching_hours(coaching=coaching, hours=Decimal(9), by=cast.integrator)

    coaching.refresh_from_db()
    assert coaching.hours == Decimal("1.5")
