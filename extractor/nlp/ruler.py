"""Patterns of the user's own: spaCy's JSON Lines, found in the text of a document and added to its record.

A line is ``{"label": "СИСТЕМА", "pattern": "ФГИС «Моя школа»"}``, or with a list of descriptions of words as the
pattern: ``[{"LOWER": "точка"}, {"LOWER": "роста"}]``.  ``LEMMA`` works (pymorphy3 gives it, in lower case); what needs
a trained model does not.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from extractor.errors import SvodkaError
from extractor.fields.record_parts import Spans
from extractor.reading.files import read_bytes
from extractor.record import Entity

if TYPE_CHECKING:
    from spacy.language import Language

    from extractor.reading.document import Document
    from extractor.record import Record

_GROUP = "own"
# What only a trained model could tell of a word.
_OF_MODELS = frozenset({"POS", "TAG", "DEP", "MORPH", "ENT_TYPE", "ENT_IOB", "ENT_ID", "ENT_KB_ID", "VECTOR"})


@dataclass(frozen=True, slots=True)
class Ruler:
    """Patterns ready for use; ``digest`` is equal for equal patterns."""

    digest: str
    pipeline: Language

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """What the patterns find, in the order of the text; no find goes over the end of a paragraph or cell."""
        spans = Spans(document)
        found: dict[tuple[int, int, str], Entity] = {}
        texts = ((document.text[block.start : block.end], block) for block in document.blocks)
        for doc, block in self.pipeline.pipe(texts, as_tuples=True):
            for one in doc.spans[_GROUP]:
                start, end = block.start + one.start_char, block.start + one.end_char
                span = spans(start, end)
                found[start, end, one.label_] = Entity(label=one.label_, text=span.quote, span=span)
        return tuple(found[key] for key in sorted(found))

    def add_to(self, record: Record, document: Document) -> Record:
        """The record of a document with what the patterns find in it."""
        return record.model_copy(update={"entities": self.entities(document)})


def load_ruler(path: Path) -> Ruler:
    """Read a file of patterns.

    Raises:
        SvodkaError: ``bad-pattern`` with the line of a mistake; the file is not there or cannot be read.
    """
    import spacy

    data = read_bytes(path)
    patterns = _patterns(path, data)
    nlp = spacy.blank("ru")
    nlp.max_length = 2**31
    ruler: Any = nlp.add_pipe("span_ruler", config={"spans_key": _GROUP, "validate": True})
    _check(nlp, patterns, path)
    ruler.add_patterns([pattern for _, pattern in patterns])
    if any(_asks(pattern, {"LEMMA"}) for _, pattern in patterns):
        nlp.add_pipe("lemmatizer", config={"mode": "pymorphy3_lookup"}, before="span_ruler")
    return Ruler(hashlib.sha256(data).hexdigest()[:12], nlp)


def _patterns(path: Path, data: bytes) -> list[tuple[int, dict[str, Any]]]:
    """The patterns with their lines; the shape of each is checked."""

    def fail(line: int, detail: str) -> NoReturn:
        raise SvodkaError("bad-pattern", path=str(path), line=line, detail=detail)

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(1, "нужна кодировка UTF-8")
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as why:
            fail(number, f"строка не читается как JSON: {why.msg}")
        if not isinstance(row, dict) or not isinstance(row.get("label"), str) or not row["label"]:
            fail(number, "нужна строка «label»")
        pattern = row.get("pattern")
        words = isinstance(pattern, list) and pattern and all(isinstance(word, dict) for word in pattern)
        if not words and not (isinstance(pattern, str) and pattern.strip()):
            fail(number, "«pattern» – это текст или список описаний слов")
        if _asks(row, _OF_MODELS):
            fail(number, f"без обученной модели неизвестны {', '.join(sorted(_OF_MODELS))}")
        found.append((number, row))
    if not found:
        fail(1, "нет ни одного образца")
    return found


def _asks(row: dict[str, Any], attributes: set[str] | frozenset[str]) -> bool:
    """Whether a pattern describes words by one of these."""
    words = row["pattern"] if isinstance(row["pattern"], list) else []
    return any(key.upper() in attributes for word in words for key in word)


def _check(nlp: Language, patterns: list[tuple[int, dict[str, Any]]], path: Path) -> None:
    """What spaCy thinks of every pattern, so that a mistake has its line."""
    from spacy.errors import MatchPatternError
    from spacy.matcher import Matcher

    matcher = Matcher(nlp.vocab, validate=True)
    for line, row in patterns:
        if isinstance(row["pattern"], str):
            continue
        try:
            matcher.add(row["label"], [row["pattern"]])
        except (MatchPatternError, ValueError) as why:
            detail = " ".join(str(why).split())[:200]
            raise SvodkaError("bad-pattern", path=str(path), line=line, detail=detail) from why
