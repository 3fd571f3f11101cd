"""Offers: one's own words and one's own yes."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.tenancy import check_now
from teams.members.actions import member_join
from teams.models import Acceptance, Call, Membership, Offer
from teams.offers.actions import (
    offer_accept,
    offer_carry,
    offer_decline,
    offer_make,
    offer_save_draft,
    offer_withdraw,
    person_name,
)
from tests.cast import ISTANBUL, Cast, make_person
from tests.teams.calling import move_to, next_call, put_up
from themes.models import Cycle, FocusArea

State, Way, Via = Offer.State, Offer.Way, Acceptance.Via


@pytest.fixture
def call(cast: Cast) -> Call:
    return next_call(cast)


def words(cast: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "first_choice": cast.areas[0],
        "second_choice": cast.areas[2],
        "motivation": "I hear the noise every day.",
        "contribution": "Measuring",
        "learning": "Interviews",
        "hours": Decimal(4),
        **changed,
    }


def test_offer_is_made_with_the_persons_own_yes(cast: Cast, call: Call) -> None:
    """C2, C5: offer and yes come together, from the person."""
    offer = offer_make(call=call, by=cast.reader, **words(cast))

    yes = Acceptance.objects.get(offer=offer)
    assert (offer.state, offer.way, offer.hours) == (State.ACCEPTED, Way.VOLUNTEERED, Decimal(4))
    assert (yes.person, yes.via, yes.at) == (cast.reader, Via.OFFER, timezone.now())


def test_offer_draft_is_kept_and_says_no_yes(cast: Cast, call: Call) -> None:
    """C2: a draft is kept as far as it is written."""
    offer_save_draft(call=call, by=cast.reader, motivation="I hear")
    draft = offer_save_draft(call=call, by=cast.reader, motivation="I hear the noise")

    assert Offer.objects.get(call=call, person=cast.reader) == draft
    assert (draft.state, draft.motivation, draft.hours) == (State.DRAFT, "I hear the noise", None)
    assert not Acceptance.objects.filter(offer=draft).exists()


def test_offer_is_edited_and_the_yes_keeps_its_time(cast: Cast, call: Call, clock: Any) -> None:
    offer = offer_make(call=call, by=cast.reader, **words(cast))
    said = Acceptance.objects.get(offer=offer).at
    clock.shift(timedelta(days=1))

    offer_make(call=call, by=cast.reader, **words(cast, hours=Decimal(2)))

    assert Offer.objects.get(call=call, person=cast.reader).hours == 2
    assert Acceptance.objects.get(offer=offer).at == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"hours": Decimal("0.1")}, "quarter of an hour"),
        ({"hours": Decimal("2.3")}, "quarters"),
        ({"hours": None}, "how many hours"),
        ({"first_choice": None}, "which area"),
        ({"same": True}, "two different areas"),
        ({"foreign": True}, "another theme"),
    ],
)
def test_offer_refuses_what_cannot_be(
    cast: Cast, call: Call, changed: dict[str, Any], said: str
) -> None:
    if changed.pop("same", False):
        changed = {"second_choice": cast.areas[0]}
    if changed.pop("foreign", False):
        theme = cast.theme.__class__.objects.create(
            name="Other",
            strategy_sentence="S",
            why_now="W",
            why_no_team="N",
            horizon_months=12,
            sponsor=cast.sponsor,
            starts_on=cast.theme.starts_on,
            created_by=cast.sponsor,
        )
        changed = {"first_choice": FocusArea.objects.create(theme=theme, name="Foreign")}

    with pytest.raises(ValidationError, match=said):
        offer_make(call=call, by=cast.reader, **words(cast, **changed))

    assert not Offer.objects.filter(call=call).exists()


def test_offer_is_taken_on_the_last_day_and_not_after(cast: Cast, call: Call, clock: Any) -> None:
    """C1: the deadline counts to the end of its day, where the people are."""
    clock.move_to(datetime(2026, 6, 19, 12, 0, tzinfo=ISTANBUL))
    offer_make(call=call, by=cast.reader, **words(cast))

    clock.move_to(datetime(2026, 6, 20, 12, 0, tzinfo=ISTANBUL))
    with pytest.raises(ValidationError, match=r"open until Fri 19 June\. Ask the integration team"):
        offer_make(call=call, by=cast.coach, **words(cast))
    offer_make(call=call, by=cast.reader, **words(cast, hours=Decimal(3)))

    assert list(Offer.objects.filter(call=call).values_list("hours", flat=True)) == [3]


def test_offer_withdraw_needs_no_reason_and_removes_the_text(cast: Cast, call: Call) -> None:
    """C4: any time before the teams are confirmed, also when somebody is placed already."""
    offer = put_up(call, cast.reader, cast.areas[0])
    team = cast.other_team
    team.pk, team.cycle = None, call.cycle
    team.save()
    Offer.objects.filter(pk=offer.pk).update(placed_in=team)

    offer_withdraw(offer=offer, by=cast.reader)

    left = Offer.objects.get(pk=offer.pk)
    assert (left.state, left.motivation, left.contribution, left.learning) == (
        State.WITHDRAWN,
        "",
        "",
        "",
    )
    assert (left.hours, left.first_choice, left.placed_in) == (None, None, None)
    assert not Acceptance.objects.filter(offer=offer).exists()


def test_offer_withdrawn_leaves_no_word_anywhere(cast: Cast, call: Call) -> None:
    """C4: neither the audit nor a mail that waits holds what somebody had written."""
    words = {"first_choice": cast.areas[0], "motivation": "Mulberry", "hours": Decimal(4)}
    offer_save_draft(call=call, by=cast.reader, **words)
    offer = offer_make(call=call, by=cast.reader, contribution="Mulberry", **words)

    offer_withdraw(offer=offer, by=cast.reader)

    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(
                f"SELECT count(*) FROM {model._meta.db_table} t WHERE t::text LIKE '%Mulberry%'"
            )
            assert cursor.fetchone() == (0,), model


def test_offer_withdrawn_with_text_is_refused_by_the_database(cast: Cast, call: Call) -> None:
    """C4: the database holds that nothing written stays."""
    offer = put_up(call, cast.reader, cast.areas[0])

    with pytest.raises(IntegrityError, match="teams_offer_withdrawn_empty"), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(state=State.WITHDRAWN)


def test_offer_of_a_member_is_not_withdrawn(cast: Cast) -> None:
    offer = Offer.objects.get(person=cast.member)

    with pytest.raises(ValidationError, match="still leave the team"):
        offer_withdraw(offer=offer, by=cast.member)

    assert Offer.objects.get(pk=offer.pk).state == State.ACCEPTED


def test_offer_after_stepping_back_is_a_volunteers(cast: Cast, call: Call) -> None:
    asked = person_name(call=call, person=cast.reader, way=Way.NOMINATED, by=cast.integrator)
    offer_decline(offer=asked, by=cast.reader)

    offer = offer_make(call=call, by=cast.reader, **words(cast))

    assert (offer.pk, offer.way, offer.named_by) == (asked.pk, Way.VOLUNTEERED, None)


def test_offer_is_answered_by_its_person_alone(cast: Cast, call: Call) -> None:
    """C5: neither the integration team nor a leader says yes, no or takes back for somebody."""
    asked = person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)

    for deed in (offer_accept, offer_decline, offer_withdraw):
        for stranger in (cast.integrator, cast.leader_member):
            given = words(cast) if deed is offer_accept else {}
            with pytest.raises(ValidationError, match="Only the person"):
                deed(offer=asked, by=stranger, **given)

    assert not Acceptance.objects.filter(offer=asked).exists()


def test_person_named_is_no_member_until_their_yes(cast: Cast, call: Call) -> None:
    """C5: the way of joining is stored, the yes is theirs."""
    asked = person_name(call=call, person=cast.reader, way=Way.NOMINATED, by=cast.integrator)
    assert (asked.state, asked.way, asked.named_by) == (
        State.OPEN,
        Way.NOMINATED,
        cast.integrator,
    )
    assert not Acceptance.objects.filter(offer=asked).exists()

    accepted = offer_accept(offer=asked, by=cast.reader, **words(cast, motivation=""))

    assert (accepted.state, accepted.way) == (State.ACCEPTED, Way.NOMINATED)
    assert Acceptance.objects.get(offer=asked).via == Via.INVITATION


def test_person_declines_without_a_reason(cast: Cast, call: Call) -> None:
    asked = person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)

    declined = offer_decline(offer=asked, by=cast.reader)

    assert declined.state == State.DECLINED
    with pytest.raises(ValidationError, match="answered already"):
        offer_decline(offer=asked, by=cast.reader)


def test_person_is_asked_once(cast: Cast, call: Call) -> None:
    """C5: whoever said no, stepped back, was asked or has offered is not asked again."""

    def ask() -> None:
        person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)

    ask()
    with pytest.raises(ValidationError, match="asked already"):
        ask()
    offer = Offer.objects.get(call=call, person=cast.reader)
    offer_decline(offer=offer, by=cast.reader)
    with pytest.raises(ValidationError, match=r"declined\. Nobody is asked twice"):
        ask()
    put_up(call, cast.reader, cast.areas[0])
    with pytest.raises(ValidationError, match="put up their hand already"):
        ask()
    offer_withdraw(offer=offer, by=cast.reader)
    with pytest.raises(ValidationError, match=r"stepped back\. Nobody is asked twice"):
        ask()


def test_person_who_left_the_organisation_is_not_asked(cast: Cast, call: Call) -> None:
    cast.reader.left_on = timezone.localdate()
    cast.reader.save()

    with pytest.raises(ValidationError, match="has left"):
        person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)


def test_person_accepts_after_the_deadline_and_mid_cycle(
    cast: Cast, call: Call, clock: Any
) -> None:
    """D7: a newcomer is asked while the cycle runs, and joins by their own yes."""
    clock.move_to(datetime(2026, 8, 5, 12, 0, tzinfo=ISTANBUL))
    move_to(call.cycle, Cycle.Phase.RUNNING)
    asked = person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)

    assert offer_accept(offer=asked, by=cast.reader, **words(cast)).state == State.ACCEPTED


def test_offer_of_a_cycle_in_review_stays(cast: Cast, call: Call) -> None:
    put_up(call, cast.reader, cast.areas[0])
    move_to(call.cycle, Cycle.Phase.REVIEWING)
    call.refresh_from_db()

    with pytest.raises(ValidationError, match="no offers any more"):
        offer_make(call=call, by=cast.reader, **words(cast))


def carry(cast: Cast, call: Call, **changed: Any) -> Offer:
    return offer_carry(
        **{
            "call": call,
            "person": cast.member,
            "way": Way.VOLUNTEERED,
            "focus_area": cast.areas[0],
            "hours": Decimal(5),
            "by": cast.member,
            "answered_at": datetime(2026, 5, 18, 9, 0, tzinfo=ISTANBUL),
            **changed,
        }
    )


def test_offer_carried_is_the_yes_of_the_continuation(cast: Cast, call: Call) -> None:
    """O1: the yes in the continuation counts, at the time it was said."""
    offer = carry(cast, call, way=Way.INVITED)
    again = carry(cast, call, hours=Decimal(1))

    yes = Acceptance.objects.get(offer=offer)
    assert (offer.state, offer.way, offer.hours, again) == (
        State.ACCEPTED,
        Way.INVITED,
        Decimal(5),
        offer,
    )
    assert (yes.person, yes.via) == (cast.member, Via.CONTINUATION)
    assert yes.at == datetime(2026, 5, 18, 9, 0, tzinfo=ISTANBUL)


def test_offer_is_not_carried_by_another(cast: Cast, call: Call) -> None:
    with pytest.raises(ValidationError, match="Only the person"):
        carry(cast, call, by=cast.integrator)

    assert not Acceptance.objects.filter(offer__call=call).exists()


def test_offer_carried_does_not_overrule_a_later_word(cast: Cast, call: Call) -> None:
    """C4, O1: who has stepped back from the new call is not carried into it."""
    offer = put_up(call, cast.member, cast.areas[1])
    offer_withdraw(offer=offer, by=cast.member)

    assert carry(cast, call).state == State.WITHDRAWN
    assert not Acceptance.objects.filter(offer=offer).exists()


INSERT = """
INSERT INTO teams_membership
  (organisation_id, team_id, person_id, acceptance_id, way, speaks, joined_on)
VALUES (%s, %s, %s, %s, 'volunteered', false, '2026-05-20')
"""


def insert_membership(cast: Cast, person: Any, acceptance: int | None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, [cast.organisation.pk, cast.other_team.pk, person.pk, acceptance])
        check_now()


def test_membership_without_a_yes_is_refused_by_the_database(cast: Cast) -> None:
    """C5: raw SQL cannot make a member of somebody who did not say yes."""
    with pytest.raises(IntegrityError, match="acceptance_id"):
        insert_membership(cast, cast.reader, None)


def test_membership_with_anothers_yes_is_refused_by_the_database(cast: Cast) -> None:
    """C5: nor with the yes of somebody else, nor with one that does not exist."""
    anothers = Acceptance.objects.get(person=cast.member)
    for acceptance in (anothers.pk, anothers.pk + 1_000_000):
        with pytest.raises(IntegrityError, match="teams_membership_"):
            insert_membership(cast, cast.reader, acceptance)


def test_yes_to_anothers_offer_is_refused_by_the_database(cast: Cast, call: Call) -> None:
    """C5: a yes belongs to the offer of the same person."""
    asked = person_name(call=call, person=cast.reader, way=Way.INVITED, by=cast.integrator)

    with pytest.raises(IntegrityError, match="teams_acceptance_own_offer"):
        say_yes_for(asked, cast.integrator)


def say_yes_for(offer: Offer, person: Any) -> None:
    with transaction.atomic():
        Acceptance.objects.create(offer=offer, person=person)
        check_now()


def test_one_yes_makes_one_membership_at_a_time(cast: Cast) -> None:
    yes = Acceptance.objects.get(person=cast.member)

    with pytest.raises(IntegrityError, match="teams_membership_one_team"):
        insert_membership(cast, cast.member, yes.pk)


def test_no_action_makes_a_member_without_a_yes(cast: Cast) -> None:
    """C5: joining mid-cycle asks for the person's own yes, whatever row is handed in."""
    asked = person_name(call=cast.call, person=cast.reader, way=Way.INVITED, by=cast.integrator)
    drafted = offer_of_stranger(cast)

    for offer in (asked, drafted):
        with pytest.raises(ValidationError, match="not said yes themselves"):
            member_join(offer=offer, team=cast.team, by=cast.integrator)

    assert not Membership.objects.filter(person__in=[cast.reader, drafted.person]).exists()


def offer_of_stranger(cast: Cast) -> Offer:
    stranger = make_person(
        cast.organisation,
        "Sena",
        "Stranger",
        division=cast.divisions["IT"],
        level=cast.levels["manager"],
    )
    return Offer.objects.create(call=cast.call, person=stranger, way=Way.VOLUNTEERED)
