"""Random nestings: whatever is inside what, the walk and the count agree, and changes fit the text."""

from __future__ import annotations

from random import Random

import pytest

from docx_files import texts_of
from odt_files import COVERED, cell, items, odt_of, p, read_whole, span, style, table

STYLES = (
    style("hidden", text='text:display="none"')
    + style("shown", text='text:display="true"')
    + style("caps", text='fo:text-transform="uppercase" fo:font-weight="bold"')
    + style("gone", family="paragraph", text='text:display="none"')
)
SIGNS = (
    "<text:tab/>",
    '<text:s text:c="2"/>',
    "<text:line-break/>",
    "\u00ad",
    "<text:page-number>7</text:page-number>",
)
WRAPPERS = ("text:a", "text:meta", "text:ruby-text", "office:annotation", "text:hidden-text", "loext:content-control")
SPANS = (
    'table:number-columns-spanned="2"',
    'table:number-rows-spanned="3"',
    'table:number-columns-repeated="2"',
    "",
    "",
)
DEEPEST = 3


class Writer:
    """Writes random content; every text in it is another word."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = 0
        self._changes = 0

    def blocks(self, depth: int = 0) -> str:
        return "".join(self._block(depth) for _ in range(self._random.randint(1, 4)))

    def regions(self) -> str:
        """The tracked changes that the text refers to."""
        kinds = ("insertion", "deletion", "format-change")
        made = "".join(
            f'<text:changed-region text:id="c{at}"><text:{kinds[at % 3]}>{p("удалено") if at % 3 == 1 else ""}'
            f"</text:{kinds[at % 3]}></text:changed-region>"
            for at in range(self._changes)
        )
        return f"<text:tracked-changes>{made}</text:tracked-changes>"

    def _block(self, depth: int) -> str:
        kind = "p" if depth > DEEPEST else self._random.choice("ppphltscb")
        if kind == "l":
            return items(*(self.blocks(depth + 1) for _ in range(2)))
        if kind == "t":
            return table(*("".join(self._cell(depth + 2) for _ in range(3)) for _ in range(3)))
        if kind == "s":
            shown = self._random.choice(("none", "true"))
            return f'<text:section text:display="{shown}">{self.blocks(depth + 1)}</text:section>'
        if kind == "c":
            return self._mark()
        if kind == "b":
            return self._box(depth)
        if kind == "h":
            return f'<text:h text:outline-level="1">{self._inline(depth)}</text:h>'
        return p(self._inline(depth), self._random.choice(("", "", "gone")))

    def _cell(self, depth: int) -> str:
        return self._random.choice((COVERED, cell(self.blocks(depth), self._random.choice(SPANS))))

    def _inline(self, depth: int) -> str:
        return "".join(self._piece(depth) for _ in range(self._random.randint(0, 4)))

    def _piece(self, depth: int) -> str:
        kind = (
            "run"
            if depth > DEEPEST
            else self._random.choice(("run", "run", "run", "sign", "box", "note", "mark", "in"))
        )
        if kind == "run":
            self._words += 1
            return span(f"слово{self._words} ", self._random.choice(("hidden", "shown", "caps", "")))
        if kind == "sign":
            return self._random.choice(SIGNS)
        if kind == "box":
            return self._box(depth)
        if kind == "note":
            body = f"<text:note-body>{self.blocks(depth + 2)}</text:note-body>"
            return f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
        if kind == "mark":
            return self._mark()
        tag = self._random.choice(WRAPPERS)
        return f"<{tag}>{self._inline(depth + 1)}</{tag}>"

    def _box(self, depth: int) -> str:
        return f"<draw:frame><draw:text-box>{self.blocks(depth + 2)}</draw:text-box></draw:frame>"

    def _mark(self) -> str:
        self._changes += 1
        kind = self._random.choice(("change-start", "change-end", "change"))
        return f'<text:{kind} text:change-id="c{self._random.randrange(self._changes)}"/>'


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_lost_in_random_nestings(seed: int) -> None:
    writer = Writer(seed)
    body = writer.blocks()
    pages = (
        f'<style:master-page style:name="Standard"><style:header>{writer.blocks(3)}</style:header></style:master-page>'
    )
    data = odt_of(writer.regions() + body, styles=STYLES, common=STYLES, pages=pages)
    for item in texts_of(read_whole(data).items):
        for change in item.changes:
            assert 0 <= change.start <= change.end <= len(item.text)
            assert change.kind == "deleted" or item.text[change.start : change.end] == change.text
