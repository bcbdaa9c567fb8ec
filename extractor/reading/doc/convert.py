"""DOC to DOCX with msdoc2docx, in this process: who may enter, what it is not asked for, what comes out.

The converter's time grows with the square of the number of stretches of formatting, and every mention of a
picture or an embedded file costs another copy of it.  So large documents go other ways, by counts that are the
same on every machine, and no picture or embedded file is ever taken out.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import module_from_spec
from pathlib import Path
from typing import Any

from extractor.reading.doc.file import WordFile
from extractor.reading.doc.marks import PAGE_BYTES, page_table
from extractor.reading.doc.text import deepest_field, text_of
from extractor.reading.guard import MAX_TOTAL_BYTES

# 150 pages, which take some 4 seconds and 130 MB.
MOST_CHARACTERS = 300_000
MOST_STRETCHES = 7_000
# Pictures and embedded files come on top of the text.
MOST_FILE_BYTES = 48 * 2**20
# Bookmarks, lists, styles: 500 pages have 31 KB of them, a thesis with a thousand bookmarks 200 KB.
MOST_TABLE_BYTES = 1 * 2**20
# A table of contents has fields inside each other, two deep.
DEEPEST_FIELD = 30


def fits(data: bytes, word: WordFile) -> bool:
    """Whether the converter can be trusted to be done with a document soon."""
    return (
        len(data) <= MOST_FILE_BYTES
        and len(word.table) <= MOST_TABLE_BYTES
        and word.pieces[-1].end <= MOST_CHARACTERS
        and _stretches(word) + len(word.pieces) <= MOST_STRETCHES
        and deepest_field(text_of(word).all) <= DEEPEST_FIELD
    )


def _stretches(word: WordFile) -> int:
    """Stretches of formatting, those counted twice that two entries of a table of pages name."""
    return sum(
        word.main[page + PAGE_BYTES - 1]
        for where in (word.characters_at, word.paragraphs_at)
        for _, _, page in page_table(word, where)
    )


def converted(data: bytes) -> bytes | None:
    """The document as a DOCX without its pictures; ``None`` where the converter gives up, in whatever way."""
    with tempfile.TemporaryDirectory(prefix="svodka-doc-") as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "target.docx")
        source.write_bytes(data)
        try:
            _convert()(source, target)
            return loose(target.read_bytes())
        except Exception:  # noqa: BLE001 - it promises no kind of error for a broken file
            return None


def loose(package: bytes) -> bytes:
    """The package with its parts stored as they are: how well repetitions pack says nothing against what we made.

    One that is broken, or larger than packages may be, stays as it is, for the guard to refuse.
    """
    stored = io.BytesIO()
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(package)) as packed:
        if sum(part.file_size for part in packed.infolist()) <= MAX_TOTAL_BYTES:
            with zipfile.ZipFile(stored, "w") as parts:
                for part in packed.namelist():
                    parts.writestr(part, packed.read(part))
            return stored.getvalue()
    return package


@cache
def _convert() -> Callable[[Path, Path], object]:
    """The converter's function, in a copy of its module that is not asked for pictures and embedded files.

    The library's own module stays as it is for whoever else uses it.
    """
    from doc2docx import converter  # type: ignore[import-untyped]

    module: Any = module_from_spec(converter.__spec__)
    converter.__spec__.loader.exec_module(module)
    inline, shapes, objects = module.read_inline_pictures, module.read_officeart_shapes, module.read_embedded_objects
    floating, in_heads = module.read_main_floating_pictures, module.read_header_floating_pictures
    module.read_inline_pictures = lambda _, characters, **more: inline(None, characters, **more)
    module.read_officeart_shapes = lambda table, **more: shapes(table, **more | {"delay_stream": None})
    module.read_embedded_objects = lambda compound, _, **more: objects(compound, (), **more)
    module.read_main_floating_pictures = lambda _, art, **more: floating({}, art, **more)
    module.read_header_floating_pictures = lambda _, art, **more: in_heads({}, art, **more)
    convert: Callable[[Path, Path], object] = module.convert
    return convert
