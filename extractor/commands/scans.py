"""Scans on the command line: ``--ocr`` and ``--tessdata``, and what comes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from extractor.commands.options import one_of

if TYPE_CHECKING:
    from extractor.commands.voice import Voice
    from extractor.reading.ocr.options import OcrOptions

_WHEN = ("auto", "always", "never")


def ocr_option(voice: Voice) -> Any:
    """``--ocr``."""
    return typer.Option(
        "--ocr",
        metavar="|".join(_WHEN),
        callback=one_of(_WHEN, voice),
        help=voice(
            "распознавать сканы: auto – страницы без текста или с испорченным текстом (по умолчанию), "
            "always – все страницы PDF, never – никакие",
            "read scans: auto (the default), pages with no text or garbled text; always, all pages of a PDF; never",
        ),
    )


def tessdata_option(voice: Voice) -> Any:
    """``--tessdata``."""
    return typer.Option(
        "--tessdata",
        metavar=voice("ПАПКА", "FOLDER"),
        help=voice(
            "папка с rus.traineddata и eng.traineddata вместо встроенных",
            "folder with rus.traineddata and eng.traineddata in place of the bundled ones",
        ),
    )


def scans_of(when: str, tessdata: str | None) -> OcrOptions:
    """What was asked for."""
    from extractor.reading.ocr.options import OcrOptions, When

    return OcrOptions(cast("When", when), Path(tessdata) if tessdata is not None else None)
