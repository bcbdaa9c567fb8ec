"""What the styles of a cell say of it: format, weight, alignment, lines."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.reading.sheet.format import GENERAL
from extractor.reading.source import Align


@dataclass(frozen=True, slots=True)
class CellStyle:
    """``ruled``: lines on a level and an upright side, as cells of a drawn table have and a line to sign on has not."""

    code: str = GENERAL
    bold: bool = False
    align: Align | None = None
    ruled: bool = False


PLAIN = CellStyle()
ALIGNS: dict[str, Align] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "centerContinuous": "center",
    "right": "right",
    "end": "right",
    "justify": "both",
}
