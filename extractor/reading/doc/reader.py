"""The reader of Word 97–2003 documents (DOC): turned into a DOCX, which the reader of DOCX reads.

Three ways, each taken when the one before it fails or loses something: the converter msdoc2docx in this
process; LibreOffice, where it is installed; the text and tables that the file's own marks tell, without
numbers of lists.  How many letters and cells there are to find is counted in the document itself, by none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.errors import SvodkaError
from extractor.reading.doc.convert import converted, fits, loose
from extractor.reading.doc.file import WordFile, open_word
from extractor.reading.doc.holding import Holding, held_by_doc, held_by_docx
from extractor.reading.doc.mend import mended
from extractor.reading.doc.plain import read_heads, read_plain
from extractor.reading.docx import reader as docx
from extractor.reading.office import convert as office
from extractor.reading.source import RawTable, RawText, Reading

Way = Callable[[], bytes | None]

# A picture's or embedded object's place in the text, as the converter leaves it.
_OBJECT = "\ufffc"
# What is shown for nothing: one for one, so that places stay places.
_NOTHING = "\u200b"
# So large a share of the letters lost is worse than the numbers of lists lost.
_MOST_LOST = 0.02
# Cells merged sideways may become one.
_FEWEST_CELLS = 0.8
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class _Outcome:
    """What one way gave, the letters it lost, and whether it lost tables."""

    reading: Reading
    lost: int
    torn: bool


def read(data: bytes, *, name: str) -> Reading:
    """Read a DOC.

    Args:
        data: the whole file.
        name: how to call it in messages.
    Raises:
        SvodkaError: damaged, encrypted, too-large; unsupported for Word 6.0 and 95.
    """
    word = open_word(data, name=name)
    wanted = held_by_doc(word)
    best: _Outcome | None = None
    told: list[str] = []
    for said, way in _ways(data, word, name):
        try:
            outcome = _outcome(way(), wanted, name)
        except SvodkaError as error:
            told += [f"LibreOffice: {error.message()}"] if error.code.startswith("office-") else []
            continue
        if outcome is None:
            continue
        outcome.reading.warnings += [said] if said else []
        if best is None or (outcome.torn, outcome.lost) < (best.torn, best.lost):
            best = outcome
        if not best.torn and best.lost <= 0:
            break
    if best is None or best.lost > _MOST_LOST * wanted.letters or (best.torn and not _numbered(best.reading.items)):
        reading = read_plain(word)
        reading.warnings = [*told, "прочитаны только текст и таблицы: номера списков не восстановлены"]
        return reading
    torn = ["часть таблиц прочитана как сплошной текст"] if best.torn else []
    best.reading.warnings = [*told, *best.reading.warnings, *torn]
    best.reading.counted += max(0, best.lost)
    _add_heads(best.reading, word)
    return best.reading


def _add_heads(reading: Reading, word: WordFile) -> None:
    """Heads and feet that the converter passes over, as it does with those that hold a table."""
    known = {found for item in reading.items for found in _words(item, heads_only=True)}
    heads, feet = ([item for item in items if _words(item) - known] for items in read_heads(word))
    reading.items = [*heads, *reading.items, *feet]
    reading.counted += sum(len("".join(text.split())) for item in [*heads, *feet] for text in _texts(item))


def _texts(item: RawText | RawTable) -> Iterator[str]:
    if isinstance(item, RawText):
        yield item.text
        return
    for cell in item.cells:
        for inner in cell.items:
            yield from _texts(inner)


def _words(item: RawText | RawTable, *, heads_only: bool = False) -> set[str]:
    """What an item says, without numbers: those of pages change."""
    if heads_only and _first(item).kind not in ("header", "footer"):
        return set()
    return {word for text in _texts(item) for word in _WORD.findall(text)}


def _first(item: RawText | RawTable) -> RawText:
    """The first paragraph of an item."""
    if isinstance(item, RawText):
        return item
    return next((_first(inner) for cell in item.cells for inner in cell.items), RawText(""))


def _ways(data: bytes, word: WordFile, name: str) -> Iterator[tuple[str, Way]]:
    """The ways to a DOCX that are open, each with what the record tells of it."""
    if fits(data, word):
        yield "", lambda: converted(mended(data, word, name=name))
    if office.find():
        yield "прочитано через LibreOffice", lambda: loose(office.convert(data, "doc", "docx", name=name))


def _outcome(package: bytes | None, wanted: Holding, name: str) -> _Outcome | None:
    if package is None:
        return None
    held = held_by_docx(package, name=name)
    reading = _settled(docx.read(package, name=name))
    return _Outcome(reading, wanted.letters - held.letters, held.cells < _FEWEST_CELLS * wanted.cells)


def _numbered(items: list[RawText | RawTable]) -> bool:
    """Whether numbers of lists were found, which only the last way would lose."""
    return any(isinstance(item, RawText) and item.number is not None for item in items)


def _settled(reading: Reading) -> Reading:
    """The reading of the DOCX as one of the DOC, without the signs that stand for pictures."""
    reading.format = "doc"
    kept = []
    for item in reading.items:
        if _without_objects(item):
            kept.append(item)
        elif isinstance(item, RawText):
            reading.dropped += len("".join(item.text.split()))
    reading.items = kept
    return reading


def _without_objects(item: RawText | RawTable) -> bool:
    """Whether anything is left of the item."""
    if isinstance(item, RawText):
        if _OBJECT not in item.text:
            return True
        item.text = item.text.replace(_OBJECT, _NOTHING)
        return bool(item.text.strip(_NOTHING).strip() or item.number)
    for cell in item.cells:
        for inner in cell.items:
            _without_objects(inner)
    return True
