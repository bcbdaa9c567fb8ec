"""Tesseract, loaded once per process: an image of text in, words with boxes and confidences out.

The wheel of tesserocr brings Tesseract itself; the two models (Russian, and English for digits)
lie in ``extractor/_tessdata``.  Tesseract's own threads cost five to ten times what they save,
so they are forbidden before it is loaded.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.errors import SvodkaError

Grey = NDArray[np.uint8]
"""An image: rows of grey levels, 0 is black."""

BUNDLED = Path(__file__).resolve().parents[2] / "_tessdata"
TEXT_MODEL, DIGIT_MODEL = "rus", "eng"
DIGITS = '0123456789.,%-/()":; '

# Page segmentation modes of Tesseract: a whole page, one block of text, one line.
_PAGE, _BLOCK, _LINE = 6, 6, 7
_LSTM_ONLY = 1
_LEVEL_LINE, _LEVEL_WORD = 2, 3


class Seen(NamedTuple):
    """A word as Tesseract saw it: box and base line in pixels, confidence from 0 to 100, number of its line."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    base: float
    sure: float
    line: int


class Engine:
    """The readers for one folder of models; opened by ``engine``."""

    def __init__(self, folder: Path) -> None:
        # Has no effect once the library is loaded; then somebody else has chosen.
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        import tesserocr  # type: ignore[import-untyped]

        self._library: Any = tesserocr
        self._text = self._open(folder, TEXT_MODEL)
        self._digits = self._open(folder, DIGIT_MODEL)
        self._digits.SetVariable("tessedit_char_whitelist", DIGITS)

    def _open(self, folder: Path, model: str) -> Any:
        return self._library.PyTessBaseAPI(path=str(folder), lang=model, oem=_LSTM_ONLY)

    def page(self, image: Grey, dpi: int) -> list[Seen]:
        """All words of a page of text, in Tesseract's order."""
        return self._read(self._text, image, dpi, _PAGE)

    def block(self, image: Grey, dpi: int) -> list[Seen]:
        """The words of one block of text: a cell of a table."""
        return self._read(self._text, image, dpi, _BLOCK)

    def line(self, image: Grey, dpi: int) -> list[Seen]:
        """The words of one line."""
        return self._read(self._text, image, dpi, _LINE)

    def digits(self, image: Grey, dpi: int, *, block: bool = False) -> list[Seen]:
        """The same for an image of nothing but numbers, by the model that knows no Cyrillic letters."""
        return self._read(self._digits, image, dpi, _BLOCK if block else _LINE)

    def _read(self, reader: Any, image: Grey, dpi: int, mode: int) -> list[Seen]:
        height, width = image.shape
        reader.SetPageSegMode(mode)
        reader.SetImageBytes(np.ascontiguousarray(image).tobytes(), width, height, 1, width)
        reader.SetSourceResolution(dpi)
        try:
            return self._words(reader) if reader.Recognize() else []
        finally:
            reader.Clear()

    def _words(self, reader: Any) -> list[Seen]:
        found = reader.GetIterator()
        words: list[Seen] = []
        line = -1
        ends = ((0, 0), (1, 0))
        while found is not None and not found.Empty(_LEVEL_WORD):
            if found.IsAtBeginningOf(_LEVEL_LINE):
                line += 1
                ends = found.Baseline(_LEVEL_LINE) or ends
            text = (found.GetUTF8Text(_LEVEL_WORD) or "").strip()
            box = found.BoundingBox(_LEVEL_WORD)
            if text and box:
                x0, top, x1, bottom = box
                (ax, ay), (bx, by) = ends
                base = ay + (by - ay) * ((x0 + x1) / 2 - ax) / ((bx - ax) or 1)
                words.append(Seen(text, x0, top, x1, bottom, base, float(found.Confidence(_LEVEL_WORD)), line))
            if not found.Next(_LEVEL_WORD):
                break
        return words


def is_installed() -> bool:
    """Whether the library is there; its models are always."""
    return find_spec("tesserocr") is not None


def engine(folder: Path | None = None) -> Engine:
    """The engine for the models in ``folder``, by default the bundled ones.

    Raises:
        SvodkaError: ``ocr-missing`` if the library or a model is not there.
    """
    return _engine(folder or BUNDLED)


@cache
def _engine(folder: Path) -> Engine:
    if not is_installed():
        raise SvodkaError("ocr-missing", detail="нет библиотеки tesserocr")
    for model in (TEXT_MODEL, DIGIT_MODEL):
        if not (folder / f"{model}.traineddata").is_file():
            raise SvodkaError("ocr-missing", detail=f"в папке {folder} нет {model}.traineddata")
    try:
        return Engine(folder)
    except (RuntimeError, ImportError, OSError) as why:
        raise SvodkaError("ocr-missing", detail=str(why)) from why
