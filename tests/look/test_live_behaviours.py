"""Parts that follow others, and lines that wait for the connection, with htmx and no server."""

import uuid
from pathlib import Path
from urllib.parse import parse_qs

import django_htmx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.look.conftest import Show

pytestmark = pytest.mark.browser

HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
PART = (
    '<section id="board" data-part="board" data-version="{0}" hx-get="/board/" hx-trigger="live"'
    ' hx-swap="outerHTML"><p>version {0}</p><input aria-label="Line">'
    '<select id="place" aria-label="Place"><option>here<option>there</select></section>'
)
QUICK_ADD = (
    '<form id="add" hx-post="/to-dos/" hx-swap="outerHTML">'
    '<input id="text" name="text" aria-label="To-do" value="{0}"></form>'
)
QUEUE = (
    '<form data-queued hx-post="/lines/" hx-swap="none"><input type="hidden" name="key" value="">'
    '<input name="text" aria-label="Line"><p role="status" data-waiting="Waits:"></p></form>'
    '<form data-forget-drafts action="/out/" method="post"><button>Sign out</button></form>'
)


def tell(page: Page, version: int, then: str = "", within: int = 0) -> None:
    """As live.js does, and what happens before an answer can come."""
    detail = {"part": "board", "version": version, "within": within}
    event = f"document.dispatchEvent(new CustomEvent('live:changed', {{ detail: {detail} }}))"
    page.evaluate(f"() => {{ {event}; {then} }}")


class Answers:
    """Requests that wait until the test answers them."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.routes: list[Route] = []
        page.route(url, lambda route: self.routes.append(route))

    def __getitem__(self, number: int) -> Route:
        while len(self.routes) <= number:
            self.page.wait_for_timeout(10)
        return self.routes[number]

    @property
    def texts(self) -> list[str]:
        return [parse_qs(route.request.post_data or "")["text"][0] for route in self.routes]


@pytest.fixture
def board(show: Show) -> tuple[Page, list[int]]:
    """A part at version 1; each time that it is asked for, the server has the next version."""
    page = show(f"{script()}{PART.format(1)}<button>Elsewhere</button>", "parts")
    asked: list[int] = []

    def answer(route: Route) -> None:
        asked.append(len(asked) + 2)
        route.fulfill(body=PART.format(asked[-1]), content_type="text/html")

    page.route("**/board/", answer)
    return page, asked


@pytest.fixture
def queue(show: Show) -> Page:
    return show(f"{script()}{QUEUE}", "draft", "queue")


def script() -> str:
    """htmx, which takes in at once what it swaps, as on every page of ours."""
    config = """<meta name="htmx-config" content='{"defaultSettleDelay": 0}'>"""
    return f"{config}<script>{HTMX.read_text(encoding='utf-8')}</script>"


def test_part_is_asked_for_when_it_is_older(board: tuple[Page, list[int]]) -> None:
    """K3: once for a newer version, not for the one that is shown."""
    page, asked = board

    tell(page, 1)
    tell(page, 2)
    expect(page.locator("#board p")).to_have_text("version 2")
    tell(page, 2)
    tell(page, 3)

    expect(page.locator("#board p")).to_have_text("version 3")
    assert asked == [2, 3]


def test_large_crowd_does_not_ask_all_at_once(board: tuple[Page, list[int]]) -> None:
    """K3: each asks some time within the milliseconds that it was told, the projector at once."""
    page, asked = board
    page.evaluate("Math.random = () => 0.5")

    tell(page, 2, within=2000)
    page.wait_for_timeout(500)
    waits = list(asked)

    expect(page.locator("#board p")).to_have_text("version 2")
    assert waits == []
    page.evaluate("document.body.toggleAttribute('data-first')")
    with page.expect_request("**/board/", timeout=1000):
        tell(page, 3, within=60_000)


def test_part_waits_for_a_choice_and_not_for_the_select(board: tuple[Page, list[int]]) -> None:
    """G1, S1: from the first key to the choice; then the focus alone holds nothing, and stays."""
    page, asked = board
    place = page.get_by_label("Place")

    place.focus()
    tell(page, 2)
    expect(page.locator("#board p")).to_have_text("version 2")
    expect(place).to_be_focused()
    place.press("Shift")
    tell(page, 3)
    assert asked == [2]
    place.select_option("there")

    expect(page.locator("#board p")).to_have_text("version 3")


def test_part_waits_while_somebody_types_in_it(board: tuple[Page, list[int]]) -> None:
    """K3, S1: a field with the focus is never swapped, not by what was on its way before either."""
    page, asked = board

    with page.expect_request_finished():
        tell(page, 2, "document.querySelector('#board input').focus()")
    page.get_by_label("Line").press_sequentially("Half a sent")
    tell(page, 3)
    assert (page.locator("#board p").inner_text(), asked) == ("version 1", [2])
    expect(page.get_by_label("Line")).to_have_value("Half a sent")

    page.get_by_role("button", name="Elsewhere").click()
    expect(page.locator("#board p")).to_have_text("version 3")


def test_line_waits_for_the_connection_and_arrives_once(queue: Page) -> None:
    """S1, S5: what was typed without a connection is kept, shown, and sent once, by one key."""
    got: list[dict[str, list[str]]] = []
    away = True

    def answer(route: Route) -> None:
        got.append(parse_qs(route.request.post_data or ""))
        if away:
            route.abort()
        else:
            route.fulfill(status=204)

    queue.route("**/lines/", answer)
    for text in ("First", "Second"):
        queue.get_by_label("Line").fill(text)
        queue.get_by_label("Line").press("Enter")
        expect(queue.get_by_label("Line")).to_have_value("")
    expect(queue.get_by_role("status")).to_have_text("Waits: First · Second")

    away = False
    tried = len(got)
    queue.get_by_label("Line").fill("Third")
    queue.get_by_label("Line").press("Enter")

    expect(queue.get_by_role("status")).to_have_text("")
    assert [line["text"][0] for line in got[tried:]] == ["First", "Second", "Third"]
    keys = {
        line["text"][0]: {other["key"][0] for other in got if other["text"] == line["text"]}
        for line in got
    }
    assert {text: len(found) for text, found in keys.items()} == dict.fromkeys(keys, 1)
    assert len({str(uuid.UUID(key)) for found in keys.values() for key in found}) == 3
    assert queue.evaluate("localStorage.length") == 0


def test_refused_line_goes_back_to_its_field(queue: Page) -> None:
    """S1: a line that waited and is not taken is not lost, and no line typed since is either."""
    queue.route("**/lines/", lambda route: route.abort())
    queue.get_by_label("Line").fill("Too late")
    queue.get_by_label("Line").press("Enter")
    expect(queue.get_by_role("status")).to_have_text("Waits: Too late")

    queue.route("**/lines/", lambda route: route.fulfill(status=422, body=""))
    queue.get_by_label("Line").fill("Too long")
    queue.get_by_label("Line").press("Enter")

    expect(queue.get_by_label("Line")).to_have_value("Too long Too late")
    expect(queue.get_by_role("status")).to_have_text("")
    assert queue.evaluate("localStorage.length") == 0


def test_next_line_stays_while_the_one_before_is_on_its_way(queue: Page) -> None:
    """S2: sent lines go one after the other; none is wiped, and what is half typed stays."""
    answers = Answers(queue, "**/lines/")
    line = queue.get_by_label("Line")

    line.fill("First")
    line.press("Enter")
    line.fill("Second")
    line.press("Enter")
    expect(line).to_have_value("")
    line.fill("Half a th")
    answers[0].fulfill(status=204)
    answers[1].fulfill(status=204)
    queue.wait_for_function("localStorage.length === 0")

    expect(line).to_have_value("Half a th")
    expect(queue.get_by_role("status")).to_have_text("")
    assert answers.texts == ["First", "Second"]


def test_refused_line_stands_before_what_was_typed_since(queue: Page) -> None:
    """S2: the text is given back, and the next one is not lost for it."""
    answers = Answers(queue, "**/lines/")
    line = queue.get_by_label("Line")

    line.fill("First")
    line.press("Enter")
    line.fill("Half a th")
    answers[0].fulfill(status=422, body="")

    expect(line).to_have_value("First Half a th")


def test_text_typed_during_an_answer_stays_in_a_form_that_comes_anew(show: Show) -> None:
    """S2: any form that its own answer brings back empty, not only those that queue."""
    page = show(f"{script()}{QUICK_ADD.format('')}", "typing")
    answers = Answers(page, "**/to-dos/")
    field = page.get_by_label("To-do")

    field.fill("Order parts")
    field.press("Enter")
    sent = answers[0]
    field.fill("Film a rep")
    field.press("ArrowLeft")
    sent.fulfill(body=QUICK_ADD.format(""), content_type="text/html")
    expect(page.locator("form:not(.htmx-request)")).to_be_attached()
    field.press("!")

    expect(field).to_have_value("Film a re!p")


def test_form_comes_back_empty_when_nothing_was_typed_since(show: Show) -> None:
    """S2: and with what the server put right."""
    page = show(f"{script()}{QUICK_ADD.format('')}", "typing")
    page.route(
        "**/to-dos/",
        lambda r: r.fulfill(body=QUICK_ADD.format("put right"), content_type="text/html"),
    )

    page.get_by_label("To-do").fill("Order parts")
    page.get_by_label("To-do").press("Enter")

    expect(page.get_by_label("To-do")).to_have_value("put right")


def test_signing_out_forgets_lines_that_wait(queue: Page) -> None:
    """S5: the next person at this device finds nothing."""
    queue.route("**/lines/", lambda route: route.abort())
    queue.get_by_label("Line").fill("Mine")
    queue.get_by_label("Line").press("Enter")
    expect(queue.get_by_role("status")).to_have_text("Waits: Mine")

    queue.get_by_role("button", name="Sign out").click()
    queue.wait_for_url("**/out/")

    assert queue.evaluate("localStorage.length") == 0
