"""Scans on the command line: ``--ocr`` and ``--tessdata``, and what comes of them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from extractor.commands.options import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from extractor.commands.voice import Voice
    from extractor.reading.ocr.options import OcrOptions
    from extractor.reading.ocr.pictures import PagePicture
    from extractor.record import Record

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


def pictures_for(files: Sequence[str], scans: OcrOptions) -> Callable[[Record], Iterable[PagePicture]]:
    """What shows the pages of a record's document, found among ``files`` by its name and content."""

    def pictures(record: Record) -> Iterable[PagePicture]:
        from extractor.reading.ocr.pictures import page_pictures

        for file in files:
            path = Path(file)
            if path.name != Path(record.source.file).name or not path.is_file():
                continue
            data = path.read_bytes()
            if sha256(data).hexdigest() == record.source.sha256:
                return page_pictures(data, name=file, ocr=scans)
        return ()

    return pictures


def scans_of(when: str, tessdata: str | None) -> OcrOptions:
    """What was asked for."""
    from extractor.reading.ocr.options import OcrOptions, When

    return OcrOptions(cast("When", when), Path(tessdata) if tessdata is not None else None)
