"""How a team wants to work is written down, and everybody in it says yes to each version."""

from datetime import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from teams.agreements.actions import agreement_confirm, agreement_save
from teams.models import AgreementConfirmation, WorkingAgreement
from tests.cast import Cast
from themes.models import Cycle

SLOT = {"weekday": 2, "starts_at": time(14, 30), "minutes": 30}


def save(cast: Cast, **fields: Any) -> WorkingAgreement:
    given = {"by": cast.representative, **SLOT, **fields}
    return agreement_save(team=cast.team, **given)


def confirmed(agreement: WorkingAgreement) -> set[str]:
    rows = AgreementConfirmation.objects.filter(agreement=agreement, version=agreement.version)
    return set(rows.values_list("person__given_name", flat=True))


def test_agreement_holds_the_routines(cast: Cast) -> None:
    """H4: weekly slot, place, channel, response time, who moderates."""
    row = save(
        cast,
        place="Room 4",
        channel="#quiet",
        response_time="a day",
        moderation="in turn",
        purpose="Quiet kitchens",
        roles="Selin speaks",
    )

    assert WorkingAgreement.objects.get() == row
    assert (row.version, row.changed_by) == (1, cast.representative)
    assert confirmed(row) == {"Selin"}


def test_agreement_is_written_by_members_and_coach(cast: Cast) -> None:
    save(cast, by=cast.coach)

    for somebody in (cast.home_leader, cast.other_member, cast.integrator):
        with pytest.raises(ValidationError, match="members and its coach"):
            save(cast, by=somebody, place="Elsewhere")
    assert confirmed(WorkingAgreement.objects.get()) == set()


def test_change_asks_all_members_again(cast: Cast) -> None:
    """H5: a change is a new version, which every member confirms anew."""
    row = save(cast)
    agreement_confirm(agreement=row, by=cast.member)

    changed = save(cast, by=cast.coach, decisions="by consent")

    assert (changed.pk, changed.version) == (row.pk, 2)
    assert confirmed(changed) == set()
    agreement_confirm(agreement=changed, by=cast.member, version=2)
    assert confirmed(changed) == {"Emre"}


def test_saving_the_same_asks_nobody(cast: Cast) -> None:
    row = save(cast)
    agreement_confirm(agreement=row, by=cast.member)

    assert save(cast, by=cast.coach).version == 1
    assert confirmed(row) == {"Selin", "Emre"}


def test_confirming_twice_is_once_and_only_members_do(cast: Cast) -> None:
    """H5: all members confirm, nobody else can."""
    row = save(cast)

    first = agreement_confirm(agreement=row, by=cast.member)

    assert agreement_confirm(agreement=row, by=cast.member) == first
    for somebody in (cast.coach, cast.other_member, cast.integrator):
        with pytest.raises(ValidationError, match="Only members"):
            agreement_confirm(agreement=row, by=somebody)


def test_confirming_a_version_that_changed_is_refused(cast: Cast) -> None:
    row = save(cast)
    save(cast, place="Room 5")

    with pytest.raises(ValidationError, match="read it once more"):
        agreement_confirm(agreement=row, by=cast.member, version=1)


def test_agreement_of_a_closed_cycle_stays(cast: Cast) -> None:
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    cast.team.refresh_from_db()

    with pytest.raises(ValidationError, match="closed"):
        save(cast)


def test_agreement_refuses_a_meeting_of_no_length(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        save(cast, minutes=0)

    assert not WorkingAgreement.objects.exists()
