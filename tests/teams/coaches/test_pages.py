"""The people of a team on screen: voice, coach, newcomers, leavers."""

from decimal import Decimal
from typing import Any

from core.tenancy import tenant
from teams.members.actions import member_leave
from teams.models import Coaching, Membership, Offer
from teams.offers.actions import offer_accept, person_name
from tests.cast import Cast
from tests.teams.calling import questions


def text(response: Any) -> str:
    return response.content.decode()


def people(stage: Cast, rest: str = "people/") -> str:
    return stage.path(f"teams/{stage.team.pk}/{rest}")


def ask(stage: Cast, person: Any) -> Offer:
    return person_name(call=stage.call, person=person, way="invited", by=stage.integrator)


def membership(stage: Cast, person: Any) -> Membership:
    with tenant(stage.organisation):
        return Membership.objects.get(person=person, left_on=None)


def test_people_of_a_team_are_seen_by_everybody(stage: Cast, sign_in: Any) -> None:
    """D7: who is in it since when, who was; the choices are not in the page of others."""
    with tenant(stage.organisation):
        member_leave(membership=Membership.objects.get(person=stage.member), by=stage.member)

    response = sign_in(stage.reader).get(people(stage))

    page = text(response)
    for said in (
        "Selin Kaya",
        "since Mon 6 April",
        "speaks for the team",
        "Kaya Kurt coaches it.",
        "Were in the team",
        "Mon 6 April to Wed 20 May",
    ):
        assert said in page
    for form in ("coach_form", "join_form", "representative_form"):
        assert form not in response.context


def test_representative_is_chosen_by_the_team(stage: Cast, sign_in: Any) -> None:
    """A member or the integration team chooses; nobody else."""
    chosen = membership(stage, stage.leader_member)
    given = {"membership": chosen.pk}
    assert sign_in(stage.home_leader).post(people(stage, "voice/"), given).status_code == 403

    sign_in(stage.member).post(people(stage, "voice/"), given)

    with tenant(stage.organisation):
        speaking = Membership.objects.filter(team=stage.team, speaks=True)
        assert [m.person for m in speaking] == [stage.leader_member]


def test_representative_of_another_team_is_refused(stage: Cast, sign_in: Any) -> None:
    other = membership(stage, stage.other_member)

    response = sign_in(stage.member).post(people(stage, "voice/"), {"membership": other.pk})

    assert response.status_code == 422
    assert response.context["representative_form"].errors["membership"]


def test_coach_who_leads_a_member_is_asked_about_again(stage: Cast, sign_in: Any) -> None:
    """D6: a warning with names, and a tick to go on."""
    browser = sign_in(stage.integrator)
    given = {"coach": stage.home_leader.pk}

    warned = browser.post(people(stage, "coach/"), given)
    assert warned.status_code == 422
    assert "Burak Dogan leads them at home, directly or further up." in text(warned)
    assert 'type="checkbox" name="all_the_same"' in text(warned)

    browser.post(people(stage, "coach/"), {**given, "all_the_same": "on"})
    with tenant(stage.organisation):
        assert Coaching.objects.get(team=stage.team, until=None).coach == stage.home_leader


def test_coach_who_is_a_member_is_refused_on_the_page(stage: Cast, sign_in: Any) -> None:
    """D6."""
    response = sign_in(stage.integrator).post(
        people(stage, "coach/"), {"coach": stage.member.pk, "all_the_same": "on"}
    )

    assert response.status_code == 422
    assert "Emre Sahin is in this team." in text(response)


def test_coach_is_chosen_by_the_integration_team_alone(stage: Cast, sign_in: Any) -> None:
    for person in (stage.member, stage.coach, stage.sponsor):
        browser = sign_in(person)
        assert browser.post(people(stage, "coach/"), {"coach": stage.reader.pk}).status_code == 403
        assert browser.post(people(stage, "coach/release/")).status_code == 403

    sign_in(stage.integrator).post(people(stage, "coach/release/"))
    with tenant(stage.organisation):
        assert not Coaching.objects.filter(team=stage.team, until=None).exists()


def test_newcomer_joins_on_the_page(stage: Cast, sign_in: Any) -> None:
    """D7: only who has said yes is offered."""
    with tenant(stage.organisation):
        asked = person_name(
            call=stage.call, person=stage.reader, way="invited", by=stage.integrator
        )
    browser = sign_in(stage.integrator)
    assert "join_form" not in browser.get(people(stage)).context
    refused = browser.post(people(stage, "people/join/"), {"offer": asked.pk})
    with tenant(stage.organisation):
        offer_accept(offer=asked, by=stage.reader, first_choice=stage.areas[0], hours=Decimal(2))

    browser.post(people(stage, "people/join/"), {"offer": asked.pk, "on": "2026-05-18"})

    assert refused.status_code == 422
    joined = membership(stage, stage.reader)
    assert (joined.team_id, str(joined.joined_on)) == (stage.team.pk, "2026-05-18")


def test_member_leaves_by_themselves_or_the_integration_team(stage: Cast, sign_in: Any) -> None:
    """D7: nobody else ends a membership, and opening the page ends none."""
    own = membership(stage, stage.member)
    address = stage.path(f"memberships/{own.pk}/leave/")
    for person in (stage.home_leader, stage.representative, stage.coach):
        assert sign_in(person).post(address).status_code == 403
    browser = sign_in(stage.member)
    assert "No reason is needed" in text(browser.get(address))

    wrong = browser.post(address, {"on": "2027-01-01"})
    browser.post(address, {"on": "2026-05-19"})

    assert wrong.status_code == 422
    with tenant(stage.organisation):
        assert str(Membership.objects.get(pk=own.pk).left_on) == "2026-05-19"


def test_people_page_asks_the_same_number_of_questions(stage: Cast, sign_in: Any) -> None:
    def say_yes(*people: Any) -> None:
        with tenant(stage.organisation):
            for person in people:
                asked = ask(stage, person)
                offer_accept(offer=asked, by=person, first_choice=stage.areas[0], hours=Decimal(2))

    browser, address = sign_in(stage.integrator), people(stage)
    say_yes(stage.reader)
    for_one = questions(browser, address)
    say_yes(stage.facilitator, stage.administrator)

    assert questions(browser, address) == for_one
