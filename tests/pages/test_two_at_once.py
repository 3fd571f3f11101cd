"""Two people write the same words at once: nobody writes over the other without knowing it."""

from typing import Any

import pytest
from django.test import Client

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.to_dos.actions import to_do_add
from tests.cast import Cast
from tests.forms import Form, forms_in
from themes.models import Cycle

# Who writes what: the page, and the field in which the two disagree.
PAGES = {
    "theme": ("integrator", "themes/{theme.pk}/edit/", "name"),
    "focus": ("integrator", "themes/{theme.pk}/focus/edit/", "direction"),
    "area in the focus": ("integrator", "themes/{theme.pk}/focus/edit/", "areas-0-name"),
    "focus area": ("integrator", "focus-areas/{areas[0].pk}/edit/", "name"),
    "call": ("integrator", "calls/{call.pk}/edit/", "text"),
    "agreement": ("member", "teams/{team.pk}/agreement/edit/", "place"),
    "objective": ("representative", "objectives/{key_results[0].objective_id}/edit/", "text"),
    "key result": ("representative", "key-results/{key_results[0].pk}/edit/", "title"),
    "initiative": ("member", "initiatives/{bet.pk}/edit/", "title"),
    "to-do": ("member", "to-dos/{task.pk}/edit/", "text"),
    "conversation": ("coach", "to-dos/{talk.pk}/edit/", "notes"),
}


@pytest.fixture
def calling(stage: Cast) -> Cast:
    with tenant(stage.organisation):
        Cycle.objects.update(phase=Cycle.Phase.CALLING)
        stage.call.deadline = stage.cycle.ends_on
        stage.call.save()
        team: dict[str, Any] = {"team": stage.team, "by": stage.member}
        bet = initiative_save(
            title="Radio", because="They listen.", key_results=stage.key_results, **team
        )
        task: dict[str, Any] = {"owner": stage.member, "due_on": stage.cycle.ends_on, **team}
        vars(stage).update(
            bet=bet,
            task=to_do_add(text="Film", initiative=bet, **task),
            talk=to_do_add(text="A dealer", kind="research", **task),
        )
    return stage


def opened(client: Client, url: str, field: str) -> Form:
    return filled_in(client.get(url), url, field)


def filled_in(answer: Any, url: str, field: str) -> Form:
    (form,) = [form for form in forms_in(answer.content.decode(), url) if field in form.controls]
    return form


def sent(client: Client, form: Form, **typed: str) -> Any:
    there = {name: control.values for name, control in form.controls.items()}
    return client.post(form.action, {**there, "reason": "It says more.", **typed})


@pytest.mark.parametrize("page", PAGES)
def test_second_one_to_save_is_shown_what_the_first_one_saved(
    calling: Cast, sign_in: Any, page: str
) -> None:
    """409: both wordings are there, nothing is lost, and the second one decides."""
    who, path, field = PAGES[page]
    url = calling.path(path.format(**vars(calling)))
    client = sign_in(getattr(calling, who))
    first, second = opened(client, url, field), opened(client, url, field)

    saved = sent(client, first, **{field: "What the first one wrote"})
    refused = sent(client, second, **{field: "What the second one wrote"})
    kept = opened(client, url, field)
    again = sent(client, filled_in(refused, url, field))

    shown = refused.content.decode()
    assert (saved.status_code, refused.status_code, again.status_code) == (302, 409, 302)
    assert "Somebody has changed this since you opened it" in shown
    assert "<dd>What the first one wrote</dd>" in shown
    assert filled_in(refused, url, field).filled()[field] == ["What the second one wrote"]
    assert kept.filled()[field] == ["What the first one wrote"]
    assert opened(client, url, field).filled()[field] == ["What the second one wrote"]


@pytest.mark.parametrize("page", PAGES)
def test_a_version_that_never_was_is_409(calling: Cast, sign_in: Any, page: str) -> None:
    who, path, field = PAGES[page]
    url = calling.path(path.format(**vars(calling)))
    client = sign_in(getattr(calling, who))

    refused = sent(client, opened(client, url, field), seen="\x00<b>")

    assert refused.status_code == 409
    assert "<b>" not in filled_in(refused, url, field).filled()["seen"][0]
