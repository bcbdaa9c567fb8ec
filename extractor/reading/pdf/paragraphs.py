"""Lines of running text into paragraphs, also over the end of a column or a page.

What ends a paragraph: more space than between lines, an indented first line, a line that could
have held the next word, another alignment, size or weight, the number of a list item.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.reading.layout import is_signature
from extractor.reading.pdf.compose import Join, compose
from extractor.reading.pdf.habits import Habits, ends_sentence, starts_item, starts_small
from extractor.reading.pdf.lines import Line
from extractor.reading.plain.strokes import draws
from extractor.reading.source import Align, RawText

Side = Literal["left", "block", "center", "right", "whole"]
"""How a line stands in its column: ``block`` starts in mid-column, ``whole`` fills it evenly."""

# Places that are equal (points), and the least indent in font sizes.
_SAME = 2.5
_INDENT = 0.6
# Text that starts this far into the column is a block of its own («УТВЕРЖДЕНО приказом …»).
_BLOCK = 0.3
# Sizes that differ by more than this share belong to different paragraphs.
_OTHER_SIZE = 0.12

# How a row of a typed table goes on; another row, and what stands below the table, begin anew.
_ROW_JOINS: dict[str, Join] = {"tab": "\t", "cell": " "}
_ALIGN: dict[Side, Align] = {"center": "center", "right": "right"}


def paragraphs_of(lines: Sequence[Line], habits: Habits) -> tuple[list[RawText], int]:
    """The paragraphs of ``lines`` (in reading order), and how many hyphens they left out."""
    texts: list[RawText] = []
    dropped = 0
    held: list[Line] = []
    joins: list[Join] = []
    for index, line in enumerate(lines):
        held.append(line)
        following = lines[index + 1] if index + 1 < len(lines) else None
        join = _join(held, following, habits) if following else None
        if join is not None:
            joins.append(join)
            continue
        text, hyphens = compose(held, joins, align=_align(held, habits))
        texts.append(text)
        dropped += hyphens
        held, joins = [], []
    return texts, dropped


def side_of(line: Line, habits: Habits) -> Side:
    """How ``line`` stands between its column's margins."""
    margins = habits.margins_of(line)
    before, after = line.x0 - margins.left, margins.right - line.x1
    width = margins.right - margins.left
    if "\t" in line.text:
        return "left"
    # A title that kept the first-line indent stands off the middle by half of it.
    shift = habits.indent if habits.indent is not None and before - after > habits.indent / 2 else 0.0
    if abs(before - after - shift) <= _SAME and after > 1.2 * line.size:
        indented = habits.indent is not None and abs(before - habits.indent) <= _SAME
        return "left" if indented and not line.bold else "center"
    if abs(after) <= _SAME and before > _BLOCK * width:
        return "right"
    if before > _BLOCK * width:
        return "block"
    return "whole" if abs(before - after) <= _SAME else "left"


def _align(lines: Sequence[Line], habits: Habits) -> Align:
    sides = {side_of(line, habits) for line in lines}
    if "center" in sides and sides <= {"center", "whole"}:
        return "center"
    return "right" if sides == {"right"} else "left"


def _join(held: Sequence[Line], following: Line, habits: Habits) -> Join | None:
    """What joins ``following`` to the paragraph so far; ``None`` if it starts a new one."""
    line = held[-1]
    if line.part or following.part:
        return _ROW_JOINS.get(following.part)
    if draws(line.text) or draws(following.text):
        return None
    if line.turn != following.turn or abs(line.size - following.size) > _OTHER_SIZE * line.size:
        return None
    same_column = (line.page, line.flow) == (following.page, following.flow)
    if same_column and habits.stands_apart(line, following):
        return None
    side, next_side = side_of(line, habits), side_of(following, habits)
    if {side, next_side} & {"center", "right", "block"}:
        return _join_set_off(line, following, side, next_side, habits) if same_column else None
    full = habits.is_full(line, following)
    if _starts_paragraph(held, following, habits, full):
        return None
    if ends_sentence(line) and is_signature(following.text) and not habits.is_stretched(following):
        return None
    if not full:
        return "\n" if same_column and _broken_by_hand(held, following, habits) else None
    goes_on = not _ends_full(held, following, habits) if same_column else _goes_over(held, following, habits)
    return " " if goes_on else None


def _join_set_off(line: Line, following: Line, side: Side, next_side: Side, habits: Habits) -> Join | None:
    """Centred, right-aligned and set-off lines: those that stand alike belong together."""
    if line.bold != following.bold or "\t" in line.text + following.text:
        return None
    alike = side == next_side or ({side, next_side} == {"center", "whole"} and not ends_sentence(line))
    if side == next_side == "block":
        alike = abs(line.x0 - following.x0) <= _SAME
    if not alike or _spread(line) != _spread(following):
        return None
    return " " if habits.is_full(line, following, flush=side == "block") else "\n"


def _starts_paragraph(held: Sequence[Line], following: Line, habits: Habits, full: bool) -> bool:
    """Whether ``following``, at the left, starts like a paragraph: by its indent or its number."""
    line = held[-1]
    if starts_item(following) and (not full or ends_sentence(line) or _same_list(held[0], following)):
        return True
    indent = _INDENT * line.size
    left, next_left = (habits.margins_of(x).left for x in (line, following))
    offset, before = following.x0 - next_left, line.x0 - left
    if len(held) > 1:
        return abs(offset - before) > indent
    if offset > before + indent:
        return not (starts_item(line) and _hangs(line, following))
    if offset > indent and abs(offset - before) <= indent:
        return not full or not starts_small(following) or "\t" in line.text
    return False


def _same_list(line: Line, following: Line) -> bool:
    """Whether both lines start with a number, or with the same bullet, at the same place."""
    if not starts_item(line) or abs(line.x0 - following.x0) > _SAME:
        return False
    first, second = line.text[0], following.text[0]
    return first == second or (first.isdigit() and second.isdigit())


def _hangs(line: Line, following: Line) -> bool:
    """Whether ``following`` stands under the text after the item's number."""
    return abs(line.edges[2] - line.edges[0] - (following.x0 - line.x0)) <= _SAME


def _goes_over(held: Sequence[Line], following: Line, habits: Habits) -> bool:
    """Whether a paragraph goes on over the end of a column or page whose last line is full."""
    line = held[-1]
    if line.bold != following.bold:
        return False
    if line.page == following.page and not (habits.is_stretched(line) or starts_small(following)):
        # Blocks of a letterhead stand side by side like columns.
        return False
    if habits.indents(held[0]) and not habits.indents(following):
        return True
    return not ends_sentence(line) or starts_small(following) or habits.is_stretched(line)


def _ends_full(held: Sequence[Line], following: Line, habits: Habits) -> bool:
    """Whether a line that could not hold the next word is the last of its paragraph all the same.

    In justified text such a line is not stretched.  Spacing and indents, where a document has
    them, have already spoken.
    """
    line = held[-1]
    if line.bold != following.bold and ends_sentence(line):
        return True
    if "\t" in line.text and "\t" in following.text:
        return True
    if habits.spaced or (habits.indents(held[0]) and not habits.indents(following)):
        return False
    return habits.ends_ragged(line) and not starts_small(following)


def _broken_by_hand(held: Sequence[Line], following: Line, habits: Habits) -> bool:
    """Whether a line broken before its end is one of a title or a signature, not a paragraph's last."""
    line = held[-1]
    if "\t" in line.text or line.bold != following.bold:
        return False
    if habits.is_stretched(line):
        return True
    if habits.indents(held[0]) and not habits.indents(following):
        signed = "\t" in following.text and len(held) > 1
        return not signed and not ends_sentence(line)
    if starts_small(following):
        return habits.spaced or not ends_sentence(line)
    return habits.spaced and not ends_sentence(line)


def _spread(line: Line) -> bool:
    """Whether the line is letter-spaced («П Р И К А З»)."""
    words = line.text.split()
    return len(words) > 3 and all(len(word) == 1 for word in words)
