"""Steps 13 and 14: who goes on is asked by name; the theme stays, the members change."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from checkins.models import Impediment
from core.tenancy import tenant
from nudges.registry import nudges
from okrs.models import KeyResult, Measurement, ToDo
from orgs.models import Person
from reviews.access import readable_memberships
from reviews.continuations.actions import continuation_answer, unanswered
from reviews.continuations.retention import Share, retention
from reviews.handovers.actions import hand_over, to_hand_over
from reviews.models import Continuation
from reviews.next_cycle.actions import (
    members_carry,
    next_cycle_plan,
    next_cycle_propose,
    team_carry,
    team_carry_propose,
)
from reviews.review.actions import cycle_close, review_open
from teams.calls.actions import call_open
from teams.forming.actions import teams_confirm
from teams.members.actions import member_leave
from teams.models import Acceptance, Coaching, Commitment, Membership, Offer
from tests.cast import ENDS_ON, STARTS_ON, Cast
from themes.cycles import phases
from themes.models import Cycle

ISTANBUL = ZoneInfo("Europe/Istanbul")


def review(cast: Cast, clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2026, 6, 29, 10, 0, tzinfo=ISTANBUL))
    review_open(
        cycle=cast.cycle,
        by=cast.integrator,
        answers_until=ENDS_ON,
        starts_at=datetime(2026, 7, 1, 13, 0, tzinfo=ISTANBUL),
    )


def membership(cast: Cast, person: Person) -> Membership:
    return Membership.objects.get(team__cycle=cast.cycle, person=person)


def say(cast: Cast, person: Person, answer: str, **words: Any) -> Continuation:
    return continuation_answer(
        membership=membership(cast, person), by=person, answer=answer, **words
    )


def open_next(cast: Cast) -> Cycle:
    following = next_cycle_plan(cycle=cast.cycle, by=cast.integrator)
    call_open(
        cycle=following,
        text="Meet weekly.",
        hours_from=Decimal(2),
        hours_to=Decimal(6),
        deadline=date(2026, 7, 3),
        by=cast.integrator,
    )
    following.refresh_from_db()
    return following


def test_everybody_is_asked_and_nobody_after_answering(cast: Cast, clock: Any) -> None:
    """N1: every member is asked if, why, how at cycle end; T2: an answer ends the asking."""
    review(cast, clock)
    say(cast, cast.member, "as_now", why="I learn a lot.")

    asked = {due.person_id for due in nudges["reviews.going_on"].rows(timezone.now(), None)}

    everybody = set(Membership.objects.current().values_list("person_id", flat=True))
    assert asked == everybody - {cast.member.pk}


def test_only_the_member_answers_for_themselves(cast: Cast, clock: Any) -> None:
    """N1: nobody answers for somebody else."""
    review(cast, clock)

    with pytest.raises(ValidationError, match="for themselves"):
        continuation_answer(
            membership=membership(cast, cast.member), by=cast.integrator, answer="leave"
        )


def test_other_hours_need_hours(cast: Cast, clock: Any) -> None:
    review(cast, clock)

    with pytest.raises(ValidationError, match="how many hours"):
        say(cast, cast.member, "other_hours")


def test_answers_are_read_by_integration_team_and_coach_only(cast: Cast, clock: Any) -> None:
    """N1: by name, to integration team and coach."""
    review(cast, clock)
    say(cast, cast.member, "leave", why="A secret reason.")
    readers = {
        name: list(readable_memberships(getattr(cast, name), cast.cycle).values_list("person"))
        for name in ("integrator", "coach", "sponsor", "representative", "home_leader")
    }

    assert len(readers["integrator"]) == 5
    assert len(readers["coach"]) == 4
    assert (readers["sponsor"], readers["representative"], readers["home_leader"]) == ([], [], [])


def test_page_says_who_reads_before_the_first_question(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """N1: the text says so before the first question."""
    with tenant(stage.organisation):
        review(stage, clock)
        mine = membership(stage, stage.member).pk

    page = sign_in(stage.member).get(stage.path(f"memberships/{mine}/going-on/")).content.decode()

    assert page.index("This one is with your name") < page.index("Would you like to go on?")


def test_leader_may_not_read_answers(stage: Cast, sign_in: Any, clock: Any) -> None:
    """R5: neither home leader nor sponsor reads who goes on and why."""
    with tenant(stage.organisation):
        review(stage, clock)
        say(stage, stage.member, "leave", why="A secret reason.")

    path = stage.path(f"cycles/{stage.cycle.pk}/going-on/")
    leader = sign_in(stage.home_leader).get(path)
    integrator = sign_in(stage.integrator).get(path)

    assert leader.status_code == 403
    assert "A secret reason." in integrator.content.decode()


def test_leaver_hands_over_before_the_cycle_closes(cast: Cast, clock: Any) -> None:
    """O2: hand-over of owned items is required before closing."""
    review(cast, clock)
    ToDo.objects.create(team=cast.team, text="Film", owner=cast.member, due_on=ENDS_ON)
    leaver = membership(cast, cast.member)
    say(cast, cast.member, "leave")

    with pytest.raises(phases.NotNowError, match="still owns something"):
        cycle_close(cycle=cast.cycle, by=cast.integrator, note="Close it.")
    hand_over(membership=leaver, to=cast.representative, by=cast.integrator)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Close it.")

    assert to_hand_over(cast.cycle) == []
    assert ToDo.objects.get().owner == cast.representative


def test_who_left_the_organisation_hands_over_and_is_not_waited_for(cast: Cast, clock: Any) -> None:
    """O2, U3: nobody waits for the answer of somebody who left, and what they own is passed on."""
    review(cast, clock)
    ToDo.objects.create(team=cast.team, text="Film", owner=cast.member, due_on=ENDS_ON)
    gone = membership(cast, cast.member)
    before = [row.pk for row in unanswered(cast.cycle)]
    Person.objects.filter(pk=cast.member.pk).update(left_on=date(2026, 6, 20))

    assert [row.pk for row in unanswered(cast.cycle)] == [pk for pk in before if pk != gone.pk]
    assert gone not in next_cycle_propose(cast.cycle).unanswered
    assert [owned.membership for owned in to_hand_over(cast.cycle)] == [gone]


def test_hand_over_goes_to_a_member_of_the_team(cast: Cast, clock: Any) -> None:
    """O2: not to somebody who is not there."""
    review(cast, clock)
    say(cast, cast.member, "leave")

    with pytest.raises(ValidationError, match="another member"):
        hand_over(
            membership=membership(cast, cast.member), to=cast.other_member, by=cast.integrator
        )


def test_only_somebody_who_leaves_hands_over(cast: Cast, clock: Any) -> None:
    """O2: what members who stay own is theirs."""
    review(cast, clock)
    kept = ToDo.objects.create(team=cast.team, text="Film", owner=cast.member, due_on=ENDS_ON)
    say(cast, cast.member, "as_now")

    with pytest.raises(ValidationError, match="somebody who leaves"):
        hand_over(
            membership=membership(cast, cast.member), to=cast.representative, by=cast.integrator
        )

    kept.refresh_from_db()
    assert kept.owner == cast.member


def test_whoever_left_without_a_word_hands_over_too(cast: Cast, clock: Any) -> None:
    """O2: leaving the team leaves nothing to nobody; whoever came back keeps what is theirs."""
    for person in (cast.member, cast.waiting_member):
        ToDo.objects.create(team=cast.team, text="Film", owner=person, due_on=ENDS_ON)
        member_leave(membership=membership(cast, person), by=person)
    back = membership(cast, cast.waiting_member)
    back.pk = back.left_on = None
    back.save()
    review(cast, clock)

    assert [owned.membership.person for owned in to_hand_over(cast.cycle)] == [cast.member]


HAND_OVER = {
    "integrator": 200,
    "coach": 200,
    "member": 200,
    "representative": 403,
    "other_member": 403,
    "home_leader": 403,
    "sponsor": 403,
    "facilitator": 403,
    "administrator": 403,
}


def test_teammates_and_other_coaches_do_not_learn_who_leaves(
    stage: Cast, sign_in: Any, clock: Any
) -> None:
    """N1: integration team, the team's coach and the leaver; nobody has a page for who stays."""
    with tenant(stage.organisation):
        review(stage, clock)
        Coaching.objects.create(team=stage.other_team, coach=stage.reader, since=STARTS_ON)
        ToDo.objects.create(team=stage.team, text="Film", owner=stage.member, due_on=ENDS_ON)
        say(stage, stage.member, "leave")
        leaves, stays = (membership(stage, p).pk for p in (stage.member, stage.representative))
    path = stage.path(f"memberships/{leaves}/hand-over/")

    opened = {
        name: sign_in(getattr(stage, name)).get(path).status_code for name in [*HAND_OVER, "reader"]
    }
    who = sign_in(stage.reader).get(stage.path(f"cycles/{stage.cycle.pk}/going-on/"))
    no_leaver = sign_in(stage.coach).get(stage.path(f"memberships/{stays}/hand-over/"))

    assert opened == {**HAND_OVER, "reader": 403}
    assert (who.status_code, "Sahin" in who.content.decode()) == (200, False)
    assert no_leaver.status_code == 404


def test_private_impediment_is_handed_over_unnamed(stage: Cast, sign_in: Any, clock: Any) -> None:
    """J6: the integration team hands it over without reading it; the coach reads it."""
    with tenant(stage.organisation):
        review(stage, clock)
        Impediment.objects.create(
            team=stage.team, text="A quarrel.", by=stage.member, owner=stage.member, private=True
        )
        say(stage, stage.member, "leave")
        path = stage.path(f"memberships/{membership(stage, stage.member).pk}/hand-over/")
        takes = stage.representative.pk

    read = sign_in(stage.coach).get(path).content.decode()
    page = sign_in(stage.integrator).get(path).content.decode()
    [(what, _words)] = sign_in(stage.integrator).get(path).context["form"].fields["what"].choices
    sign_in(stage.integrator).post(path, {"to": takes, "what": what})

    assert "A quarrel." in read
    assert "A quarrel." not in page
    with tenant(stage.organisation):
        assert Impediment.objects.get().owner == stage.representative


def test_those_who_go_on_stand_in_the_next_call_by_their_own_yes(cast: Cast, clock: Any) -> None:
    """O1: carried as a proposal; their answer is their own yes, at the time they gave it."""
    review(cast, clock)
    answered = say(cast, cast.member, "other_hours", hours=Decimal(3))
    say(cast, cast.representative, "as_now")
    say(cast, cast.leader_member, "leave")
    following = open_next(cast)

    members_carry(cycle=cast.cycle, by=cast.integrator)

    offers = Offer.objects.filter(call__cycle=following)
    kept = {offer.person: (offer.hours, offer.placed_in.name) for offer in offers}
    assert kept == {
        cast.member: (Decimal(3), "Capabilities"),
        cast.representative: (Decimal(6), "Capabilities"),
    }
    assert Acceptance.objects.get(offer__in=offers, person=cast.member).at == answered.at
    assert not Membership.objects.filter(team__cycle=following).exists()


def test_whoever_left_after_their_answer_is_not_carried(cast: Cast, clock: Any) -> None:
    """O1: leaving is the later word; closing the cycle takes no answer back."""
    review(cast, clock)
    for person in (cast.member, cast.representative):
        say(cast, person, "as_now", how="More films.")
    following = open_next(cast)
    clock.move_to(datetime(2026, 7, 5, 10, 0, tzinfo=ISTANBUL))
    member_leave(membership=membership(cast, cast.member), by=cast.member)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Close it.")

    members_carry(cycle=cast.cycle, by=cast.integrator)

    carried = Offer.objects.filter(call__cycle=following).values_list("person", flat=True)
    assert list(carried) == [cast.representative.pk]
    assert next_cycle_propose(cast.cycle).wishes == ["More films."]
    listed = readable_memberships(cast.integrator, cast.cycle)
    assert cast.member.pk not in listed.values_list("person", flat=True)


def test_carrying_twice_makes_nothing_twice(cast: Cast, clock: Any) -> None:
    """O1: running it again adds only new answers."""
    review(cast, clock)
    say(cast, cast.member, "as_now")
    following = open_next(cast)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    say(cast, cast.representative, "as_now")

    members_carry(cycle=cast.cycle, by=cast.integrator)
    again = next_cycle_plan(cycle=cast.cycle, by=cast.integrator)

    assert again == following
    assert Offer.objects.filter(call__cycle=following).count() == 2
    assert following.teams.count() == 1


def test_hours_are_asked_anew(cast: Cast, clock: Any) -> None:
    """O3: a new cycle begins with proposed hours that no leader has agreed to."""
    review(cast, clock)
    say(cast, cast.member, "as_now")
    following = open_next(cast)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    phases.take(following, "form", by=cast.integrator, note="Now.")
    note = {team.pk: "Small at first." for team in following.teams.all()}
    teams_confirm(cycle=following, by=cast.integrator, notes=note)

    fresh = Commitment.objects.get(membership__team__cycle=following)
    old = Commitment.objects.get(membership=membership(cast, cast.member))
    assert (fresh.state, fresh.agreed_hours) == (Commitment.State.PROPOSED, None)
    assert old.state == Commitment.State.AGREED


def test_carried_key_result_starts_where_it_stands(cast: Cast, clock: Any) -> None:
    """O1: carried key results with new baselines; P5: joined to the earlier series."""
    Measurement.objects.create(
        key_result=cast.key_results[0],
        value=Decimal(68),
        measured_on=date(2026, 6, 24),
        confidence="confident",
        by=cast.representative,
    )
    review(cast, clock)
    say(cast, cast.representative, "as_now")
    following = open_next(cast)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    team = following.teams.get()

    team_carry(team=team, by=cast.representative, key_results=[cast.key_results[0]])
    team_carry(team=team, by=cast.representative, key_results=[cast.key_results[0]])

    (carried,) = KeyResult.objects.filter(objective__okr_set__team=team)
    assert carried.previous == cast.key_results[0]
    assert (carried.baseline, carried.target) == (Decimal(68), Decimal(74))
    assert team.previous == cast.team


def test_private_impediment_stays_with_its_team(cast: Cast, clock: Any) -> None:
    """J6, O1: what is private to team and coach does not reach the members of the next team."""
    told = {"team": cast.team, "by": cast.member}
    private = Impediment.objects.create(**told, text="A quarrel.", private=True)
    open_one = Impediment.objects.create(**told, text="No budget.")
    review(cast, clock)
    say(cast, cast.representative, "as_now")
    following = open_next(cast)
    members_carry(cycle=cast.cycle, by=cast.integrator)
    team = following.teams.get()

    proposed = team_carry_propose(team)
    team_carry(team=team, by=cast.representative, impediments=[private, open_one])

    assert proposed is not None
    assert proposed.impediments == [open_one]
    assert list(Impediment.objects.filter(team=team)) == [open_one]
    assert list(Impediment.objects.filter(team=cast.team)) == [private]


def test_next_cycle_starts_after_this_one(cast: Cast, clock: Any) -> None:
    following = next_cycle_plan(cycle=cast.cycle, by=cast.integrator)

    assert following.starts_on == STARTS_ON + timedelta(weeks=13)
    assert (following.number, following.theme) == (2, cast.theme)


def test_retention_is_members_who_go_on_of_members(cast: Cast) -> None:
    """O4: with counts, and by way of joining only when each group has at least five."""
    large = [("volunteered", True)] * 6 + [("invited", False)] * 5
    small = [("volunteered", True)] * 6 + [("nominated", False)] * 4

    assert retention(large).by_way == {"invited": Share(0, 5), "volunteered": Share(6, 6)}
    assert retention(small).by_way == {}
    assert retention(small).all == Share(6, 10)
    assert retention([]).all == Share(0, 0)
