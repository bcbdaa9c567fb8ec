"""Random nestings: whatever is inside what, the walk and the count agree, and changes fit the text."""

from __future__ import annotations

from random import Random

import pytest

from docx_files import cell, docx_of, p, r, read_whole, table, texts_of

STYLES = (
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
)
RUN_LOOKS = ("", "", "", "<w:b/>", "<w:caps/>", "<w:vanish/>", '<w:rStyle w:val="c"/>')
SIGNS = ("<w:tab/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", '<w:sym w:font="Symbol" w:char="F0B7"/>')
WRAPPERS = ("ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "fldSimple")
MARKS = ("", "", "", "<w:del/>", "<w:vanish/>", "<w:ins/>")
CELLS = ("", "", "<w:vMerge/>", '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>', "<w:hMerge/>")
DEEPEST = 3


class Writer:
    """Writes random content; every text in it is another word."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = 0

    def blocks(self, depth: int = 0) -> str:
        return "".join(self._block(depth) for _ in range(self._random.randint(1, 4)))

    def _block(self, depth: int) -> str:
        kind = "p" if depth > DEEPEST else self._random.choice("pppts")
        if kind == "s":
            return f"<w:sdt><w:sdtContent>{self.blocks(depth + 1)}</w:sdtContent></w:sdt>"
        if kind == "t":
            rows = (
                "".join(cell(self.blocks(depth + 2), self._random.choice(CELLS)) for _ in range(3)) for _ in range(3)
            )
            return table(*rows)
        style = self._random.choice(("", "", "", '<w:pStyle w:val="p"/>'))
        return p(self._inline(depth) or "<w:r/>", f"{style}<w:rPr>{self._random.choice(MARKS)}</w:rPr>")

    def _inline(self, depth: int) -> str:
        return "".join(self._piece(depth) for _ in range(self._random.randint(0, 4)))

    def _piece(self, depth: int) -> str:
        kind = "run" if depth > DEEPEST else self._random.choice(("run", "run", "run", "sign", "box", "field", "in"))
        if kind == "run":
            self._words += 1
            return r(f"слово{self._words}", self._random.choice(RUN_LOOKS))
        if kind == "sign":
            return f"<w:r>{self._random.choice(SIGNS)}</w:r>"
        if kind == "box":
            boxes = [f"<w:pict><w:txbxContent>{self.blocks(depth + 2)}</w:txbxContent></w:pict>" for _ in range(2)]
            choice = f"<mc:Choice>{boxes[0]}</mc:Choice><mc:Fallback>{boxes[1]}</mc:Fallback>"
            return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"
        inside = self._inline(depth + 1)
        if kind == "field":
            begin, middle, end = (
                f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
            )
            return f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{middle}{inside}{end}"
        tag = self._random.choice(WRAPPERS)
        attribute = ' w:instr="PAGE"' if tag == "fldSimple" else ""
        return f"<w:{tag}{attribute}>{inside}</w:{tag}>"


@pytest.mark.parametrize("seed", range(30))
def test_nothing_is_lost_in_random_nestings(seed: int) -> None:
    writer = Writer(seed)
    data = docx_of(
        writer.blocks() + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        styles=STYLES if seed % 2 else None,
        headers=[writer.blocks(3)],
    )
    for item in texts_of(read_whole(data).items):
        for change in item.changes:
            assert 0 <= change.start <= change.end <= len(item.text)
            assert change.kind == "deleted" or item.text[change.start : change.end] == change.text
