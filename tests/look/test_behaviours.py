"""Each script of static/js on a page of its own."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.look.conftest import ADDRESS, Show
from tools.local.var import ROOT

pytestmark = pytest.mark.browser

STEPPER = (
    '<div data-stepper><button data-by="-1">less</button>'
    '<input value="{value}" data-step="{step}" data-least="0">'
    '<button data-by="1">more</button></div>'
)
TOASTS = (
    '<div id="toasts" role="status" data-broken="Broken" data-copied="Copied">{}</div>'
    '<template id="toast"><p class="toast"><span></span>'
    "<button class=btn data-toast-close>x</button></p></template>"
)
DRAFT = (
    '<form method="post" action="/saved/" data-draft="offer-7"><textarea name="why">{}</textarea>{}'
)
DRAFT += "<button>Save</button></form>"
CLOCK = (
    '<div data-clock data-ends-at="{}" data-now="{}" data-length="900">'
    '<svg class="timer" data-state="on"><path class="arc rim"/><path class="arc"/>'
    '<g><circle class="bead"/></g><text class="clock"></text></svg>'
    '<p class="clock-words" data-five="five" data-last="last" data-over="over"></p></div>'
)


@pytest.mark.parametrize(
    ("lang", "value", "step", "button", "then"),
    [
        ("en", "318", "1", "more", "319"),
        ("en", "3.7", "0.1", "less", "3.6"),
        ("en", "3,7", "1", "more", "4,7"),
        ("de", "3,7", "0.25", "more", "3,95"),
        ("de", "1.234", "1", "more", "1235"),
        ("en", "1,234", "1", "more", "1235"),
        ("en", "0", "1", "less", "0"),
        ("en", "3l8", "1", "more", "3l8"),
    ],
)
def test_a_stepper_counts_in_the_spelling_of_its_number(
    show: Show, lang: str, value: str, step: str, button: str, then: str
) -> None:
    """S3: "3,7" and "3.7" are both numbers."""
    page = show(STEPPER.format(value=value, step=step), "stepper", lang=lang)

    page.get_by_role("button", name=button).click()

    expect(page.locator("input")).to_have_value(then)


def test_a_dialog_opens_and_gives_the_focus_back(show: Show) -> None:
    page = show(
        '<button data-dialog="#leave">Step back</button>'
        '<dialog id="leave"><button data-dialog-close>Stay</button></dialog>',
        "dialog",
    )

    page.get_by_role("button", name="Step back").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Stay").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Step back")).to_be_focused()


def test_escape_closes_an_inline_form_and_gives_the_focus_back(show: Show) -> None:
    page = show(
        '<button aria-controls="edit-1" aria-expanded="true">Update</button>'
        '<div id="edit-1" data-inline><form><input></form></div>',
        "inline",
    )

    page.locator("input").press("Escape")

    expect(page.get_by_role("button")).to_be_focused()
    expect(page.get_by_role("button")).to_have_attribute("aria-expanded", "false")
    assert page.locator("#edit-1").inner_html() == ""


def test_a_toast_leaves_and_an_error_stays(show: Show) -> None:
    toasts = (
        '<p class="toast" id="good">Saved</p><p class="toast" id="bad" data-stays>Not saved</p>'
    )
    page = show("", "toasts")
    page.clock.install()
    show(TOASTS.format(toasts), "toasts")

    page.clock.run_for(7_000)

    expect(page.locator("#good")).to_have_count(0)
    expect(page.locator("#bad")).to_be_visible()


def test_a_lost_request_says_that_nothing_is_lost(show: Show) -> None:
    page = show(TOASTS.format(""), "toasts")

    page.evaluate("document.body.dispatchEvent(new Event('htmx:sendError', { bubbles: true }))")

    expect(page.locator(".toast span")).to_have_text("Broken")


def test_a_link_is_copied(show: Show) -> None:
    page = show(TOASTS.format("") + '<a href="/call/" data-copy>Copy</a>', "toasts", "copy")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.kept = text; }")

    page.get_by_role("link").click()

    expect(page.locator(".toast span")).to_have_text("Copied")
    assert page.evaluate("window.kept") == f"{ADDRESS}call/"


def test_a_draft_is_kept_when_somebody_leaves(show: Show) -> None:
    """C2: a draft is kept if they leave."""
    page = show(DRAFT.format("", ""), "draft")

    page.locator("textarea").fill("I know the routes")
    page.reload()

    expect(page.locator("textarea")).to_have_value("I know the routes")


def test_a_draft_outlives_a_page_that_broke(show: Show) -> None:
    """I4: an error page carries no form and no script; the draft waits."""
    page = show(DRAFT.format("", ""), "draft", posted="<p>Something broke</p>")
    page.locator("textarea").fill("I know the routes")

    page.get_by_role("button").click()
    page.get_by_text("Something broke").wait_for()
    page.goto(ADDRESS)

    expect(page.locator("textarea")).to_have_value("I know the routes")


def test_a_draft_outlives_a_refusal(show: Show) -> None:
    refused = DRAFT.format("I know", '<p class="note bad">Not saved yet</p>')
    page = show(DRAFT.format("", ""), "draft", posted=refused)
    page.locator("textarea").fill("I know the routes")

    page.get_by_role("button").click()
    page.get_by_text("Not saved yet").wait_for()
    page.goto(ADDRESS)

    expect(page.locator("textarea")).to_have_value("I know the routes")


STORED = "[localStorage, sessionStorage].map((kept) => Object.keys(kept))"


def test_a_private_draft_is_kept_by_its_tab_alone(show: Show) -> None:
    """W16: what is anonymous or private does not stay on the device, with whose it is."""
    private = DRAFT.format("", "").replace("data-draft=", "data-private data-draft=")
    page = show(private, "draft")
    page.locator("textarea").fill("I know the routes")
    page.reload()
    kept, (on_device, in_tab) = page.locator("textarea").input_value(), page.evaluate(STORED)

    assert (kept, on_device) == ("I know the routes", [])
    assert [name.startswith("draft::") for name in in_tab] == [True]


def test_private_drafts_of_earlier_versions_are_forgotten(show: Show) -> None:
    """W16: of the pulse among them."""
    page = show(DRAFT.format("", ""), "draft")
    names = ["pulse-4", "farewell-1", "going-on-2", "workshop-step-3", "offer-9"]
    page.evaluate("names => names.forEach(n => localStorage.setItem(`draft:7:${n}`, '[]'))", names)
    page.reload()

    assert page.evaluate("Object.keys(localStorage)") == ["draft:7:offer-9"]


PRIVATE = (
    "okrs/workshop/_form.html",
    "reviews/handovers/farewell.html",
    "reviews/continuations/edit.html",
    "reviews/health_checks/vote.html",
    "reviews/pulse/answer.html",
    "reviews/review/reflection_edit.html",
    "reviews/scoring/scores_say.html",
    "checkins/votes/vote_give.html",
)


@pytest.mark.parametrize("name", PRIVATE)
def test_private_forms_keep_no_draft_on_the_device(name: str) -> None:
    """W16: hidden votes, private scores, reflections, reasons, ideas written in silence."""
    form = (ROOT / "templates" / name).read_text()

    assert form.count("data-draft=") == form.count("data-private")


def test_signing_out_forgets_drafts(show: Show) -> None:
    leave = '<form method="post" action="/out/" data-forget-drafts><button>Sign out</button></form>'
    page = show(DRAFT.format("", "").replace("Save<", "Keep<") + leave, "draft")
    page.locator("textarea").fill("I know the routes")

    page.get_by_role("button", name="Sign out").click()
    page.goto(ADDRESS)

    expect(page.locator("textarea")).to_have_value("")


@pytest.mark.parametrize(
    ("left", "face", "state", "words"),
    [(600, "10:00", "on", ""), (240, "4:00", "on", "five"), (95, "1:35", "last", "last")],
)
def test_the_clock_counts_by_the_servers_time(
    show: Show, left: int, face: str, state: str, words: str
) -> None:
    """K3: text and words change with the state; the browser's own clock does not matter."""
    server = datetime(2020, 1, 1, tzinfo=UTC)
    ends = server + timedelta(seconds=left, milliseconds=900)

    page = show(CLOCK.format(ends.isoformat(), server.isoformat()), "clock")

    expect(page.locator(".clock")).to_have_text(face)
    expect(page.locator(".timer")).to_have_attribute("data-state", state)
    expect(page.locator(".clock-words")).to_have_text(words)


@pytest.mark.parametrize(("left", "words"), [(300, "five"), (120, "last"), (-1, "over")])
def test_the_clock_speaks_once_as_the_end_comes_nearer(show: Show, left: int, words: str) -> None:
    """K3, S1: not when a page is opened, but at five, two and no minutes; with a tone if wanted."""
    server = datetime(2020, 1, 1, tzinfo=UTC)
    ends = server + timedelta(seconds=left + 1, milliseconds=900)
    clock = CLOCK.format(ends.isoformat(), server.isoformat())
    switch = '<button data-sound-switch aria-pressed="false">Sound</button>'
    page = show(f'{clock}<p role="status" data-clock-said></p>{switch}', "clock", "sound")
    page.evaluate("""() => {
        const make = AudioContext.prototype.createOscillator;
        window.tones = 0;
        AudioContext.prototype.createOscillator = function () { tones++; return make.call(this); };
    }""")

    page.get_by_role("button", name="Sound").click()
    first = page.get_by_role("status").text_content(), page.evaluate("tones")

    expect(page.get_by_role("status")).to_have_text(words)
    assert first == ("", 1)
    assert page.evaluate("tones") == 1 + {"five": 1, "last": 2, "over": 3}[words]
    expect(page.get_by_role("button", name="Sound")).to_have_attribute("aria-pressed", "true")


def test_a_paused_clock_stands_still(show: Show) -> None:
    page = show(CLOCK.format("", ""), "clock")

    expect(page.locator(".clock")).to_have_text("")


ROOM = (
    "<div data-keys><button data-key=n onclick=\"this.textContent='gone on'\">Next</button>"
    '<input><button data-keys-switch aria-pressed="true">Keys</button></div>'
)


def test_a_key_presses_its_button(show: Show) -> None:
    page = show(ROOM, "keys")

    page.keyboard.press("n")

    expect(page.locator("[data-key]")).to_have_text("gone on")


def test_keys_rest_while_somebody_writes(show: Show) -> None:
    """S1: keys work only when no field has the focus."""
    page = show(ROOM, "keys")

    page.locator("input").press("n")

    expect(page.locator("[data-key]")).to_have_text("Next")


def test_keys_can_be_switched_off(show: Show) -> None:
    page = show(ROOM, "keys")

    page.get_by_role("button", name="Keys").click()
    page.keyboard.press("n")

    expect(page.locator("[data-key]")).to_have_text("Next")
    expect(page.locator("[data-keys-switch]")).to_have_attribute("aria-pressed", "false")


def test_paper_or_night_sky_changes_at_once_and_is_sent(show: Show) -> None:
    page = show(
        '<form method="post" action="/appearance/" data-appearance>'
        '<button name="appearance" value="dark">Paper or night sky</button></form>',
        "appearance",
    )

    with page.expect_request("**/appearance/") as sent:
        page.get_by_role("button").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert 'name="appearance"\r\n\r\ndark' in (sent.value.post_data or "")


def test_what_needs_another_look_gets_the_focus(show: Show) -> None:
    page = show('<div class="note bad" tabindex="-1" data-focus>Not saved yet</div>', "focus")

    expect(page.get_by_text("Not saved yet")).to_be_focused()
    expect(page.locator("[data-focus='']")).to_have_count(0)  # a later swap looks elsewhere
