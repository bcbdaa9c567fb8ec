"""A page as read against what it says: letters, numbers, and whether wrong numbers were flagged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from extractor.reading.document import Document

# «4 876» is one number, with whatever space, also about a slash and before a percent sign; dashes may be of any length.
NUMBER = re.compile(
    r"(?:\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)(?:,\d+)?|\d+(?:(?:[.,:–—-]|[ \u00a0]?/[ \u00a0]?)\d+)*)(?:[ \u00a0]?%)?"
)
_ALIKE = str.maketrans({"—": "-", "–": "-", "‑": "-", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "."})
# People are told of a value that is less sure than this (``extractor.reading.ocr.digits.WARN``).
WARN = 0.8


def folded(text: str) -> str:
    """Text for comparison: white space, dashes and quotation marks alike."""
    return " ".join(text.translate(_ALIKE).split())


@dataclass(slots=True)
class Tally:
    """Sums over pages; ``wrong`` are numbers read for others, ``flagged`` those of them with a low confidence."""

    pages: int = 0
    letters: int = 0
    slips: int = 0
    true: int = 0
    read: int = 0
    right: int = 0
    wrong: int = 0
    moved: int = 0
    flagged: int = 0
    doubted: int = 0
    seconds: float = 0.0
    silent: list[str] = field(default_factory=list)

    def add(self, truth: str, text: str, seconds: float, *, with_table: bool) -> None:
        """One page of plain text."""
        self.pages += 1
        self.seconds += seconds
        if not with_table:
            # Tables are read in another order; their letters are not compared.
            clean = folded(truth)
            self.letters += len(clean)
            self.slips += Levenshtein.distance(clean, folded(text))
        said, found = Counter(numbers_in(truth)), Counter(numbers_in(text))
        self.true += said.total()
        self.read += found.total()
        self.right += (said & found).total()

    def add_doubts(self, truth: Document, document: Document) -> None:
        """Which of the numbers that differ from the truth are flagged, and how many right ones.

        A number that was read right but stands elsewhere (a letterhead beside a date) is not wrong, only ``moved``: it
        is missed at one place of the page and too many at another.
        """
        said, found = numbers_of(truth), numbers_of(document)
        pairs = SequenceMatcher(None, [n for n, _ in said], [n for n, _ in found], autojunk=False).get_opcodes()
        self.doubted += sum(s < WARN for kind, _, _, a, b in pairs if kind == "equal" for _, s in found[a:b])
        missed = Counter(n for kind, a, b, _, _ in pairs if kind != "equal" for n, _ in said[a:b])
        for text, sure in (pair for kind, _, _, a, b in pairs if kind != "equal" for pair in found[a:b]):
            if missed[text] > 0:
                missed[text] -= 1
                self.moved += 1
                continue
            self.wrong += 1
            self.flagged += sure < WARN
            self.silent += [text] if sure >= WARN else []

    @property
    def recall(self) -> float:
        return self.right / max(1, self.true)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.read)

    @property
    def error_rate(self) -> float:
        return self.slips / max(1, self.letters)


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of several."""
    whole = Tally()
    for tally in tallies:
        for name in (f.name for f in fields(Tally)):
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
    return whole


def numbers_of(document: Document) -> list[tuple[str, float]]:
    """The numbers of a document with the confidence of each."""
    return [(plain(m[0]), document.sure(m.start(), m.end())) for m in NUMBER.finditer(document.text)]


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they are compared."""
    return [plain(number) for number in NUMBER.findall(text)]


def plain(number: str) -> str:
    """A number without the spaces in it, its dashes alike."""
    return re.sub(r"[ \u00a0]", "", number).replace("–", "-").replace("—", "-")
