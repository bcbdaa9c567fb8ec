"""Random nestings: whatever is inside what, the walk and the count agree, and changes fit the text."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_files import texts_of
from extractor.errors import SvodkaError
from extractor.reading.rtf.reader import read
from rtf_files import HEAD, b, cell, p, read_whole, row, rtf_of

LOOKS = (
    rb"\b",
    rb"\caps",
    rb"\v",
    rb"\deleted",
    rb"\revised",
    rb"\plain",
    rb"\f1",
    rb"\f5",
    rb"\uc2",
    rb"\mvf",
    b"",
    b"",
    b"",
)
SIGNS = (
    rb"\tab ",
    rb"\~",
    rb"\_",
    rb"\-",
    rb"\emdash ",
    rb"\line ",
    rb"\u1044 ?",
    rb"\'c4",
    b"\r\n",
    rb"\'82\'a0",
    rb"\par ",
)
GROUPS = (
    rb"\*\unknown ", rb"\pict ", rb"\footnote ", rb"\shp{\*\shpinst{\shptxt ", rb"\field{\*\fldinst PAGE}{\fldrslt ",
    rb"\listtext ", rb"\xe ", rb"\upr{x}{\*\ud ", rb"\*\nesttableprops ", rb"\object{\result ", rb"\header ",
    rb"\footerf ",
)  # fmt: skip
DEEPEST = 4


class Writer:
    """Writes random content; every text in it is another word."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words = 0

    def blocks(self, depth: int = 0) -> bytes:
        return b"".join(self._block(depth) for _ in range(self._random.randint(1, 5)))

    def _block(self, depth: int) -> bytes:
        if depth < DEEPEST and self._random.random() < 0.2:
            merges = (b"", rb"\clvmgf", rb"\clvmrg", rb"\clmgf", rb"\clmrg")
            cells = [cell(self._inline(depth + 1)) for _ in range(3)]
            return row(*cells, merges=tuple(self._random.choice(merges) for _ in cells))
        return p(self._inline(depth), self._random.choice((b"", rb"\intbl", rb"\intbl\itap3", rb"\ls1", rb"\qc")))

    def _inline(self, depth: int) -> bytes:
        return b"".join(self._piece(depth) for _ in range(self._random.randint(0, 5)))

    def _piece(self, depth: int) -> bytes:
        kind = self._random.choice("wwwssg" if depth < DEEPEST else "ws")
        if kind == "w":
            self._words += 1
            return b"{" + self._random.choice(LOOKS) + b" " + b(f"слово{self._words}") + b"}"
        if kind == "s":
            return self._random.choice(SIGNS)
        opened = self._random.choice(GROUPS)
        inside = self._inline(depth + 1) if self._random.random() < 0.7 else self.blocks(depth + 1)
        return b"{" + opened + inside + b"}" * (1 + opened.count(b"{") - opened.count(b"}"))


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_in_random_nestings(seed: int) -> None:
    data = rtf_of(rb"\titlepg" if seed % 2 else b"", Writer(seed).blocks())
    for item in texts_of(read_whole(data).items):
        for change in item.changes:
            assert 0 <= change.start <= change.end <= len(item.text)
            assert change.kind == "deleted" or item.text[change.start : change.end] == change.text


PIECES = [
    *LOOKS,
    *SIGNS,
    *(b"{" + group for group in GROUPS),
    b"{",
    b"}",
    rb"\cell",
    rb"\row",
    rb"\trowd\cellx9",
    rb"\nestcell",
]
PIECES += [
    rb"\nestrow",
    rb"\pard",
    rb"\intbl",
    rb"\itap2",
    rb"\bin3 ",
    rb"\uc0",
    rb"\u",
    b"\\",
    b"\\'",
    b"word ",
    b"\xc4\x00",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_pieces_are_read_whole_or_refused(pieces: list[bytes]) -> None:
    try:
        read_whole(HEAD + b" ".join(pieces) + b"}")
    except SvodkaError as refusal:
        assert refusal.code == "damaged"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(rest: bytes) -> None:
    try:
        read(b"{\\rtf1" + rest, name="x")
    except SvodkaError as refusal:
        assert refusal.code in ("damaged", "too-large")
