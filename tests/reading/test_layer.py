"""Which text layers are believed."""

from __future__ import annotations

import random
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest

from extractor.reading import read_document
from extractor.reading.ocr.options import OcrOptions
from extractor.reading.pdf.layer import garbled
from scans import CORPUS, native

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_SHAPES = (
    "a 6 B r H e e x 3 n n K JI M H o n p c T y Qp x u q nI IU b bI b 3 Io fl "
    "A E B T JI E E X 3 I4 I4 K JI M H O II P C T Y O X I_I q III III b bI b 3 IO .H"
)
_LOOKS = dict(zip(_LETTERS, _SHAPES.split(), strict=True))


def _exchanged(text: str) -> str:
    letters = list(_LETTERS)
    random.Random(3).shuffle(letters)
    return text.translate(str.maketrans(_LETTERS, "".join(letters)))


DAMAGE: dict[str, Callable[[str], str]] = {
    "cp1251 as cp1252": lambda t: t.encode("cp1251", "replace").decode("cp1252", "replace"),
    "utf-8 as cp1251": lambda t: t.encode().decode("cp1251", "replace"),
    "koi8-r as cp1251": lambda t: t.encode("koi8-r", "replace").decode("cp1251", "replace"),
    "cp866 as cp1251": lambda t: t.encode("cp866", "replace").decode("cp1251", "replace"),
    "no table of characters": lambda t: "".join(chr(1 + ord(c) % 26) if c in _LETTERS else c for c in t),
    "private use": lambda t: "".join(chr(0xF000 + ord(c) % 256) if c in _LETTERS else c for c in t),
    "phonetic letters": lambda t: "".join(chr(0x250 + _LETTERS.index(c)) if c in _LETTERS else c for c in t),
    "numbered from 33 on": lambda t: "".join(chr(33 + _LETTERS.index(c)) if c in _LETTERS else c for c in t),
    "letters exchanged": _exchanged,
    "letters shifted": lambda t: t.translate(str.maketrans(_LETTERS, _LETTERS[1:] + _LETTERS[0])),
    "latin letters": lambda t: "".join(_LOOKS.get(c, c) for c in t),
}


def _pages() -> list[str]:
    found = []
    for path in sorted(CORPUS.glob("*.pdf"))[:24]:
        document = read_document(path.read_bytes(), name=path.name, ocr=OcrOptions("never"))
        if len(document.text) > 400:
            found.append(document.text.replace("\t", " "))
    return found


PAGES = _pages()


def _single_pages() -> list[str]:
    """The text of every page of the corpus that holds more than a few lines."""
    found = []
    for path in sorted(CORPUS.parent.glob("*/*.pdf")):
        document = pdfium.PdfDocument(path)
        try:
            texts = [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()
        found += [text.replace("\r\n", "\n") for text in texts if len(text) > 300]
    return found


def test_hardly_a_page_of_many_is_missed_or_accused() -> None:
    """One kind of damage a page; on every second page half of the lines are in a healthy font."""
    pages = _single_pages()
    assert len(pages) >= 60
    chance = random.Random(11)
    missed, accused = [], [page[:40] for page in pages if garbled(page)]
    for number, page in enumerate(pages):
        damage = list(DAMAGE)[number % len(DAMAGE)]
        share = 1.0 if number // len(DAMAGE) % 2 == 0 else 0.5
        lines = [DAMAGE[damage](line) if chance.random() < share else line for line in page.split("\n")]
        if not garbled("\n".join(lines)):
            missed.append((damage, share, page[:40]))
    assert len(missed) <= 1, missed
    assert len(accused) <= 1, accused


def test_good_pages_are_believed() -> None:
    assert len(PAGES) >= 20
    assert [garbled(page) for page in PAGES] == [""] * len(PAGES)


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_broken_fonts_are_seen(damage: str, share: float) -> None:
    chance = random.Random(damage)
    unseen = 0
    for page in PAGES:
        lines = [DAMAGE[damage](line) if chance.random() < share else line for line in page.split("\n")]
        unseen += not garbled("\n".join(lines))
    assert unseen <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Контакты: edu@example.ru, https://example.ru/sveden/common?id=12&page=3, тел. 8 (39195) 2-11-34",
        "ZOOM, Microsoft Teams, WhatsApp, YouTube, Google Meet, iSpring Suite – платформы дистанционного обучения",
        "The School Improvement Project is funded by the European Union and implemented in three districts.",
        "МБОУ СОШ № 1, МКОУ ООШ № 4, МБДОУ ЦРР № 7, МАОУ ДО ДЮСШ, ГБПОУ, ФГОС НОО, ВПР, ОГЭ, ЕГЭ, ЦОПП",
        "I кв. – 12 %; II кв. – 14,5 %; III кв. – 17 %; IV кв. – 20 %; x ≥ 5; n = 12; σ² ≤ 0,4; ± 0,1 °C",
        "Ҡала мәктәбе, Саха Өрөспүүбүлүкэтэ – названия приведены на языке оригинала",
    ],
)
def test_unusual_text_is_no_damage(text: str) -> None:
    assert garbled("\n".join([*PAGES[0].split("\n")[:30], text, text])) == ""


def test_a_good_layer_is_not_read_again() -> None:
    document = read_document(native("akt-gotovnosti-2015"), name="x")
    assert document.text_from == "native"
    assert document.warnings == ()
