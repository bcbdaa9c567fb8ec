"""What comes of ``--ocr`` and ``--tessdata``, and the pages of scans."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from extractor.reading.ocr.options import OcrOptions
    from extractor.reading.ocr.pictures import PagePicture
    from extractor.record import Record


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
