"""Pictures of a document's pages with a box around everything that was found on them."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from extractor.export.html_text import TextPage, safe
from extractor.export.marks import Mark

if TYPE_CHECKING:
    from extractor.record import Record, Span


class Picture(Protocol):
    """A page from 1, its JPEG, its size in points."""

    @property
    def number(self) -> int: ...
    @property
    def jpeg(self) -> bytes: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


Pictures = Callable[["Record"], Iterable[Picture]]
"""The pages of a record's document; none where the file is not at hand or has no pages."""


def pages(pictures: Iterable[Picture], record: Record, marks: Sequence[Mark], text: TextPage) -> str:
    """The section of page pictures as HTML, empty without pictures; boxes lead to their place in ``text``.

    Indicators and orders have no box of their own: they are as long as paragraphs.
    """
    labels = {(mark.start, mark.end, mark.field): mark.label for mark in marks}
    boxes: dict[int, list[tuple[Span, str, str]]] = defaultdict(list)
    for field, span in _spans(record):
        if span.page is not None and span.box is not None:
            boxes[span.page].append((span, field, labels.get((span.start, span.end, field), span.quote)))
    figures = [_figure(picture, boxes[picture.number], text) for picture in pictures]
    if not figures:
        return ""
    return '<section class="list sheets">\n<h3>Страницы</h3>\n' + "\n".join(figures) + "\n</section>"


def _spans(record: Record) -> Iterator[tuple[str, Span]]:
    yield from (("header", span) for span in record.header.spans.values())
    for indicator in record.indicators:
        yield from ((value.role, value.span) for value in indicator.values)
    yield from (("percentage", item.span) for item in record.percentages)
    yield from (("quantity", item.span) for item in record.quantities)
    yield from (("school", item.span) for item in record.schools)
    yield from (("deadline", item.span) for item in record.deadlines)
    yield from (("entity", item.span) for item in record.entities)


def _figure(picture: Picture, boxes: list[tuple[Span, str, str]], text: TextPage) -> str:
    source = b64encode(picture.jpeg).decode("ascii")
    shown = "\n".join(_boxes(picture, boxes, text))
    return (
        f'<figure class="sheet"><figcaption>страница {picture.number}</figcaption><div>'
        f'<img alt="страница {picture.number}" src="data:image/jpeg;base64,{source}">\n{shown}</div></figure>'
    )


def _boxes(picture: Picture, boxes: list[tuple[Span, str, str]], text: TextPage) -> Iterator[str]:
    for span, field, label in sorted(boxes, key=lambda box: (box[0].start, -box[0].end)):
        x0, top, x1, bottom = span.box or (0.0, 0.0, 0.0, 0.0)
        place = ";".join(
            f"{side}:{100 * value:.2f}%"
            for side, value in (
                ("left", x0 / picture.width),
                ("top", top / picture.height),
                ("width", (x1 - x0) / picture.width),
                ("height", (bottom - top) / picture.height),
            )
        )
        link = f' href="#{text.prefix}{span.start}"' if span.start in text.places else ""
        yield f'<a class="f-{field}" style="{place}" title="{safe(label)}"{link}></a>'
