"""Pictures of the pages of a PDF or scan, for the report that shows findings on them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 110 / 72
"""110 dots per inch: a page is read on the screen and takes some 150 KB."""
_QUALITY = 70


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its picture as a ``data:`` address, its size in points."""

    source: str
    width: float
    height: float


def page_images(data: bytes, pages: Sequence[int], *, name: str) -> Iterator[tuple[int, Picture]]:
    """The pictures of these pages (counted from 1); none where the file shows none.

    Args:
        data: a PDF, or a picture of one or several pages.
        name: how to call it in messages.
    """
    if data[:1024].lstrip().startswith(b"%PDF"):
        yield from _of_pdf(data, pages)
    else:
        yield from _of_image(data, pages)


def _of_pdf(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document:
        for number in pages:
            if 1 <= number <= len(document):
                page = document[number - 1]
                width, height = page.get_size()
                yield number, Picture(_address(page.render(scale=_SCALE).to_pil()), width, height)


def _of_image(data: bytes, pages: Sequence[int]) -> Iterator[tuple[int, Picture]]:
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number in pages:
                    across, down = (float(x or 72) for x in frame.info.get("dpi", (72, 72)))
                    width, height = frame.width * 72 / across, frame.height * 72 / down
                    yield number, Picture(_address(frame.copy()), width, height)
    except (UnidentifiedImageError, OSError):
        return


def _address(image: Image) -> str:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"
