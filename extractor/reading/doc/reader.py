"""The reader of Word 97–2003 documents (DOC): turned into a DOCX, which the reader of DOCX reads.

Three ways, each taken when the one before it fails or loses something: the converter msdoc2docx in this
process; LibreOffice, where it is installed; the text and tables that the file's own marks tell, without
numbers of lists.  How many letters and cells there are to find is counted in the document itself, by none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.errors import SvodkaError
from extractor.reading.doc.convert import converted, fits, loose
from extractor.reading.doc.file import WordFile, open_word
from extractor.reading.doc.holding import Holding, held_by_doc, held_by_docx
from extractor.reading.doc.mend import mended
from extractor.reading.doc.plain import read_plain
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
    return best.reading


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
