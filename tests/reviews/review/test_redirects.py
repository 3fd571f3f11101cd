"""Whoever did something at the end of a cycle arrives on a page that they may see."""

from datetime import datetime
from typing import Any

from core.tenancy import tenant
from okrs.models import ToDo
from teams.models import Coaching, Membership, Team
from tests.cast import ENDS_ON, ISTANBUL, STARTS_ON, Cast
from tests.reviews.next_cycle.test_next_cycle import open_next


def test_every_deed_leads_to_a_page_its_doer_may_see(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M2 M5 M7 M10, N1, O1 O2: from opening the review to opening the cycle again."""
    clock.move_to(datetime(2026, 6, 29, 10, 0, tzinfo=ISTANBUL))
    cycle, team, row = f"cycles/{stage.cycle.pk}", f"teams/{stage.team.pk}", stage.key_results[0].pk
    with tenant(stage.organisation):
        leaver, waiting = (
            Membership.objects.get(person=person).pk
            for person in (stage.member, stage.waiting_member)
        )

    def arrives(who: Any, path: str, **data: Any) -> str:
        answer = sign_in(who).post(stage.path(f"{path}/"), data, follow=True)
        assert (answer.status_code, bool(answer.redirect_chain)) == (200, True), path
        return str(answer.redirect_chain[-1][0]).removeprefix(stage.path()).strip("/")

    integrator, coach, speaker = stage.integrator, stage.coach, stage.representative
    day, last = "2026-07-01", str(ENDS_ON)
    review = {"day": day, "at": "13:00", "answers_until": last, "score_hours": "24"}
    assert arrives(integrator, f"{cycle}/review/open", **review) == f"{cycle}/review"
    said = {"text": "I see the whole.", "audience": "team"}
    assert arrives(stage.member, f"{team}/reflection", **said) == f"{cycle}/review"
    alone = {f"kr-{row}": "0.7"}
    assert arrives(stage.member, f"{team}/scores", **alone) == f"{cycle}/review"
    assert arrives(coach, f"{team}/scores/reveal") == f"{cycle}/review"
    assert arrives(speaker, f"key-results/{row}/score", **{f"kr-{row}-given": "0.8"}) == (
        f"{cycle}/review"
    )
    kept = {"title": "Films", "owner": stage.sponsor.pk, "written_in": "Guide", "since": day}
    assert arrives(stage.facilitator, f"{team}/practices/add", **kept) == f"{cycle}/review"
    for member, person in ((leaver, stage.member), (waiting, stage.waiting_member)):
        assert arrives(person, f"memberships/{member}/going-on", answer="leave") == ""
    for doer, member, owner in (
        (stage.member, leaver, stage.member),
        (coach, waiting, stage.waiting_member),
    ):
        with tenant(stage.organisation):
            film = ToDo.objects.create(team=stage.team, text="Film", owner=owner, due_on=last)
        path = f"memberships/{member}/hand-over"
        assert arrives(doer, path, to=speaker.pk, what=f"okrs.todo:{film.pk}") == path
    first = {"starts_on": "2026-07-06", "weeks": "13"}
    assert arrives(integrator, f"{cycle}/next", **first) == f"{cycle}/next"
    assert arrives(integrator, f"{cycle}/next/members") == f"{cycle}/next"
    with tenant(stage.organisation):
        following = open_next(stage)
        after = Team.objects.create(
            cycle=following, focus_area=stage.areas[0], number=1, name="After", previous=stage.team
        )
        Coaching.objects.create(team=after, coach=coach, since=STARTS_ON)
    assert arrives(integrator, f"{cycle}/next/members") == f"cycles/{following.pk}/forming"
    assert arrives(coach, f"teams/{after.pk}/take-along", key_results=[row]) == (
        f"teams/{after.pk}/okr-set"
    )
    assert arrives(integrator, f"{cycle}/close", note="Some are away.") == cycle
    assert arrives(integrator, f"{cycle}/reopen", note="A score was wrong.") == cycle
