"""A text as its folded words, so that patterns find İ, ı and ß however they are written."""

import re
import unicodedata

from core.text import fold
from themes.focus.wording import WORD

NUMBER = r"\d+(?:[.,/:-]\d+)*(?![^\W_])"
STOP = r"[%:;,.!?–—]"
TOKEN = re.compile(f"{NUMBER}|{WORD.pattern}|{STOP}")


class Reading:
    """Words, numbers and stops of a text, each folded and parted by one blank in `plain`."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        self.spans = [found.span() for found in TOKEN.finditer(self.text)]
        self.tokens = [fold(self.text[start:end]).replace(" ", "") for start, end in self.spans]
        self.plain = " ".join(self.tokens)

    def quote(self, match: re.Match[str] | None) -> str:
        """What a pattern has found, or its group `said`, as it is written in the text."""
        if match is None:
            return ""
        start, end = match.span("said" if "said" in match.re.groupindex else 0)
        first, last = self.plain.count(" ", 0, start), self.plain.count(" ", 0, end - 1)
        return self.text[self.spans[first][0] : self.spans[last][1]]

    def find(self, pattern: re.Pattern[str]) -> str:
        return self.quote(pattern.search(self.plain))


def phrase(*ways: str) -> re.Pattern[str]:
    """A pattern of whole words over a reading's `plain`."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(ways)})(?!\S)")


def any_of(words: str) -> str:
    """One of these words, as a pattern; an underscore is a blank in a word of two."""
    return "|".join(fold(word).replace("_", " ") for word in words.split())
