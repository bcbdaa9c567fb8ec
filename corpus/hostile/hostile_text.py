"""Hostile text and HTML: giants, depths, and whatever makes a careless expression run for ever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SENTENCE = "Доля учителей, прошедших обучение, составила 40 %."
_LINE = (SENTENCE + "\n").encode()


def page(*inner: str) -> bytes:
    return ("<html><head><meta charset='utf-8'></head><body>" + "".join(inner) + "</body></html>").encode()


def repeated(piece: bytes, times: int, *, head: bytes = b"", tail: bytes = b"") -> Iterator[bytes]:
    """``head``, ``piece`` over and over in blocks of about a megabyte, ``tail``."""
    yield head
    block = max(1, 2**20 // len(piece))
    for _ in range(times // block):
        yield piece * block
    yield piece * (times % block)
    yield tail


def plain() -> dict[str, Iterable[bytes]]:
    """Text files by name."""
    return {
        "one-line-60mb.txt": repeated("слово ".encode(), 60 * 2**20 // 11),
        "one-line-20mb.txt": repeated("слово ".encode(), 20 * 2**20 // 11),
        "one-line-5mb.txt": repeated("слово ".encode(), 5 * 2**20 // 11),
        "nul-inside.txt": [_LINE, b"\0\0", _LINE * 20],
        "nul-laden.txt": [(SENTENCE[:4].encode("cp1251") + bytes(12)) * 500],
        "utf16-no-mark.txt": [(SENTENCE + "\r\n").encode("utf-16-le") * 5],
        "stars.md": repeated(b"*", 1_000_000, head=b"**" + _LINE),
        "stars-pairs.md": repeated(b"**a *b _c ", 100_000, head=b"**" + _LINE[:-1] + b"**\n"),
        "quotes.txt": repeated("«".encode(), 100_000, head=_LINE),
        "quotes-lines.txt": repeated("«Доля\n".encode(), 90_000, head=_LINE),
        "brackets.txt": repeated(b"(", 300_000, head=_LINE),
        "numbers.txt": repeated(b"1.", 300_000, head=_LINE),
        "numbers-lines.txt": repeated(b"1.1.\n", 90_000, head=_LINE),
        "spaces-inside.txt": repeated(b" ", 1_000_000, head=_LINE[:-1], tail=_LINE),
        "underscores.md": repeated(b"_", 1_000_000, head=b"**" + _LINE[:-1] + b"**\n", tail=_LINE),
        "digits.txt": repeated(b"1", 1_000_000, head=_LINE, tail=_LINE),
        "tabs-in-line.txt": repeated(b"\t", 290_000, head=_LINE[:-1], tail=_LINE),
        "tab-lines.txt": repeated(b"1.\ta\n", 90_000, head=_LINE),
        "tab-lines-uneven.txt": repeated(b"a\tb\nc\td\te\tf\nx\n", 15_000, head=_LINE),
        "pipe-lines.txt": repeated(b"| a | b |\n", 60_000, head=_LINE),
        "bars-in-line.txt": repeated(b"|", 290_000, head=_LINE, tail=b"\n" + _LINE),
        "drawn-lines.txt": repeated("│ а │ б │\n".encode(), 60_000, head="├───┼───┤\n".encode()),
        "column-lines.txt": repeated(b"a       b       c\n", 50_000, head=_LINE),
        "many-cells.txt": repeated(b"a\tb\tc\td\te\tf\tg\th\n", 90_000, head=_LINE),
        "many-lines.txt": repeated(_LINE, 200_000),
        "one-word-lines.txt": repeated("слово\n".encode(), 90_000, head=_LINE),
        "hyphen-lines.txt": repeated("сло-\n".encode(), 90_000, head=_LINE),
        "blank-lines.txt": repeated(b"\n", 5_000_000, head=_LINE, tail=_LINE),
        "form-feeds.txt": repeated(b"\f", 2_000_000, head=_LINE, tail=_LINE),
        "broken-utf8.txt": [_LINE * 20, b"\xd0", _LINE * 20],
        "escape-codes.txt": [b"\x1b[31m", _LINE * 20],
        "marks-over-letters.txt": repeated("\u0301".encode(), 300_000, head=_LINE),
        "right-to-left.txt": ["\u202e".encode(), _LINE * 3],
    }


def pages() -> dict[str, Iterable[bytes]]:
    """HTML files by name."""
    deep = 200_000
    text = f"<p>{SENTENCE}</p>".encode()
    return {
        "deep-div.html": [page("<div>" * deep, SENTENCE, "</div>" * deep)],
        "deep-div-half.html": [page("<div>" * (deep // 2), SENTENCE, "</div>" * (deep // 2))],
        "deep-unclosed.html": [page("<b><font>" * (deep // 2), SENTENCE)],
        "deep-tables.html": [page("<table><tr><td>" * 3000, SENTENCE, "</td></tr></table>" * 3000)],
        "deep-lists.html": [page("<ol><li>" * 50_000, SENTENCE)],
        "cells-under-div.html": [page("<div>" * 100_000, "<td>а</td>" * 100_000, SENTENCE)],
        "one-line-50mb.html": repeated(b"a ", 25 * 2**20, head=text),
        "long-text.html": repeated(b"a", 11 * 10**6, head=text),
        "long-attribute.html": repeated(b"a", 12 * 10**6, head=text + b"<p title='", tail=b"'>x</p>"),
        "many-tags.html": repeated(b"<p>x</p>", 500_000, head=text),
        "many-paragraphs.html": repeated(b"<p>x</p>", 100_000, head=text),
        "wide-table.html": [
            page("<table>", "<tr><td rowspan=9999 colspan=9999>а</td></tr>" * 2000, "</table>", SENTENCE)
        ],
        "wide-row.html": [page("<table><tr>", "<td colspan=64>а</td>" * 20_000, "</tr></table>", SENTENCE)],
        "unclosed-comment.html": [text, b"<!--", b" x" * 100_000],
        "bad-end-tags.html": repeated(b"</b></x>", 100_000, head=text),
        "entities.html": repeated(b"&amp;&#1044;&nosuch;&#99999999999;", 30_000, head=text),
        "charset-lies.html": [b"<meta charset='utf-16'>", text.decode().encode("cp1251")],
        "charset-strange.html": [b"<meta charset='unicode_escape'>", text],
        "hidden.html": [page(f"<p>{SENTENCE}</p>", "<div style='display:none'>", "<p>тайна</p>" * 10_000, "</div>")],
        "script.html": [
            page(
                "<script>",
                "if (a < b) document.write('<p>тайна</p>');" * 10_000,
                f"</script><p>{SENTENCE}</p>",
            )
        ],
        "inserted.html": [page("<ins>", f"{SENTENCE} <b>и</b> " * 20_000, "</ins>")],
    }
