"""Rules for hours, notes of actual hours, and who lends people."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.tenancy import tenant
from nudges.registry import nudges
from orgs.models import AuditEvent, Person
from orgs.organisation_settings.actions import setting_save
from teams.hours.fortnights import fortnights
from teams.hours.note_actions import hours_note
from teams.hours.notes import noted_totals, own_notes
from teams.hours.rules_actions import notes_turn
from teams.hours.totals import given_by
from teams.models import HoursNote, HoursRules, Membership, NotesSwitch, Thanks
from tests.cast import ISTANBUL, Cast, join
from tests.teams.hours.test_pages import text

TODAY = date(2026, 5, 20)


def of(person: Person) -> Membership:
    row: Membership = Membership.objects.select_related("team__cycle", "commitment").get(
        person=person
    )
    return row


def notes(cast: Cast, people: list[Person], number: int, hours: str) -> None:
    HoursNote.objects.bulk_create(
        HoursNote(membership=of(person), number=number, hours=Decimal(hours)) for person in people
    )


def team_of_five(cast: Cast) -> list[Person]:
    join(cast, cast.reader, cast.team, "2")
    return [cast.member, cast.representative, cast.leader_member, cast.waiting_member, cast.reader]


def test_limit_is_the_organisation_s_own(cast: Cast) -> None:
    """E6: default 20 % of the contractual hours, a setting."""
    assert given_by([cast.member], TODAY)[cast.member.pk].limit == 8

    setting_save(HoursRules, by=cast.administrator, limit_percent=5, remind_after=5, tell_after=5)

    given_now = given_by([cast.member], TODAY)[cast.member.pk]
    assert (given_now.limit, given_now.over) == (Decimal(2), Decimal(2))
    event = AuditEvent.objects.get(verb="hours_rules.edit")
    assert (event.before["limit_percent"], event.after["limit_percent"]) == (20, 5)


def test_rules_are_edited_from_the_organisation_s_settings(stage: Cast, sign_in: Any) -> None:
    """E5, E6: on a page of their own, reached from the settings."""
    client = sign_in(stage.administrator)
    path = stage.path("settings/hours/")
    assert f'href="{path}"' in text(client.get(stage.path("settings/")))

    client.post(
        path,
        {"limit_percent": "30", "remind_after": "3", "tell_after": "2", "to_dos_per_hour": "3"},
    )
    wrong = client.post(
        path,
        {"limit_percent": "130", "remind_after": "3", "tell_after": "x", "to_dos_per_hour": "0"},
    )

    assert wrong.status_code == 422
    assert 'value="130"' in text(wrong)
    with tenant(stage.organisation):
        rules = HoursRules.current()
        assert (rules.limit_percent, rules.remind_after, rules.tell_after) == (30, 3, 2)
    page = text(client.get(stage.path("approvals/")))
    assert (
        "Above 30 % of the hours by contract"
        in text(sign_in(stage.home_leader).get(stage.path("approvals/")))
        or page
    )


def test_member_is_warned_by_the_organisation_s_limit(stage: Cast, sign_in: Any) -> None:
    """E6: before they commit."""
    with tenant(stage.organisation):
        setting_save(
            HoursRules, by=stage.administrator, limit_percent=10, remind_after=5, tell_after=5
        )
        pk = of(stage.member).commitment.pk

    page = sign_in(stage.member).post(stage.path(f"commitments/{pk}/commit/"), {"hours": "5"})

    assert page.status_code == 422
    assert "5 h together, 1 h above the limit of 4 h a week" in text(page)


@pytest.mark.parametrize("who", ["integrator", "home_leader", "member"])
def test_only_administrators_change_rules_and_switch(stage: Cast, sign_in: Any, who: str) -> None:
    client = sign_in(getattr(stage, who))

    assert client.get(stage.path("settings/hours/")).status_code == 403
    assert client.post(stage.path("settings/hours/notes/"), {"on": "yes"}).status_code == 403
    with tenant(stage.organisation):
        assert not NotesSwitch.objects.exists()


def test_notes_are_off_until_switched_on_with_who_and_when(stage: Cast, sign_in: Any) -> None:
    """E9, R6: off means not collected, and each decision is kept."""
    client = sign_in(stage.administrator)
    page, turn = stage.path("settings/hours/"), stage.path("settings/hours/notes/")
    with tenant(stage.organisation):
        assert own_notes(of(stage.member), TODAY) == []
        with pytest.raises(ValidationError):
            hours_note(membership=of(stage.member), number=3, hours=Decimal(5), by=stage.member)
    assert "Off: nothing is collected." in text(client.get(page))

    client.post(turn, {"on": "yes"})
    client.post(turn, {"on": "yes"})
    assert "On since Wed 20 May, decided by Ada Amir." in text(client.get(page))
    client.post(turn, {"on": "no"})

    with tenant(stage.organisation):
        assert list(NotesSwitch.objects.values_list("on", flat=True)) == [True, False]
        assert own_notes(of(stage.member), TODAY) == []


def test_member_notes_two_weeks_and_nobody_else_reads_them(stage: Cast, sign_in: Any) -> None:
    """E9, R4: by leader, integration team, coach or administrator neither."""
    with tenant(stage.organisation):
        notes_turn(on=True, by=stage.administrator)
        pk = of(stage.member).pk
    path = stage.path(f"memberships/{pk}/hours/")
    client = sign_in(stage.member)

    client.post(path, {"number": "3", "hours": "7.5"})
    page = text(client.get(path))

    assert 'value="7.5"' in page
    assert "Mon 4 May to Sun 17 May" in page
    assert "You can change it until Sun 24 May." in page
    with tenant(stage.organisation):
        assert not AuditEvent.objects.filter(about__startswith="teams.hoursnote").exists()
    for who in ("home_leader", "integrator", "coach", "administrator", "representative"):
        assert sign_in(getattr(stage, who)).get(path).status_code == 403


@pytest.mark.parametrize(
    ("number", "hours", "status", "said"),
    [
        ("1", "5", 422, "cannot be noted any more"),
        ("1", "5.25", 422, "You typed 5.25."),
        ("3", "121", 422, "0 to 120 hours"),
        ("3", "0.1", 422, "in quarters"),
        ("3", "x", 422, "Write a number"),
        ("5", "5", 404, "The page has moved"),
    ],
)
def test_wrong_note_says_what_to_do(
    stage: Cast, sign_in: Any, number: str, hours: str, status: int, said: str
) -> None:
    with tenant(stage.organisation):
        notes_turn(on=True, by=stage.administrator)
        pk = of(stage.member).pk

    refused = sign_in(stage.member).post(
        stage.path(f"memberships/{pk}/hours/"), {"number": number, "hours": hours}
    )

    assert refused.status_code == status
    assert said in text(refused)
    with tenant(stage.organisation):
        assert not HoursNote.objects.exists()


def test_empty_note_takes_it_back(cast: Cast) -> None:
    notes_turn(on=True, by=cast.administrator)
    note: dict[str, Any] = {"membership": of(cast.member), "number": 3, "by": cast.member}
    hours_note(**note, hours=Decimal(5))
    hours_note(**note, hours=Decimal(6))
    assert HoursNote.objects.get().hours == 6

    hours_note(**note, hours=None)
    assert not HoursNote.objects.exists()


def test_team_total_needs_five_people(cast: Cast, django_assert_num_queries: Any) -> None:
    """E9: a total of fewer would be near to a single person's number."""
    people = team_of_five(cast)
    notes_turn(on=True, by=cast.administrator)
    notes(cast, people, 1, "8")
    notes(cast, people[:4], 2, "8")

    with django_assert_num_queries(2):
        found = noted_totals([cast.team, cast.other_team], TODAY)

    assert [(row.fortnight.number, row.hours) for row in found[cast.team.pk]] == [
        (1, Decimal(40)),
        (2, None),
    ]
    assert [row.hours for row in found[cast.other_team.pk]] == [None, None]


def test_total_shows_only_when_it_can_no_longer_change(cast: Cast, clock: Any) -> None:
    """E9: a total before and after somebody notes would give their number back."""
    people = team_of_five(cast)
    notes_turn(on=True, by=cast.administrator)
    notes(cast, people, 3, "8")

    last_open, first_over = date(2026, 5, 24), date(2026, 5, 25)
    numbers = [r.fortnight.number for r in noted_totals([cast.team], last_open)[cast.team.pk]]
    assert 3 not in numbers
    assert noted_totals([cast.team], first_over)[cast.team.pk][-1].hours == 40

    clock.move_to(datetime(2026, 5, 25, 9, 0, tzinfo=ISTANBUL))
    with pytest.raises(ValidationError, match="cannot be noted any more"):
        hours_note(membership=of(cast.member), number=3, hours=Decimal(1), by=cast.member)


def test_totals_stand_on_the_page_of_the_cycle_without_a_sum_over_teams(
    stage: Cast, sign_in: Any
) -> None:
    """E9: teams one by one; a sum over them would give the hidden one back."""
    with tenant(stage.organisation):
        people = team_of_five(stage)
        notes_turn(on=True, by=stage.administrator)
        notes(stage, people, 1, "8.25")
        notes(stage, [stage.other_member], 1, "7")

    page = text(sign_in(stage.sponsor).get(stage.path(f"cycles/{stage.cycle.pk}/hours/")))

    assert "40 h" in page
    assert "too few noted" in page
    for hidden in ("8.25 h</", "7 h", "48.25", "41.25"):
        assert hidden not in page, hidden


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(1, 200))
def test_fortnights_cover_each_day_once(starts_on: date, days: int) -> None:
    ends_on = starts_on + timedelta(days=days - 1)

    found = fortnights(starts_on=starts_on, ends_on=ends_on)

    assert (found[0].starts_on, found[-1].ends_on) == (starts_on, ends_on)
    assert sum((one.ends_on - one.starts_on).days + 1 for one in found) == days
    assert all(b.starts_on - a.ends_on == timedelta(days=1) for a, b in pairwise(found))
    assert not any(one.open(day) and one.over(day) for one in found for day in (starts_on, ends_on))


def test_lenders_are_listed_by_name_with_thanks_once(stage: Cast, sign_in: Any) -> None:
    """E7: how many people each division and home leader lends; a thank-you, no ranking."""
    path = stage.path(f"cycles/{stage.cycle.pk}/lenders/")
    client = sign_in(stage.sponsor)

    shown = client.get(path)

    assert [(str(row.leader), row.people) for row in shown.context["lenders"]] == [
        ("Ada Amir", 1),
        ("Burak Dogan", 2),
        ("Nilgun Erdem", 1),
    ]
    assert [(str(place), people) for place, people in shown.context["divisions"]] == [
        ("Customer Service", 2),
        ("IT", 1),
        ("Sales", 1),
    ]
    assert "lends 2 people" in text(shown)
    assert text(shown).count('aria-label="Say thank you to ') == 2  # nobody thanks themselves
    for _twice in range(2):
        done = client.post(f"{path}thank/", {"leader": stage.home_leader.pk}, follow=True)
    assert "Nilgun Erdem said thank you on Wed 20 May" in text(done)
    with tenant(stage.organisation):
        assert Thanks.objects.count() == 1


def test_thank_you_reaches_the_leader_and_is_put_away(stage: Cast, sign_in: Any) -> None:
    """E7: on my work and by mail, once; it stays on the page about their people."""
    with tenant(stage.organisation):
        thanks = Thanks.objects.create(
            cycle=stage.cycle, leader=stage.home_leader, by=stage.sponsor
        )
        (due,) = nudges["teams.thanked"].rows(timezone.now(), None)
        assert due.title == "Nilgun Erdem thanks you for the people you lend to “Quieter kitchens”."
    client = sign_in(stage.home_leader)
    assert due.title in text(client.get(stage.path()))

    client.post(stage.path(f"thanks/{thanks.pk}/read/"))

    assert due.title not in text(client.get(stage.path()))
    assert "Nilgun Erdem thanks you" in text(client.get(stage.path("approvals/")))


@pytest.mark.parametrize(
    ("who", "sees", "thanks"),
    [
        ("sponsor", 200, 302),
        ("integrator", 200, 403),
        ("home_leader", 403, 403),
        ("member", 403, 403),
        ("administrator", 403, 403),
        ("coach", 403, 403),
    ],
)
def test_lenders_are_for_sponsor_and_integration_team(
    stage: Cast, sign_in: Any, who: str, sees: int, thanks: int
) -> None:
    """E7."""
    client, path = sign_in(getattr(stage, who)), stage.path(f"cycles/{stage.cycle.pk}/lenders/")

    assert client.get(path).status_code == sees
    posted = client.post(f"{path}thank/", {"leader": stage.home_leader.pk})
    assert posted.status_code == thanks
    with tenant(stage.organisation):
        assert Thanks.objects.exists() is (thanks == 302)


def test_nobody_is_thanked_for_nothing_or_by_themselves(stage: Cast, sign_in: Any) -> None:
    path = stage.path(f"cycles/{stage.cycle.pk}/lenders/thank/")
    client = sign_in(stage.sponsor)

    for leader, said in ((stage.member, "lends nobody"), (stage.sponsor, "yourself")):
        assert said in text(client.post(path, {"leader": leader.pk}, follow=True))
    assert client.post(path, {"leader": "x"}).status_code == 404
    with tenant(stage.organisation):
        assert not Thanks.objects.exists()


def test_queries_of_lenders_do_not_grow(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client, path = sign_in(stage.sponsor), stage.path(f"cycles/{stage.cycle.pk}/lenders/")
    with django_assert_max_num_queries(100) as few:
        client.get(path)
    with tenant(stage.organisation):
        for person in (stage.reader, stage.coach, stage.facilitator):
            join(stage, person, stage.other_team, "2")

    with django_assert_max_num_queries(len(few)):
        page = text(client.get(path))
    assert "Irem Isik" in page
