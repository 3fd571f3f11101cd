from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.outbox import State
from core.tenancy import tenant
from nudges.models import Message, Occasion
from tests.cast import Cast


def make_message(stage: Cast, key: str, state: str, **fields: Any) -> Message:
    with tenant(stage.organisation):
        return Message.objects.create(
            person=stage.member,
            dedupe_key=key,
            state=state,
            due_at=timezone.now(),
            **{"subject": f"Mail {key}", **fields},
        )


def test_administrator_sees_what_failed_and_sends_it_again(stage: Cast, sign_in: Any) -> None:
    """T5: sent, waiting and failed with the reason; failed ones go again."""
    failed = make_message(stage, "a", "failed", reason="No such mailbox")
    planned = make_message(stage, "b", "waiting", subject="Call the dealer who is ill")
    with tenant(stage.organisation):
        Occasion.objects.create(
            message=planned,
            person=stage.member,
            kind="okrs.to_do",
            about="okrs.todo:1",
            moment="open",
            dedupe_key="b",
        )
    browser = sign_in(stage.administrator)

    page = browser.get(stage.path("messages/?state=failed")).content.decode()
    waiting = browser.get(stage.path("messages/?state=waiting")).content.decode()
    browser.post(stage.path(f"messages/{failed.pk}/again/"))

    with tenant(stage.organisation):
        failed.refresh_from_db()
    assert "No such mailbox" in page
    assert "To-dos that are due" not in page
    assert "To-dos that are due" in waiting
    assert "dealer" not in waiting  # R5: what a to-do says is the team's own
    assert (failed.state, failed.reason) == (State.WAITING, "")


def test_sent_mail_does_not_go_again(stage: Cast, sign_in: Any) -> None:
    sent = make_message(stage, "a", "sent", sent_at=timezone.now())

    sign_in(stage.administrator).post(stage.path(f"messages/{sent.pk}/again/"))

    with tenant(stage.organisation):
        sent.refresh_from_db()
    assert sent.state == State.SENT


def test_member_may_not_read_mails(stage: Cast, sign_in: Any) -> None:
    answer = sign_in(stage.member).get(stage.path("messages/"))

    assert answer.status_code == 403
    assert "Administrators of the organisation can do this." in answer.content.decode()


def test_list_asks_the_same_questions_for_one_and_three(stage: Cast, sign_in: Any) -> None:
    browser, asked = sign_in(stage.administrator), []
    make_message(stage, "0", "waiting")
    browser.get(stage.path("messages/"))

    for count in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(stage.path("messages/")).content.decode()
        assert page.count(str(stage.member)) == count
        asked.append(len(queries))
        make_message(stage, f"{count}a", "waiting")
        make_message(stage, f"{count}b", "waiting")

    assert asked[0] == asked[1]
