"""The minutes after the end: who reads and who corrects them."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start, slot_next
from checkins.models import CheckIn, Minutes, MinutesChange
from checkins.reports.actions import achievement_add, learning_add
from checkins.series.actions import series_plan
from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from tests.cast import Cast

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ACHIEVED, LEARNED, BLOCKED = "0-achievements-0", "0-learnings-0", "0-asks-0"


@pytest.fixture
def held(stage: Cast, clock: time_machine.Traveller) -> CheckIn:
    """Ended at 14:20, with a line of each kind of the first team, while the second spoke."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]
        check_in_start(check_in=check_in, by=stage.facilitator)
        for target, reason in ((74, "As agreed"), (72, "Two dealers left")):
            key_result_save(
                objective=stage.key_results[0].objective,
                by=stage.member,
                key_result=stage.key_results[0],
                fields={"target": target},
                reason=reason,
            )
        achievement_add(team=stage.team, text="Vans carry parts", by=stage.member)
        learning_add(team=stage.team, text="Dealers want a date", by=stage.member)
        impediment_raise(team=stage.team, text="Selin is often ill", by=stage.member)
        clock.move_to(TODAY + MINUTE * 15)
        slot_next(slot=check_in.slots.get(team=stage.team), by=stage.facilitator)
        clock.move_to(TODAY + MINUTE * 20)
        check_in_end(check_in=check_in, by=stage.facilitator, decisions="We meet in June")
        check_in.refresh_from_db()
    return check_in


def path_of(stage: Cast, check_in: CheckIn, page: str = "minutes/") -> str:
    return stage.path(f"check-ins/{check_in.pk}/{page}")


def typed(page: Any, **words: str) -> dict[str, str]:
    """What the browser sends back of the form on this page."""
    form = page.context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return {**shown, "seen": form.fingerprint, **words}


def test_minutes_are_for_those_who_take_part(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9, R5: teams, coach, roles of the theme; home leader, reader and administrator do not."""
    page, file = path_of(stage, held), path_of(stage, held, "minutes.md")
    inside = [
        "member",
        "other_member",
        "leader_member",
        "coach",
        "facilitator",
        "integrator",
        "sponsor",
    ]
    outside = ["home_leader", "reader", "administrator"]

    seen = {who: sign_in(getattr(stage, who)).get(page) for who in (*inside, *outside)}
    files = [sign_in(getattr(stage, who)).get(file).status_code for who in outside]

    assert [who for who in seen if "Selin is often ill" in seen[who].text] == inside
    assert [seen[who].status_code for who in outside] == files == [403] * 3
    listed = sign_in(stage.reader).get(stage.path(f"cycles/{stage.cycle.pk}/check-ins/"))
    assert f"check-ins/{held.pk}/" not in listed.text


def test_minutes_say_what_changed_in_the_set(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9, G7: old and new of the agreed OKR set, on the page and in the file."""
    client = sign_in(stage.other_member)

    page, file = client.get(path_of(stage, held)), client.get(path_of(stage, held, "minutes.md"))

    for said in ("Two dealers left", "<del>74</del>", "<ins>72</ins>"):
        assert said in page.text, said
    assert "**First-visit resolution**, target: 74 → 72" in file.text


def test_team_corrects_its_own_lines(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9: other words, one line taken out, one added; the log has old, new, who and when."""
    client, path = sign_in(stage.representative), path_of(stage, held, "minutes/edit/")
    page = client.get(path)
    words = {ACHIEVED: "All vans carry parts", BLOCKED: "", "0-learnings-new": "And a price"}

    answer = client.post(path, typed(page, **words, decisions="Nothing"))

    assert answer.url == path_of(stage, held)
    with tenant(stage.organisation):
        minutes = Minutes.objects.get()
        changes = MinutesChange.objects.values_list("what", "team_name", "old", "new", "by__email")
        found = [row[:4] for row in changes]
        assert {row[4] for row in changes} == {stage.representative.email}
    first = minutes.content["teams"][0]
    assert found == [
        ("achievements", "Capabilities", "Vans carry parts", "All vans carry parts"),
        ("learnings", "Capabilities", "", "And a price"),
        ("asks", "Capabilities", "Selin is often ill", ""),
    ]
    assert [row["text"] for row in first["learnings"]] == ["Dealers want a date", "And a price"]
    assert (first["asks"], minutes.content["decisions"]) == ([], ["We meet in June"])
    assert "All vans carry parts" in minutes.markdown
    shown = client.get(path_of(stage, held)).text
    assert "<del>Vans carry parts</del>" in shown
    assert "Wed 20 May, 14:20" in shown


def test_another_team_has_no_field_for_it(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9: a member of another team sends the name of a line that is not theirs: nothing changes."""
    client, path = sign_in(stage.other_member), path_of(stage, held, "minutes/edit/")

    client.post(path, typed(client.get(path), **{ACHIEVED: "Ours alone"}))

    with tenant(stage.organisation):
        assert not MinutesChange.objects.exists()
    assert sign_in(stage.coach).get(path).status_code == 403


def test_moderator_corrects_every_line(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9: whoever may run it, decisions too."""
    client, path = sign_in(stage.integrator), path_of(stage, held, "minutes/edit/")

    client.post(path, typed(client.get(path), **{LEARNED: "Dates"}, decisions="July\n\nAugust"))

    with tenant(stage.organisation):
        minutes = Minutes.objects.get()
    assert minutes.content["teams"][0]["learnings"][0]["text"] == "Dates"
    assert minutes.content["decisions"] == ["July", "August"]


def test_second_to_save_is_shown_the_first(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9: two of a team at once: the second sees what is saved, and keeps what was typed."""
    client, path = sign_in(stage.member), path_of(stage, held, "minutes/edit/")
    page = client.get(path)
    client.post(path, typed(page, **{LEARNED: "First"}))

    answer = client.post(path, typed(page, **{LEARNED: "Second"}))

    assert (answer.status_code, 'value="Second"' in answer.text) == (409, True)
    with tenant(stage.organisation):
        assert Minutes.objects.get().content["teams"][0]["learnings"][0]["text"] == "First"


def test_line_that_is_too_long_is_refused(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K9: with a sentence; what was typed stays, the other lines are not changed either."""
    client, path = sign_in(stage.member), path_of(stage, held, "minutes/edit/")
    long = "x" * 301

    answer = client.post(path, typed(client.get(path), **{LEARNED: long, ACHIEVED: "Other"}))

    assert (answer.status_code, long in answer.text) == (422, True)
    assert "at most 300 characters" in answer.text
    with tenant(stage.organisation):
        assert not MinutesChange.objects.exists()


def test_check_ins_are_listed_by_date(stage: Cast, held: CheckIn, sign_in: Any) -> None:
    """K1, K12: the second is planned before the first one's day: it stands first."""
    with tenant(stage.organisation):
        series_plan(cycle=stage.cycle, dates=[TODAY - DAY, TODAY + DAY], by=stage.integrator)

    page = sign_in(stage.member).get(stage.path(f"cycles/{stage.cycle.pk}/check-ins/"))

    assert [row.number for row, _closed in page.context["check_ins"]] == [2, 1, 3]
