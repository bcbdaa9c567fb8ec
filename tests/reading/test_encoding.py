"""Encodings told from bytes, short texts included."""

from __future__ import annotations

import random

import pytest

from dev_markup import DEV, STEMS
from extractor.errors import SvodkaError
from extractor.reading.encoding import decode, non_space, plausibility, read_text

CYRILLIC = ["cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"]
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
SHORT = [
    "Срок: до 28.02.2025",
    "П Р И К А З",
    "РЕШЕНИЕ КОЛЛЕГИИ",
    "Доля учителей, прошедших обучение, составила 40 %.",
    "г. Енисейск\t№ 2",
    "1. Утвердить план. 2. Контроль оставляю за собой.",
]


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("page", [*CYRILLIC, *WIDE])
def test_short_texts(text: str, page: str) -> None:
    data = text.encode(page, errors="ignore")
    assert decode(data)[0] == data.decode(page)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        pytest.param("план – 14 чел., факт – 12 чел.", "cp1251", id="dashes are no letters"),
        pytest.param("│ № │ Показатель │ План │\n├───┼────────────┼──────┤", "cp866", id="drawn table of DOS"),
        pytest.param("«Детский сад № 10 «Теремок» с. Усть-Кама", "cp1251", id="quotation marks"),
    ],
)
def test_signs_beside_letters(text: str, page: str) -> None:
    assert decode(text.encode(page, errors="replace"))[0] == text.encode(page, errors="replace").decode(page)


def test_declared_charset_is_heeded_where_bytes_agree() -> None:
    capital = "Ж".encode("koi8-r")
    assert decode(capital, declared="koi8-r") == ("Ж", "koi8-r")
    russian = "Доля учителей составила 40 %".encode("cp1251")
    for lie in ("utf-8", "iso-8859-1", "koi8-r", "unicode_escape", "no-such-charset", ""):
        assert decode(russian, declared=lie)[0] == russian.decode("cp1251")


@pytest.mark.parametrize("charset", ["windows-1251", "CP1251", "x-cp1251"])
def test_names_of_charsets(charset: str) -> None:
    assert decode("Об итогах".encode("cp1251"), declared=charset)[1] == "cp1251"


def test_a_lost_byte_leaves_utf8() -> None:
    data = ("Доля учителей составила 40 %. " * 10).encode()
    text, name = decode(data[:100] + data[101:])
    assert name == "utf-8"
    assert text.count("\ufffd") <= 2


def test_ascii_is_utf8() -> None:
    assert decode(b"plain") == ("plain", "utf-8")
    assert decode(b"") == ("", "utf-8")


def test_plausibility_of_wrong_pages() -> None:
    right = "Рассмотрев предоставленную информацию, коллегия решила"
    assert plausibility(right) > 0.5
    for page in CYRILLIC[1:]:
        wrong = right.encode("cp1251").decode(page, errors="replace")
        assert plausibility(wrong) < plausibility(right)


def test_read_text_cleans_lines_and_controls() -> None:
    assert read_text(b"a\r\nb\rc\x00\x1a\x0cd", name="x") == "a\nb\nc\x0cd"
    assert read_text("\ufeffтекст".encode(), name="x") == "текст"


def test_read_text_refuses_giants() -> None:
    with pytest.raises(SvodkaError) as refusal:
        read_text(b"a" * (25 * 2**20), name="giant.txt")
    assert refusal.value.code == "too-large"


@pytest.mark.parametrize("size", [5, 5000])
def test_non_space(size: int) -> None:
    text = "а б\t\n\u00a0\u2003в" * size
    assert non_space(text) == sum(not char.isspace() for char in text) == 3 * size


@pytest.mark.skipif(not STEMS, reason="the developers' documents are not here")
@pytest.mark.parametrize("page", [*CYRILLIC, "utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("size", "least"), [(60, 0.98), (300, 1.0)])
def test_slices_of_documents(page: str, size: int, least: float) -> None:
    dice = random.Random(size)
    right = tried = 0
    for stem in STEMS:
        text = (DEV / "files/txt" / f"{stem}.txt").read_text("utf-8")
        for _ in range(5):
            start = dice.randrange(len(text) - size)
            data = text[start : start + size].encode(page, errors="ignore")
            tried += 1
            right += decode(data)[0] == data.decode(page)
    assert right / tried >= least
