"""PDF files written stroke by stroke, so that a test says exactly what stands where."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.reading.pdf.reader import read
from extractor.reading.source import RawTable, RawText, Reading

A4 = (595.0, 842.0)
# Every letter is three quarters of the font size wide, a space one quarter: so widths can be told
# by counting, and hardly a letter of the font that stands in is wider.
LETTER, SPACE = 0.75, 0.25
_WIDTHS = " ".join(["250", *["750"] * 223])


def width(text: str, size: float = 12) -> float:
    """How wide ``text`` comes out, in points."""
    return sum(SPACE if letter == " " else LETTER for letter in text) * size


@dataclass
class Sheet:
    """One page; places are points from the upper left corner, ``y`` is the base line."""

    size: tuple[float, float] = A4
    rotate: int = 0
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, *, size: float = 12, bold: bool = False, angle: int = 0) -> None:
        """``angle`` is counter-clockwise, in degrees."""
        turn = math.radians(angle)
        matrix = " ".join(f"{v:.4f}" for v in (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn)))
        shown = text.encode("cp1251").hex()
        font = "F2" if bold else "F1"
        self.drawn.append(f"BT /{font} {size} Tf {matrix} {x:.2f} {self.size[1] - y:.2f} Tm <{shown}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        height = self.size[1]
        self.drawn.append(f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l S")

    def box(self, x0: float, top: float, x1: float, bottom: float) -> None:
        self.drawn.append(f"{x0:.2f} {self.size[1] - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re S")

    def prose(
        self,
        text: str,
        y: float,
        *,
        left: float = 57,
        right: float = 538,
        indent: float = 0,
        stretch: bool = True,
    ) -> float:
        """A paragraph set as programs set it, 12 points at a pitch of 14; returns the next base line."""
        words = text.split(" ")
        while words:
            start = left + indent
            taken = 1
            while taken < len(words) and start + width(" ".join(words[: taken + 1])) <= right:
                taken += 1
            row, words = words[:taken], words[taken:]
            gap = SPACE * 12
            if words and stretch and taken > 1:
                gap = (right - start - sum(map(width, row))) / (taken - 1)
            for word in row:
                self.text(start, y, word)
                start += width(word) + gap
            y += 14
            indent = 0
        return y

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """A table without merged cells, one stroke per border."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])

    def cells(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
        """Text of a table, each line of a cell («\\n») 13 points below the other, 5 from the border."""
        for top, row in zip(ys, rows, strict=False):
            for left, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n")):
                    if line:
                        self.text(left + 5, top + 11 + 13 * number, line, size=11)


def pdf_of(*sheets: Sheet) -> bytes:
    """The file of ``sheets``: two fonts of equal widths, the second one bold."""
    letters = "".join(
        f"<{code:02x}> <{ord(bytes([code]).decode('cp1251')):04x}>\n" for code in range(32, 256) if code != 0x98
    )
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"223 beginbfchar\n{letters}endbfchar endcmap end end"
    )
    fonts = [
        f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 32/LastChar 255"
        f"/Widths[{_WIDTHS}]/Encoding/WinAnsiEncoding/ToUnicode 3 0 R>>"
        for name in ("Arial", "Arial-BoldMT")
    ]
    kids = " ".join(f"{6 + 2 * k} 0 R" for k in range(len(sheets)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>",
        _stream(unicode_map),
        *fonts,
    ]
    for number, sheet in enumerate(sheets):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.size[0]} {sheet.size[1]}]/Rotate {sheet.rotate}"
            f"/Contents {7 + 2 * number} 0 R/Resources<</Font<</F1 4 0 R/F2 5 0 R>>>>>>"
        )
        objects.append(_stream("\n".join(sheet.drawn)))
    return _file(objects)


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


def _file(objects: Sequence[str], trailer: str = "") -> bytes:
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("ascii")


def reading_of(*sheets: Sheet) -> Reading:
    return read(pdf_of(*sheets), name="test.pdf")


def texts_of(reading: Reading) -> list[str]:
    """The paragraphs' texts, tables left out."""
    return [item.text for item in reading.items if isinstance(item, RawText)]


def tables_of(reading: Reading) -> list[RawTable]:
    return [item for item in reading.items if isinstance(item, RawTable)]


def rows_of(table: RawTable) -> list[list[str]]:
    """The texts of a table's owner cells, row by row."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        said = "\n".join(item.text for item in cell.items if isinstance(item, RawText))
        rows.setdefault(cell.row, []).append(said)
    return list(rows.values())


def all_texts(reading: Reading) -> list[RawText]:
    """Every text of the document, those of cells too."""
    texts: list[RawText] = []
    for item in reading.items:
        held = [item] if isinstance(item, RawText) else [inner for cell in item.cells for inner in cell.items]
        texts += [text for text in held if isinstance(text, RawText)]
    return texts


def lost(reading: Reading) -> int:
    """Letters that the file holds and the reading neither shows nor says to have dropped."""
    shown = sum(len("".join(text.text.split())) for text in all_texts(reading))
    return reading.counted - reading.dropped - shown
