"""What people are told of pages: which were read from pictures and why, and which numbers are uncertain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractor.reading.pdf.page import Page

# A warning names so many doubtful numbers of a page.
_MOST_DOUBTS = 12


def scan_warnings(pages: Sequence[Page]) -> list[str]:
    """What people should know of pages that were read from their pictures: which, why, and the doubtful numbers."""
    warnings = []
    for reason in dict.fromkeys(page.scanned for page in pages if page.scanned):
        said = f"распознано с изображения ({reason})"
        warnings += about([page.number for page in pages if page.scanned == reason], said, said)
    for page in pages:
        if page.doubts:
            shown = ", ".join(f"«{text}»" for text in page.doubts[:_MOST_DOUBTS])
            more = len(page.doubts) - _MOST_DOUBTS
            warnings.append(
                f"страница {page.number}: числа прочитаны ненадёжно: {shown}" + (f" и ещё {more}" if more > 0 else "")
            )
    return warnings


def about(numbers: Sequence[int], one: str, several: str) -> list[str]:
    """A warning per run of page numbers: «страница 3: …», «страницы 5–8: …»."""
    warnings = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) == 1:
            warnings.append(f"страница {run[0]}: {one}")
        else:
            warnings.append(f"страницы {run[0]}–{run[-1]}: {several}")
    return warnings
