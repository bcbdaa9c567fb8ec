"""Characters of an RTF: code pages of documents and fonts, Unicode with fallbacks."""

from __future__ import annotations

import pytest

from extractor.reading.rtf.charsets import decode_text, guessed_codec, page_codec
from rtf_files import FONTS, b, p, read_texts

LINE = "Приказ № 5: доля учителей – 40 %"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param(rb"\u1044\'c4\u1072\'e0", "Да", id="fallback in the code page"),
        pytest.param(rb"\u1044?\u1072?", "Да", id="question marks"),
        pytest.param(rb"\u1044 ?\u1072 ?.", "Да.", id="spaces behind numbers"),
        pytest.param(rb"\uc0\u1044\u1072 x", "Даx", id="no fallback"),
        pytest.param(rb"\uc2\u1044??\u1072\'81\'82!", "Да!", id="two characters of fallback"),
        pytest.param(rb"{\uc0\u1044}\u1072?", "Да", id="a group's own number"),
        pytest.param(rb"{\uc0\plain\u1044 5}", "Д5", id="kept when looks are reset"),
        pytest.param(b"\\u1044\n?", "Д", id="line end behind the number"),
        pytest.param(rb"\u-1?\u-3913?", "\uffff•", id="negative numbers"),
        pytest.param(rb"\u-10179?\u-8704?", "😀", id="surrogates"),
        pytest.param(rb"\u55357?", "\ufffd", id="half a pair"),
        pytest.param(rb"\u128512?", "😀", id="beyond 16 bits"),
        pytest.param(rb"\u99999999999?", "\ufffd", id="no character"),
        pytest.param(rb"\u13?\u7?a\'00", "a", id="control characters"),
        pytest.param(rb"\u1044\par" + b"\n" + rb"\u1072?", "Д|а", id="fallback missing at a paragraph's end"),
        pytest.param(rb"\'c4\'e0\'zz", "Даzz", id="bad escape"),
        pytest.param("Да".encode("cp1251"), "Да", id="bytes as they are"),
        pytest.param(rb"{\f5\'82\'a0}", "あ", id="two bytes a character"),
        pytest.param(rb"{\f6 " + b("Да", "koi8-r") + b"}", "Да", id="code page of a font"),
        pytest.param(rb"{\f2 " + b("Да № 5") + b"}", "Да № 5", id="a western font of a Russian document"),
        pytest.param(rb"{\f99 " + b("Да") + b"}", "Да", id="font that is not there"),
    ],
)
def test_characters(inside: bytes, text: str) -> None:
    assert "|".join(read_texts(p(inside))) == text


@pytest.mark.parametrize(
    ("head", "page"),
    [
        pytest.param(rb"{\rtf1\ansi\ansicpg1251", "cp1251", id="Windows"),
        pytest.param(rb"{\rtf1\ansi\ansicpg20866", "koi8-r", id="KOI8-R"),
        pytest.param(rb"{\rtf1\ansi\ansicpg866", "cp866", id="DOS"),
        pytest.param(rb"{\rtf1\ansi\ansicpg28595", "iso8859-5", id="ISO"),
        pytest.param(rb"{\rtf1\mac\ansicpg10007", "mac-cyrillic", id="Mac"),
        pytest.param(rb"{\rtf1\ansi", "cp1251", id="no page named"),
        pytest.param(rb"{\rtf1\ansi\ansicpg1252", "cp1251", id="a western page named"),
        pytest.param(rb"{\rtf1\mac", "mac-cyrillic", id="Mac without a page"),
        pytest.param(rb"{\rtf1\ansi\ansicpg1252", "utf-8", id="UTF-8 in escapes"),
        pytest.param(rb"{\rtf1\ansi\ansicpg65001", "utf-8", id="UTF-8 named"),
        pytest.param(rb"{\rtf1\ansi\ansicpg1252" + FONTS, "cp1251", id="charset of the font"),
    ],
)
def test_code_pages(head: bytes, page: str) -> None:
    line = LINE if page not in ("koi8-r", "cp866", "iso8859-5") else LINE.replace("№", "N").replace("–", "-")
    assert read_texts(p(b(line, page)), head=head) == [line]


def test_raw_utf8_and_utf16() -> None:
    assert read_texts(p(LINE.encode() + b("!"))) == [LINE + "!"]
    saved = ("{\\rtf1\\ansi " + LINE + "\\par}").encode("utf-16")
    from extractor.reading.rtf.reader import read

    assert [getattr(item, "text", "") for item in read(saved, name="x").items] == [LINE]


def test_western_text_stays_western() -> None:
    assert read_texts(p(rb"Caf\'e9 M\'fcller \'a75"), head=rb"{\rtf1\ansi\ansicpg1252") == ["Café Müller §5"]
    assert guessed_codec(b"plain") is None


def test_unknown_pages() -> None:
    assert (page_codec(424242), page_codec(0), page_codec(None)) == (None, None, None)


def test_control_characters_are_no_text() -> None:
    assert decode_text(b"a\x01\x0bb\tc", fallback=1, codec="cp1251", font=None, raw_utf8=False) == "ab\tc"
