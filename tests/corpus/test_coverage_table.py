"""Every line of corpus/COVERAGE.md names a place that exists and holds the words it quotes, or gives a reason."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
SECTIONS = "abcdefghi"
REASONS = ("reason: ",)
CELLS = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Line:
    number: int
    what: str
    words: str
    where: str

    @property
    def place(self) -> str:
        quoted = re.fullmatch(r"`([^`]+)`", self.where)
        return quoted[1] if quoted else ""


def lines() -> list[Line]:
    found = []
    for number, line in enumerate((CORPUS / "COVERAGE.md").read_text("utf-8").splitlines(), 1):
        if line.startswith("| ") and not line.startswith(("| what", "| ---")):
            what, words, where = (cell.strip() for cell in CELLS.split(line)[1:-1])
            found.append(Line(number, what, words.strip("`").replace("\\|", "|"), where))
    return found


LINES = lines()


@cache
def source(place: str) -> str:
    """The text of a document, or of one entry of a pattern file."""
    file, _, key = place.partition("#")
    if key:
        entries = tomllib.loads((ROOT / file).read_text("utf-8"))["entry"]
        return json.dumps(next(entry for entry in entries if entry["id"] == key), ensure_ascii=False)
    return (CORPUS / "documents" / f"{place}.md").read_text("utf-8")


def folded(words: str) -> str:
    """Words without the marks of the markup, with one space between them."""
    for mark, typed in (("\\n", " "), ("\\t", " "), ("\\*", ""), ("\\", ""), ("~", " "), ("*", "")):
        words = words.replace(mark, typed)
    return " ".join(words.split())


@pytest.mark.parametrize("line", LINES, ids=[f"{line.number}" for line in LINES])
def test_line_holds(line: Line) -> None:
    assert line.what
    assert line.words == "—" or not line.place.startswith("test/"), "the test split stays unquoted"
    if not line.place:
        assert line.where.startswith(REASONS), line
    elif line.place.startswith("special/"):
        assert (CORPUS / "files" / line.place).is_file()
    else:
        text = source(line.place)
        assert line.words == "—" or folded(line.words) in folded(text), line


def test_all_sections_are_there() -> None:
    text = (CORPUS / "COVERAGE.md").read_text("utf-8")
    assert re.findall(r"^## \((\w)\) ", text, re.MULTILINE) == list(SECTIONS)
    assert len(LINES) > 500
