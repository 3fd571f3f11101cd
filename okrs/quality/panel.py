"""A saved OKR set in the quality check: its words, and the panel with the advice."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects

from okrs.access import can_define
from okrs.models import KeyResult, Objective, OKRSet
from okrs.quality.check import Item, check
from okrs.quality.words import KeyResultWords, ObjectiveWords, SetWords, fingerprint
from orgs.models import Person


def quality_page(okr_set: OKRSet, *, person: Person, problem: str = "") -> dict[str, Any]:
    """What `{% include "okrs/quality/_quality.html" %}` reads as `quality`, on any team page.

    It replaces itself by htmx; without, an answer leads to `back`, if the include names one.
    """
    team, words = okr_set.team, words_of(okr_set)
    mark, last = fingerprint(words), okr_set.answers.select_related("by").first()
    answer = last if last and last.fingerprint == mark else None
    checked = replace(words, enough=answer.enough if answer else None)
    grouped = {word: _together(items) for word, items in groupby(check(checked), _word)}
    return {
        "team": team,
        "missing": grouped.get("missing", []),
        "look": grouped.get("look", []),
        "passed": grouped.get("pass", []),
        "answer": answer,
        "asked_again": last is not None and answer is None,
        "fingerprint": mark,
        "may_answer": can_define(person, team) and not team.cycle.frozen,
        "problem": problem,
    }


class Advice(NamedTuple):
    """One piece of advice with all the objectives and key results that it is about."""

    name: str
    word: str
    question: str
    reason: str
    abouts: list[str]


def words_of(okr_set: OKRSet) -> SetWords:
    """The set as plain words, in four statements at the most."""
    prefetch_related_objects([okr_set], "team__cycle", "objectives__key_results__steps")
    cycle = okr_set.team.cycle
    return SetWords(
        cycle.starts_on, cycle.ends_on, tuple(map(_objective, okr_set.objectives.all()))
    )


def _objective(objective: Objective) -> ObjectiveWords:
    return ObjectiveWords(objective.text, tuple(map(_key_result, objective.key_results.all())))


def _key_result(kr: KeyResult) -> KeyResultWords:
    return KeyResultWords(
        title=kr.title,
        kind=kr.kind,
        unit=kr.unit,
        baseline=kr.baseline,
        target=kr.target,
        low=kr.low,
        high=kr.high,
        source=kr.source,
        every_weeks=kr.every_weeks,
        counter_metric=kr.counter_metric,
        steps=tuple(step.text for step in kr.steps.all()),
    )


def _together(items: Iterable[Item]) -> list[Advice]:
    return [
        Advice(name, word, question, reason, [item.about for item in same if item.about])
        for (name, word, question, reason), same in groupby(items, lambda item: item[:4])
    ]


def _word(item: Item) -> str:
    return item.word
