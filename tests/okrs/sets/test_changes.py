"""How an agreed OKR set changes: with a reason, a version, and what was measured kept."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from okrs.key_results.actions import baseline_keep, key_result_remove, key_result_save
from okrs.measurements.actions import measure
from okrs.models import KeyResult, Objective
from okrs.sets.actions import (
    objective_remove,
    objective_save,
    set_open,
    set_share,
)
from okrs.sets.versions import changes
from tests.cast import Cast
from themes.models import Cycle

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


def test_agreed_set_changes_with_a_reason_and_a_version(cast: Cast) -> None:
    """G7: after agreed a change needs a reason; old and new are kept."""
    first, second = cast.key_results
    okr_set = first.objective.okr_set
    key_result_save(
        objective=first.objective, by=cast.member, key_result=first, fields={}, reason="As agreed"
    )

    with pytest.raises(ValidationError) as refused:
        key_result_save(
            objective=first.objective, by=cast.member, key_result=first, fields={"target": 72}
        )
    key_result_save(
        objective=first.objective,
        by=cast.member,
        key_result=first,
        fields={"target": 72},
        reason="Two dealers left",
    )

    newer, older = okr_set.versions.all()
    assert "Say why it changes" in sentence(refused)
    assert (newer.number, newer.reason, newer.by) == (2, "Two dealers left", cast.member)
    assert [tuple(c) for c in changes(newer, older)] == [
        ("First-visit resolution", "target", "74", "72")
    ]
    assert second.title in str(older.content)


CHANGES: dict[str, tuple[Callable[..., Any], str, str]] = {
    "objective": (
        lambda o, **k: objective_save(okr_set=o.okr_set, objective=o, text="At once", **k),
        "objective",
        "At once",
    ),
    "second objective": (
        lambda o, **k: objective_save(okr_set=o.okr_set, text="Also", note="A board", **k),
        "new objective",
        "Also",
    ),
    "second objective out": (
        lambda o, **k: objective_remove(objective=o.okr_set.objectives.get(position=2), **k),
        "objective taken out",
        "",
    ),
    "new key result": (
        lambda o, **k: key_result_save(objective=o, fields=INCREASE, **k),
        "new key result",
        "Calls",
    ),
    "owner": (
        lambda o, **k: key_result_save(
            objective=o, key_result=o.key_results.first(), fields={"owner": None}, **k
        ),
        "who measures",
        "–",
    ),
    "steps": (
        lambda o, **k: key_result_save(
            objective=o,
            key_result=o.key_results.get(position=3),
            fields={},
            steps=[("Two", 2)],
            **k,
        ),
        "steps",
        "Two (2)",
    ),
    "removal": (
        lambda o, **k: key_result_remove(key_result=o.key_results.last(), **k),
        "key result taken out",
        "",
    ),
}


@pytest.mark.parametrize("way", CHANGES)
def test_each_way_to_change_an_agreed_set_has_its_reason_and_version(cast: Cast, way: str) -> None:
    """G7: objective, key result, steps, owner, removal; old and new; none without a reason."""
    act, what, new = CHANGES[way]
    objective = cast.key_results[0].objective
    steps = {"title": "Contract", "kind": "milestone"}
    said = {"objective": objective, "by": cast.member, "reason": "As agreed"}
    key_result_save(**said, fields=steps, steps=[("One", 1)])
    if way == "second objective out":
        CHANGES["second objective"][0](objective, by=cast.member, reason="As agreed")
    before = objective.okr_set.versions.first()

    with pytest.raises(ValidationError, match="Say why it changes"):
        act(objective, by=cast.member)
    with transaction.atomic():
        act(objective, by=cast.member, reason="We know more now")

    after = objective.okr_set.versions.first()
    assert (after.number, after.reason) == (before.number + 1, "We know more now")
    assert (what, new) in [(change.what, change.new) for change in changes(after, before)]


def test_change_that_changes_nothing_writes_no_version(cast: Cast) -> None:
    first, _second = cast.key_results
    for _n in range(2):
        key_result_save(
            objective=first.objective, by=cast.member, key_result=first, fields={}, reason="Look"
        )

    assert first.objective.okr_set.versions.count() == 1


def test_measured_key_result_stays_and_does_not_become_steps(cast: Cast) -> None:
    first, _second = cast.key_results
    measure(key_result=first, by=cast.member, value=65)

    with pytest.raises(ValidationError) as removal:
        key_result_remove(key_result=first, by=cast.member, reason="Too hard")
    with pytest.raises(ValidationError) as kind:
        key_result_save(
            objective=first.objective,
            by=cast.member,
            key_result=first,
            fields={"kind": "milestone"},
            steps=[("One", 1)],
            reason="Steps fit better",
        )

    assert "It was measured already, so it stays" in sentence(removal)
    assert "numbers and steps do not fit" in sentence(kind)


def test_learned_value_becomes_the_starting_value(cast: Cast) -> None:
    """G4: a baseline "to be measured" is set by the team once it is known."""
    first, _second = cast.key_results
    feels = KeyResult.objects.create(
        objective=first.objective, position=3, title="How it feels", kind="baseline", unit="points"
    )
    with pytest.raises(ValidationError):
        baseline_keep(key_result=feels, by=cast.member)
    measure(key_result=feels, by=cast.member, value="3.4")

    kept = baseline_keep(key_result=feels, by=cast.member)

    assert (kept.baseline, kept.kind) == (Decimal("3.4"), "baseline")
    reason = first.objective.okr_set.versions.first().reason
    assert reason == "We have learned the starting value."


def test_closed_cycle_keeps_its_sets(cast: Cast, draft: Objective, add: Any) -> None:
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase="closed")

    for refused in (
        lambda: set_open(team=cast.other_team, by=cast.other_member),
        add,
        lambda: set_share(okr_set=draft.okr_set, by=cast.other_member),
        lambda: objective_save(okr_set=draft.okr_set, by=cast.other_member, text="New"),
    ):
        with pytest.raises(ValidationError, match="This cycle is closed"):
            refused()
