"""What a walk over an RTF holds for open groups and fields, and what it hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extractor.reading.docx.symbols import symbol
from extractor.reading.rtf.state import Chars, Paragraph
from extractor.reading.rtf.story import Story
from extractor.reading.rtf.table import Items

Role = Literal["text", "number", "code"]
"""What the text of a group is: shown, the number of a paragraph, the instruction of a field."""
_LARGEST_PLACE = 0x10FFFF


@dataclass(slots=True)
class Field:
    """A field under way: its instruction, and where in the line its result begins."""

    code: list[str] = field(default_factory=list)
    pieces: int | None = None


class Frame(NamedTuple):
    """What an open group goes back to when it ends."""

    chars: Chars
    paragraph: Paragraph
    role: Role
    nested_row: bool
    ends: Story | Field | None = None


@dataclass(slots=True)
class Found:
    """All that the walk found; ``generated`` counts characters of symbol fields, which are no text of the file."""

    body: Items = field(default_factory=list)
    notes: Items = field(default_factory=list)
    heads: list[tuple[str, Items]] = field(default_factory=list)
    feet: list[tuple[str, Items]] = field(default_factory=list)
    dropped: int = 0
    generated: int = 0
    first_page_differs: bool = False
    unclosed: int = 0


def symbol_of(code: list[str]) -> str:
    """The character of a field «SYMBOL 183 \\f "Symbol"»."""
    font = code[code.index("\\f") + 1].strip('"') if "\\f" in code[:-1] else ""
    try:
        point = int(code[1], 16 if code[1].lower().startswith("0x") else 10)
    except ValueError:
        return ""
    point = point if 0 <= point <= _LARGEST_PLACE else 0
    return symbol(f"{point + 0xF000 if point < 0x100 and font else point:X}", font)
