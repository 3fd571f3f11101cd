"""What the results page shows, and what follows from it: nothing about a hidden group."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from core.tenancy import tenant
from reviews.models import Pulse, PulseResult
from reviews.pulse.actions import pulse_close, pulse_follow_up_save
from reviews.pulse.items import current, wordings
from reviews.pulse.report import trend
from reviews.pulse.results import Answer, frozen
from tests.cast import Cast
from tests.reviews.pulse.pulses import CLOSED, answer, crowd, members, opened
from themes.models import Cycle

ITEMS = [wordings("en")[key] for key in current()]
SCORED = [item for item in ITEMS if item.scale is not None]


def given_by(team: int, score: int, **comments: str) -> Answer:
    return Answer(team, {item.key: score for item in SCORED}, comments)


def figures(answers: list[Answer], teams: list[int], **rules: int) -> dict[str, Any]:
    told = {"threshold": 5, "comment_threshold": 10, **rules}
    return frozen(answers, teams=teams, items=ITEMS, **told)


def test_figures_are_favourable_mean_and_enps_with_counts() -> None:
    """N7: percent favourable and mean 0–100; eNPS with its counts."""
    found = figures([given_by(1, score) for score in (5, 5, 4, 3, 1)], [1])["total"]

    assert found["items"]["fun.1"] == {"favourable": "60.0", "mean": "65.0"}
    assert found["recommend"] == {
        "key": "recommend.1",
        "enps": "-100.0",
        "promoters": 0,
        "passives": 0,
        "detractors": 5,
    }


def test_comments_need_ten_answers_and_forget_their_team() -> None:
    """N3: shuffled, of all teams together."""
    words = [f"{letter} is good" for letter in "abcdefghij"]
    ten = [given_by(number % 2, 4, **{"keep.1": said}) for number, said in enumerate(words)]

    orders = {tuple(figures(ten, [0, 1])["comments"]["keep.1"]) for _round in range(20)}

    assert figures(ten[:9], [0, 1])["comments"] is None
    assert {tuple(sorted(order)) for order in orders} == {tuple(words)}
    assert len(orders) > 10


@given(
    st.dictionaries(
        st.integers(1, 5), st.lists(st.integers(1, 5), max_size=9), min_size=1, max_size=5
    ),
    st.integers(3, 6),
)
def test_nothing_shown_gives_a_hidden_group_back(
    scores: Mapping[int, list[int]], threshold: int
) -> None:
    """N3: every sum and difference of what is shown covers no answer, or as many as the threshold.

    Whoever reads adds and subtracts what is shown of all and of each team; means times counts are
    sums over sets of answers, and the smallest set that this can single out is looked for.
    """
    answers = [given_by(team, score) for team, given in scores.items() for score in given]

    found = figures(answers, list(scores), threshold=threshold, comment_threshold=10)

    sizes = {team: len(given) for team, given in scores.items()}
    shown = {int(team) for team in found["teams"]}
    sets = [{team} for team in shown] + ([set(sizes)] if found["total"] else [])
    for picked in chain.from_iterable(combinations(shown, n) for n in range(len(shown) + 1)):
        if found["total"]:
            sets.append(set(sizes) - set(picked))
    assert all(sum(sizes[t] for t in one) >= threshold for one in sets if any(map(sizes.get, one)))
    assert found.keys() == {"total", "teams", "comments"}
    assert _guessed(found, sizes, shown).keys() <= {frozenset(one) for one in sets}


def _guessed(
    found: dict[str, Any], sizes: Mapping[int, int], shown: set[int]
) -> dict[frozenset[int], Fraction]:
    """What a reader computes about the hidden teams: the mean of all of them together."""
    if not found["total"]:
        return {}
    total = found["total"]
    rest = Fraction(total["items"]["fun.1"]["mean"]) * total["answers"]
    left = total["answers"]
    for team in shown:
        one = found["teams"][str(team)]
        rest -= Fraction(one["items"]["fun.1"]["mean"]) * one["answers"]
        left -= one["answers"]
    return {frozenset(set(sizes) - shown): rest / left} if left else {}


def test_hidden_team_is_nowhere_in_what_is_kept(cast: Cast, clock: Any) -> None:
    """N3: 8 and 3 answers show the total alone, on the page and in the database."""
    people = crowd(cast, cast.team, 4), crowd(cast, cast.other_team, 2)
    pulse = opened(cast, clock)
    for person in [*members(cast), *people[0], *people[1]]:
        answer(pulse, person)
    clock.move_to(CLOSED)

    result = pulse_close(pulse=pulse)

    assert result is not None
    assert result.answered == 11
    assert result.figures["teams"] == {}
    assert result.figures["total"]["answers"] == 11


def closed(stage: Cast, clock: Any, count: int, *, more: int = 0) -> Pulse:
    """A closed pulse with so many answers; the first four are of one team."""
    with tenant(stage.organisation):
        people = [*members(stage), *crowd(stage, stage.team, more)]
        pulse = opened(stage, clock)
        for person in people[:count]:
            answer(pulse, person, keep="The radio programme.")
        clock.move_to(CLOSED)
        pulse_close(pulse=pulse)
    return pulse


@pytest.mark.parametrize(
    ("count", "says", "not_says"),
    [
        (0, "No answers", "Below the threshold"),
        (4, "Below the threshold", "Nobody has answered"),
        (5, "eNPS", "Below the threshold"),
    ],
)
def test_too_few_differ_from_none(
    stage: Cast, clock: Any, sign_in: Any, count: int, says: str, not_says: str
) -> None:
    """N4: below the threshold is said as such."""
    pulse = closed(stage, clock, count)

    page = sign_in(stage.member).get(stage.path(f"cycles/{pulse.cycle_id}/pulse/"))

    assert says in page.content.decode()
    assert not_says not in page.content.decode()


def test_page_shows_rate_warning_and_hides_teams_in_every_filter(
    stage: Cast, clock: Any, sign_in: Any
) -> None:
    """N3, N4, N7: 6 of 11 is 54.5 %; one team has no answer, the other alone shows none of it."""
    pulse = closed(stage, clock, 6, more=6)
    path = stage.path(f"cycles/{pulse.cycle_id}/pulse/")
    browser = sign_in(stage.sponsor)

    everybody = browser.get(path).content.decode()
    teams = [
        browser.get(f"{path}?team={team.pk}").content.decode()
        for team in (stage.team, stage.other_team)
    ]

    assert "6 of 11, 54.5 %" in everybody
    assert "Fewer than 60 % have answered" in everybody
    assert "The radio programme" not in everybody
    assert "Comments are shown from 10 answers" in everybody
    assert all("Not shown for this team" in page for page in teams)
    assert "eNPS" not in "".join(teams)
    assert len({page[page.index("Not shown for this team") :][:300] for page in teams}) == 1
    assert "no answers" not in "".join([everybody, *teams]).lower()
    assert browser.get(f"{path}?team=x%00").content.decode().count("eNPS") == 1


def test_trend_joins_unchanged_wording_only(cast: Cast) -> None:
    """N6: a new version is a row of its own; a total that was hidden stays hidden."""
    row = {"favourable": "80.0", "mean": "75.0"}
    before, after = {"fun.1": row, "voice.1": row}, {"fun.1": row}
    for number, items in enumerate((before, after, None), start=5):
        first = date(2030, 1, 1) + timedelta(weeks=20 * number)
        cycle = Cycle.objects.create(
            theme=cast.theme, number=number, starts_on=first, ends_on=first + timedelta(weeks=13)
        )
        pulse = Pulse.objects.create(
            cycle=cycle, opens_at=CLOSED, closes_at=CLOSED + timedelta(days=9), items=[]
        )
        total = {"items": items} if items else None
        PulseResult.objects.create(pulse=pulse, invited=9, answered=9, figures={"total": total})

    cycles, series = trend(cast.theme)

    assert [cycle.number for cycle in cycles] == [5, 6, 7]
    assert [[value for _cycle, value in one.points] for one in series] == [
        [80, None, None],
        [80, 80, None],
    ]


def test_follow_up_stands_beside_the_results(stage: Cast, clock: Any, sign_in: Any) -> None:
    """N8: owner and date, by sponsor and integration team; three cost no more than one."""
    pulse = closed(stage, clock, 5)
    path = stage.path(f"cycles/{pulse.cycle_id}/pulse/")
    assert sign_in(stage.member).get(f"{path}follow-ups/add/").status_code == 403
    browser = sign_in(stage.sponsor)
    line = {"text": "A van a week", "owner": str(stage.home_leader.pk), "due_on": "2026-08-01"}
    assert browser.post(f"{path}follow-ups/add/", line | {"text": ""}).status_code == 422
    browser.post(f"{path}follow-ups/add/", line)

    first = _statements(browser, path)
    with tenant(stage.organisation):
        for owner in (stage.coach, stage.integrator):
            pulse_follow_up_save(
                pulse=pulse, by=stage.sponsor, text="More", owner=owner, due_on=date(2026, 9, 1)
            )

    page = browser.get(path).content.decode()
    assert "A van a week" in page
    assert str(stage.home_leader) in page
    assert _statements(browser, path) == first


def test_follow_up_is_worded_anew_and_taken_out(stage: Cast, clock: Any, sign_in: Any) -> None:
    """N8: by those who write them; an empty list reminds the sponsor again."""
    pulse = closed(stage, clock, 5)
    with tenant(stage.organisation):
        row = pulse_follow_up_save(
            pulse=pulse, by=stage.sponsor, text="A van", owner=stage.coach, due_on=date(2026, 9, 1)
        )
    path = stage.path(f"pulse-follow-ups/{row.pk}/")
    line = {"text": "Two vans", "owner": str(stage.home_leader.pk), "due_on": "2026-08-01"}
    outside = [sign_in(stage.member).post(path + end, line).status_code for end in ("", "remove/")]
    browser = sign_in(stage.integrator)

    form = browser.get(path).text
    bad = browser.post(path, line | {"due_on": "soon"})
    browser.post(path, line)
    page = browser.get(stage.path(f"cycles/{pulse.cycle_id}/pulse/")).text
    asked = browser.get(f"{path}remove/").text
    browser.post(f"{path}remove/")

    assert (outside, bad.status_code) == ([403, 403], 422)
    assert ('value="A van"' in form, 'value="2026-09-01"' in form) == (True, True)
    assert 'value="Two vans"' in bad.text
    assert ("Two vans" in page, "A van<" in page, path in page) == (True, False, True)
    assert "Take this out?" in asked
    with tenant(stage.organisation):
        assert not pulse.follow_ups.exists()


def _statements(browser: Any, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as said:
        browser.get(path)
    return len(said)


def test_members_find_the_pulse_from_team_theme_and_review(
    stage: Cast, clock: Any, sign_in: Any
) -> None:
    """N7, R5: whoever may read it is led there; a home leader is not."""
    pulse = closed(stage, clock, 5)
    addresses = [
        f"teams/{stage.team.pk}/",
        f"themes/{stage.theme.pk}/",
        f"cycles/{pulse.cycle_id}/review/",
    ]
    pages = [stage.path(address) for address in addresses]
    way = stage.path(f"cycles/{pulse.cycle_id}/pulse/")

    member = [way in sign_in(stage.member).get(page).content.decode() for page in pages]
    leader = [way in sign_in(stage.home_leader).get(page).content.decode() for page in pages]

    assert (member, leader) == ([True] * 3, [False] * 3)
