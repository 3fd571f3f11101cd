"""Somebody in front of a browser, doing what people do: read, write, choose, press."""

import re
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.eyes import Eyes


@dataclass(frozen=True)
class Somebody:
    """A person at a page of the organisation, with a mouse or with a finger on a phone.

    `part` is what of the page they look at just now; nothing means all of it.
    """

    name: str
    page: Page
    eyes: Eyes
    home: str
    touch: bool = False
    part: Locator | None = None

    @property
    def here(self) -> Any:
        return self.part or self.page

    def within(self, part: Locator) -> "Somebody":
        """The same person, looking at one part of the page."""
        return replace(self, part=part)

    def row(self, text: str) -> "Somebody":
        """Within the row of a list that says this."""
        return self.within(self.here.get_by_role("listitem").filter(has_text=text).last)

    def goes(self, path: str = "") -> None:
        """Open a page of the organisation; without a path it is *My work*."""
        self.opens(f"{self.home}{path}")

    def opens(self, address: str) -> None:
        answer = self.page.goto(address)
        self.eyes.look(self.page, answer)

    def follows(self, link: str) -> None:
        """Click a link and arrive at its page."""
        self._arrives(self.named("link", link))

    def presses(self, button: str) -> None:
        """Press a button that sends a form and brings the next page."""
        self._arrives(self.named("button", button))

    def touches(self, words: str) -> None:
        """Press what changes only a part of the page."""
        self._hit(self.named("button", words).or_(self.named("link", words)).first)

    def writes(self, label: str, text: str) -> None:
        self.labelled(label).fill(text)

    def selects(self, label: str, option: str) -> None:
        """Choose in a select the option that begins with these words, or a number and them."""
        box = self.labelled(label)
        words = re.compile(rf"^\s*(\d+ )?{re.escape(option)}")
        found = box.locator("option").filter(has_text=words).first
        box.select_option(value=found.get_attribute("value"))

    def picks(self, question: str, answer: str) -> None:
        """Choose one of the answers that all stand there."""
        group = self.here.get_by_role("group", name=question)
        self._hit(group.locator("label").filter(has_text=answer).first)

    def ticks(self, label: str) -> None:
        self._hit(self.here.locator("label").filter(has_text=label).first)

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.here.get_by_text(text).filter(visible=True).first).to_be_visible()

    def misses(self, text: str) -> None:
        expect(self.here.get_by_text(text)).to_have_count(0)

    def named(self, role: Any, name: str) -> Locator:
        found: Locator = self.here.get_by_role(role, name=name).filter(visible=True)
        return found.first

    def labelled(self, label: str) -> Locator:
        words = re.compile(rf"^\s*{re.escape(label)}(\s+if you like)?\s*$")
        found: Locator = self.here.get_by_label(words)
        return found

    def number(self, kind: str) -> int:
        """The number in the address after a word: `number("teams")` in …/teams/12/people/."""
        found = re.search(rf"/{kind}/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found[1])

    def _arrives(self, control: Locator) -> None:
        with self.page.expect_navigation() as arrival:
            self._hit(control)
        self.eyes.look(self.page, arrival.value)

    def _hit(self, control: Locator) -> None:
        if self.touch:
            control.tap()
        else:
            control.click()
