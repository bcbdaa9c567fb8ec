"""How the cost grows with pages: seconds per size, and the exponent of a straight line through their logarithms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from samples import PAGES, PROSE, TABLES, volume
from timing import Line, cpu_seconds, frozen_seconds
from work import LIBRARIES, fields, reading

BUDGET = 15.0
"""CPU seconds; a size whose fields would take more (squared growth from the size before) is left out."""
MOST_PAGES_ALONE = 50
"""Up to this size all libraries are run alone, above it pypdfium2 only: pdfplumber takes some 50 ms a page."""


@dataclass(frozen=True, slots=True)
class Size:
    """CPU seconds for one volume; ``fields`` is None where it would take too long.

    ``frozen`` are the fields again, the document and all else that existed kept out of garbage collection.
    """

    form: str
    kind: str
    pages: int
    reading: float
    fields: float | None
    frozen: float | None
    alone: dict[str, float]


def sizes(form: str, kind: str, name: str) -> Iterator[Size]:
    """All sizes of a volume, smallest first; the lesser of two runs up to 50 pages, else one run."""
    last: tuple[int, float] | None = (0, 0.0)
    for pages in PAGES:
        data = volume(form, name, pages)
        runs = 2 if pages <= 50 else 1
        read = min(cpu_seconds(lambda d=data: reading(d)) for _ in range(runs))  # type: ignore[misc]
        if last and last[0] and last[1] * (pages / last[0]) ** 2 > BUDGET:
            last = None
        took = frozen = None
        if last is not None:
            document = reading(data)
            took = min(cpu_seconds(lambda d=document: fields(d)) for _ in range(runs))  # type: ignore[misc]
            frozen = min(frozen_seconds(lambda d=document: fields(d)) for _ in range(runs))  # type: ignore[misc]
            last = (pages, took)
        alone = {
            library: cpu_seconds(lambda d=data, a=action: a(d))  # type: ignore[misc]
            for library, action in LIBRARIES[form].items()
            if library == "pypdfium2" or pages <= MOST_PAGES_ALONE
        }
        yield Size(form, kind, pages, read, took, frozen, alone)


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log(seconds) over log(pages), least squares, sizes from 10 pages on; 1 is linear."""
    xs, ys = [log(p) for p, _ in points if p >= 10], [log(s) for p, s in points if p >= 10]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def measure() -> tuple[list[Size], list[Line]]:
    """The table of sizes, and a line for each exponent."""
    table: list[Size] = []
    lines: list[Line] = []
    for form in ("docx", "pdf"):
        for kind, name in (("prose", PROSE), ("tables", TABLES)):
            reading(volume(form, name, PAGES[0]))
            found = list(sizes(form, kind, name))
            table += found
            read = exponent([(size.pages, size.reading) for size in found])
            done = [(size.pages, size.fields) for size in found if size.fields is not None]
            frozen = [(size.pages, size.frozen) for size in found if size.frozen is not None]
            what = f"{form.upper()}, {kind}"
            span = f"{found[-1].pages} pages"
            lines.append(Line("growth", f"{what}: reading, to {span}", read, "exponent", "", None, "<= 1.1"))
            span = f"{done[-1][0]} pages"
            lines.append(Line("growth", f"{what}: fields, to {span}", exponent(done), "exponent", "", None, "<= 1.1"))
            lines.append(Line("growth", f"{what}: fields, document frozen, to {span}", exponent(frozen), "exponent"))
    return table, lines
