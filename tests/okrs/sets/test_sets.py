"""OKR sets: what they hold, and how they are agreed."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from okrs.key_results.actions import key_result_save
from okrs.models import KeyResult, Objective, OKRSet
from okrs.quality.panel import quality_page
from okrs.sets.actions import (
    objective_save,
    set_agree,
    set_answer,
    set_comment,
    set_open,
    set_share,
    set_take_back,
)
from orgs.models import AuditEvent
from tests.cast import Cast

INCREASE = {"title": "Calls", "kind": "increase", "unit": "calls", "baseline": 10, "target": 50}


@pytest.fixture
def draft(cast: Cast) -> Objective:
    okr_set = set_open(team=cast.other_team, by=cast.other_member)
    return objective_save(okr_set=okr_set, by=cast.other_member, text="Dealers call us first")


@pytest.fixture
def add(cast: Cast, draft: Objective) -> Callable[..., KeyResult]:
    """Write a key result into the draft of the other team."""

    def added(fields: dict[str, Any] | None = None, **kwargs: Any) -> KeyResult:
        return key_result_save(
            objective=draft, by=cast.other_member, fields={**INCREASE, **(fields or {})}, **kwargs
        )

    return added


def sentence(raised: Any) -> str:
    return " ".join(raised.value.messages)


def test_set_open_gives_one_set_a_team(cast: Cast) -> None:
    """G3: one OKR set per team and cycle."""
    first = set_open(team=cast.other_team, by=cast.other_member)
    again = set_open(team=cast.other_team, by=cast.coach)

    assert again == first
    assert first.state == OKRSet.State.DRAFT


def test_second_objective_needs_a_note_and_a_third_is_refused(cast: Cast, draft: Objective) -> None:
    """G3: one objective; a second one with a note."""
    okr_set, by = draft.okr_set, cast.other_member

    with pytest.raises(ValidationError) as without_note:
        objective_save(okr_set=okr_set, by=by, text="And dealers stay")
    objective_save(okr_set=okr_set, by=by, text="And dealers stay", note="Two boards ask for it")
    with pytest.raises(ValidationError) as third:
        objective_save(okr_set=okr_set, by=by, text="And more", note="Because")

    assert "Say why a second one is needed" in sentence(without_note)
    assert sentence(third) == "A team has one objective, two at the most."
    assert okr_set.objectives.count() == 2


def test_sixth_key_result_is_refused(cast: Cast, draft: Objective, add: Any) -> None:
    """G3: two to four key results, five at the most."""
    for number in range(5):
        add({"title": f"Calls {number}"})

    with pytest.raises(ValidationError):
        add({"title": "One more"})

    assert list(draft.key_results.values_list("position", flat=True)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"baseline": 35, "target": 15},
            "An increase cannot go from 35 down to 15: choose decrease instead.",
        ),
        (
            {"kind": "decrease", "baseline": 15, "target": 35},
            "A decrease cannot go from 15 up to 35: choose increase instead.",
        ),
        (
            {"baseline": 5, "target": 5},
            "Starting value and target are both 5: change one, so there is a way to go.",
        ),
        (
            {"kind": "maintain", "low": 5, "high": 4},
            "A band cannot reach from 5 down to 4: swap the two.",
        ),
        ({"target": None}, "Write the target."),
        (
            {"baseline": None},
            "Write the starting value, or choose “Learn the starting value”.",
        ),
        ({"kind": "milestone"}, "Write at least one step."),
        ({"title": ""}, "This field cannot be blank."),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_both_in_the_sentence(
    draft: Objective, add: Any, fields: dict[str, Any], said: str
) -> None:
    """G4: the direction is checked when a key result is saved."""
    with pytest.raises(ValidationError) as refused:
        add(fields)

    assert sentence(refused) == said
    assert not draft.key_results.exists()


def test_database_refuses_what_actions_would(cast: Cast, draft: Objective) -> None:
    """G4: the kind of a key result is held by the database too."""
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyResult.objects.create(objective=draft, **{**INCREASE, "target": Decimal(5)})


def test_kind_uses_its_own_numbers_only(add: Any) -> None:
    """G4: what another kind would need is emptied, whatever was typed."""
    band = add({"kind": "maintain", "low": 95, "high": 100})

    assert (band.baseline, band.target, band.low, band.high) == (None, None, 95, 100)


def test_milestone_keeps_weighted_steps_and_what_is_done(cast: Cast, draft: Objective) -> None:
    """G4: a milestone has weighted steps; rewording one keeps what is done."""
    by = cast.other_member
    fields = {"title": "Contract", "kind": "milestone"}
    contract = key_result_save(
        objective=draft, by=by, fields=fields, steps=[("Heard", 1), ("Drafted", 1), ("Signed", 2)]
    )
    contract.steps.filter(text="Heard").update(done_on="2026-05-01")

    key_result_save(
        objective=draft,
        by=by,
        fields={},
        key_result=contract,
        steps=[("Asked", 1), ("Heard", 3)],
    )

    rows = [(s.text, s.weight, s.done_on is not None) for s in contract.steps.all()]
    assert rows == [("Asked", 1, False), ("Heard", 3, True)]


def test_owner_is_somebody_of_the_team(cast: Cast, add: Any) -> None:
    """G4: the owner is a member."""
    with pytest.raises(ValidationError) as refused:
        add({"owner": cast.home_leader})

    assert sentence(refused) == "Choose somebody who is in the team."
    assert add({"owner": cast.other_member}).owner == cast.other_member


def test_set_goes_from_draft_to_shared_to_agreed(cast: Cast, draft: Objective, add: Any) -> None:
    """G7: named steps; the first version is written when the team agrees."""
    okr_set, by = draft.okr_set, cast.other_member
    add()
    with pytest.raises(ValidationError) as too_early:
        set_agree(okr_set=okr_set, by=by)
    set_share(okr_set=okr_set, by=by)
    with pytest.raises(ValidationError) as too_thin:
        set_agree(okr_set=okr_set, by=by)
    add({"title": "Answers within a day"})

    version = set_agree(okr_set=okr_set, by=by)

    assert "Share the OKR set first" in sentence(too_early)
    assert "fewer than two key results" in sentence(too_thin)
    assert (okr_set.state, okr_set.agreed_by) == ("agreed", by)
    assert version.number == 1
    assert [k["title"] for k in version.content["objectives"][0]["key_results"]] == [
        "Calls",
        "Answers within a day",
    ]
    assert AuditEvent.objects.filter(verb="okr_set.agreed", actor=by).count() == 1


def test_shared_set_can_become_a_draft_again(cast: Cast, draft: Objective) -> None:
    set_share(okr_set=draft.okr_set, by=cast.other_member)
    set_take_back(okr_set=draft.okr_set, by=cast.other_member)

    assert OKRSet.objects.get(pk=draft.okr_set_id).state == "draft"


def test_comments_are_open_while_shared(cast: Cast, draft: Objective) -> None:
    """G7: other teams comment once the set is shared."""
    with pytest.raises(ValidationError):
        set_comment(okr_set=draft.okr_set, by=cast.member, text="Too early")
    set_share(okr_set=draft.okr_set, by=cast.other_member)

    comment = set_comment(okr_set=draft.okr_set, by=cast.member, text=" How do you count calls? ")

    assert comment.text == "How do you count calls?"


def test_answer_holds_for_the_words_it_was_given_for(
    cast: Cast, draft: Objective, add: Any
) -> None:
    """G5: the team answers whether it is enough; other words ask again, an old page is refused."""
    calls, by, okr_set = add(), cast.other_member, draft.okr_set

    def panel() -> dict[str, Any]:
        return quality_page(OKRSet.objects.get(pk=okr_set.pk), person=by)

    before = panel()
    answer = set_answer(okr_set=okr_set, by=by, enough=True, seen=before["fingerprint"])
    answered = panel()
    key_result_save(objective=draft, by=by, key_result=calls, fields={"target": 60})
    with pytest.raises(ValidationError, match="The words changed meanwhile"):
        set_answer(okr_set=okr_set, by=by, enough=False, seen=before["fingerprint"])

    asked = "enough"
    assert asked in {item.name for item in before["missing"]}
    assert (answered["answer"], answer.by) == (answer, by)
    assert asked in {item.name for item in answered["passed"]}
    assert (panel()["answer"], panel()["asked_again"]) == (None, True)
    assert okr_set.answers.count() == 1
