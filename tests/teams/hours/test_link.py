"""The link in a mail opens one decision, changes nothing by being opened, and ends with it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges
from orgs import links
from orgs.models import Person
from teams.hours.actions import hours_answer, hours_commit
from teams.models import Commitment, LeaderAnswer
from tests.cast import Cast
from tests.teams.hours.test_pages import state_of, text


def waiting(stage: Cast) -> Commitment:
    row: Commitment = Commitment.objects.get(membership__person=stage.waiting_member)
    return row


def mailed(stage: Cast) -> str:
    """The address the mail to the home leader carries."""
    with tenant(stage.organisation):
        due = list(nudges["teams.decide_hours"].rows(timezone.now(), stage.home_leader))
    return str(due[0].mail_url)


def ask_again(stage: Cast, hours: str) -> None:
    with tenant(stage.organisation):
        hours_commit(commitment=waiting(stage), hours=Decimal(hours), by=stage.waiting_member)


def answer(stage: Cast, kind: str) -> None:
    with tenant(stage.organisation):
        hours_answer(
            commitment=waiting(stage), leader=stage.home_leader, answer=kind, reason="Launch"
        )


def test_link_shows_one_decision_without_signing_in(stage: Cast, client: Client) -> None:
    """E2: theme, hours, dates and room on one page, for whoever holds the mail."""
    page = text(client.get(mailed(stage)))

    for said in (
        "Agree to 5 h a week for Deniz Aydin?",
        "Capabilities, in “Quieter kitchens”",
        "Mon 6 April to Sun 5 July",
        "35 of 40 hours stay with your team.",
        "Nothing has been decided by opening this page. You answer as <b>Burak Dogan</b>.",
        "Yes, agree to 5 h",
        "Say what will be dropped or covered in your team",
    ):
        assert said in page, said
    assert "/o/lodos/" not in page


def test_opening_the_link_changes_nothing(stage: Cast, client: Client) -> None:
    """E2, T6: a mail scanner that opens the link, or asks for its head, decides nothing."""
    path = mailed(stage)

    assert [client.get(path).status_code, client.head(path).status_code] == [200, 200]
    assert client.put(path).status_code == 405

    assert state_of(stage, stage.waiting_member) == ("asked", None)
    with tenant(stage.organisation):
        assert not LeaderAnswer.objects.exists()


def test_button_decides_with_the_token_of_the_page_only(stage: Cast) -> None:
    """E2: two taps; the form is protected by its cookie, though nobody is signed in."""
    browser, path = Client(enforce_csrf_checks=True), mailed(stage)

    assert browser.post(path, {"answer": "agree", "seen": "0"}).status_code == 403
    assert state_of(stage, stage.waiting_member) == ("asked", None)

    page = browser.get(path)
    sent = {"answer": "agree", "seen": "0", "csrfmiddlewaretoken": page.context["csrf_token"]}
    done = browser.post(path, {**sent, "covered": "The Friday report"}, follow=True)

    assert "You have already answered" in text(done)
    assert "5 h a week agreed" in text(done)
    assert state_of(stage, stage.waiting_member) == ("agreed", Decimal(5))
    with tenant(stage.organisation):
        row = LeaderAnswer.objects.get()
        assert (row.via, row.covered, row.leader) == (
            "mail",
            "The Friday report",
            stage.home_leader,
        )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"answer": "other", "hours": "3"}, ("changed", Decimal(3))),
        ({"answer": "not_now", "reason": "Launch"}, ("declined", None)),
    ],
)
def test_link_takes_all_three_answers(
    stage: Cast, client: Client, data: dict[str, str], expected: Any
) -> None:
    client.post(mailed(stage), {"seen": "0", **data})

    assert state_of(stage, stage.waiting_member) == expected


def test_wrong_answer_by_link_opens_its_form_again(stage: Cast, client: Client) -> None:
    response = client.post(mailed(stage), {"answer": "other", "hours": "99", "seen": "0"})

    assert response.status_code == 422
    assert "between a quarter of an hour and 40 hours" in text(response)
    assert 'value="99"' in text(response)
    assert state_of(stage, stage.waiting_member) == ("asked", None)


def test_used_link_says_what_was_decided_and_when(stage: Cast, client: Client) -> None:
    """E2: the link ends with its request."""
    path = mailed(stage)
    answer(stage, "not_now")

    shown, posted = client.get(path), client.post(path, {"answer": "agree", "seen": "0"})

    said = "Already decided by Burak Dogan on Wed 20 May, 12:00: 5 h a week: not now."
    assert (shown.status_code, posted.status_code) == (200, 409)
    assert said in text(shown)
    assert said in text(posted)
    assert '<button class="btn primary' not in text(shown)
    assert state_of(stage, stage.waiting_member) == ("declined", None)


def test_used_link_opens_no_later_request(stage: Cast, client: Client) -> None:
    """E2: asked again after an answer, the old link still tells of the old one."""
    path = mailed(stage)
    answer(stage, "not_now")
    ask_again(stage, "2")

    assert "5 h a week: not now" in text(client.get(path))
    assert client.post(path, {"answer": "agree", "seen": "1"}).status_code == 409
    assert state_of(stage, stage.waiting_member) == ("asked", None)
    assert "Agree to 2 h a week" in text(client.get(mailed(stage)))


def test_link_of_a_request_that_was_replaced_ends_with_it(stage: Cast, client: Client) -> None:
    """E2: the member asks for other hours: the old mail says so and opens nothing."""
    path = mailed(stage)
    ask_again(stage, "3")

    said = "Since Wed 20 May, 12:00 you are asked about 3 h a week for Deniz Aydin."
    assert said in text(client.get(path))
    for seen in ("0", "1"):
        refused = client.post(path, {"answer": "agree", "seen": seen})
        assert refused.status_code == 409
        assert said in text(refused)
    assert state_of(stage, stage.waiting_member) == ("asked", None)
    assert "Agree to 3 h a week for Deniz Aydin?" in text(client.get(mailed(stage)))

    answer(stage, "agree")
    assert "3 h a week agreed" in text(client.get(path))


def test_link_of_a_former_leader_does_not_tell_what_the_new_one_decided(
    stage: Cast, client: Client
) -> None:
    """E2, E8: each leader reads their own decisions."""
    path = mailed(stage)
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.waiting_member.pk).update(leader=stage.leader_member)
        hours_answer(
            commitment=waiting(stage), leader=stage.leader_member, answer="not_now", reason="Launch"
        )

    page = text(client.get(path))
    assert "Deniz Aydin is led by Jurgen Weiss now" in page
    assert "not now" not in page


def test_link_of_a_former_leader_names_who_decides_now(stage: Cast, client: Client) -> None:
    path = mailed(stage)
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.waiting_member.pk).update(leader=stage.leader_member)

    assert "Deniz Aydin is led by Jurgen Weiss now" in text(client.get(path))
    assert client.post(path, {"answer": "agree", "seen": "0"}).status_code == 409
    assert state_of(stage, stage.waiting_member) == ("asked", None)


def test_link_of_a_request_taken_back_says_so(stage: Cast, client: Client) -> None:
    path = mailed(stage)
    with tenant(stage.organisation):
        stage.waiting_member.memberships.update(left_on=stage.cycle.starts_on)

    assert "Nothing is asked of you any more" in text(client.get(path))
    assert client.post(path, {"answer": "agree", "seen": "0"}).status_code == 409


def test_link_that_ran_out_says_so(
    stage: Cast, client: Client, clock: time_machine.Traveller
) -> None:
    path = mailed(stage)
    clock.shift(timedelta(days=31))

    for response in (client.get(path), client.post(path, {"answer": "agree", "seen": "0"})):
        assert response.status_code == 410
        assert "This link has run out" in text(response)
        assert "Nothing has been decided about the 5 h a week of Deniz Aydin" in text(response)
    assert state_of(stage, stage.waiting_member) == ("asked", None)

    with tenant(stage.organisation):
        hours_answer(commitment=waiting(stage), leader=stage.home_leader, answer="agree")
    later = client.get(path)
    assert later.status_code == 410
    assert "Already decided by Burak Dogan on Sat 20 June, 12:00: 5 h a week agreed." in text(later)


def test_link_is_for_one_purpose_person_and_row(stage: Cast, client: Client) -> None:
    """E2, T6: a changed token and one for another purpose are not found."""
    path = mailed(stage)
    until = timezone.now() + timedelta(days=1)
    with tenant(stage.organisation):
        other = links.token("teams.else", person=stage.home_leader, row=waiting(stage), until=until)
    for wrong in (path[:-2] + "x/", reverse("hours_link", kwargs={"token": other})):
        assert client.get(wrong).status_code == 404


def test_link_of_somebody_who_left_says_so(stage: Cast, client: Client) -> None:
    """U3: signed links of a leaver stop working, with a sentence, and decide nothing."""
    path = mailed(stage)
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.home_leader.pk).update(left_on=stage.cycle.starts_on)

    shown = client.get(path)
    posted = client.post(path, {"answer": "agree"})

    assert (shown.status_code, posted.status_code) == (410, 410)
    assert "somebody who is no longer on the roster of Lodos" in text(shown)
    with tenant(stage.organisation):
        assert waiting(stage).state == Commitment.State.ASKED


def test_link_opens_nothing_else(stage: Cast, client: Client) -> None:
    """E2: having opened the link is not being signed in."""
    client.get(mailed(stage))

    response = client.get(stage.path("approvals/"))

    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_link_speaks_the_leaders_own_time(stage: Cast, client: Client) -> None:
    path = mailed(stage)
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.home_leader.pk).update(time_zone="America/New_York")
    answer(stage, "agree")

    assert "Wed 20 May, 05:00" in text(client.get(path))
