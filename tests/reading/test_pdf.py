"""What a PDF reading promises: places, counts, warnings, errors."""

from __future__ import annotations

import pytest

from extractor.errors import SvodkaError
from extractor.reading.pdf import reader as pdf
from extractor.reading.pdf.guard import is_bomb
from extractor.reading.source import Reading
from pdf_files import A4, Sheet, all_texts, lost, pdf_of, reading_of, texts_of, width

PROSE = (
    "Управление образования отмечает, что доля школьников, занятых дополнительным образованием, составила "
    "78,3 процента при плане 80 процентов, и показатель не выполнен."
)


def sheet_of(text: str) -> Sheet:
    sheet = Sheet()
    sheet.text(57, 60, text)
    return sheet


def two_sheets() -> Reading:
    first, second = Sheet(), Sheet()
    first.prose(PROSE, 60)
    second.prose(PROSE, 60)
    return reading_of(first, second)


def test_every_word_has_a_place_on_its_page() -> None:
    reading = two_sheets()
    assert (reading.format, reading.pages, reading.warnings) == ("pdf", 2, [])
    for text in all_texts(reading):
        for word, place in zip(text.text.split(), text.places, strict=True):
            assert text.text[place.start : place.end] == word
    assert {place.page for text in all_texts(reading) for place in text.places} == {1, 2}


def test_boxes_are_points_from_the_upper_left_corner() -> None:
    (text,) = all_texts(reading_of(sheet_of("План и факт")))
    x0, top, x1, bottom = text.places[0].box
    assert (x0, x1) == pytest.approx((57, 57 + width("План")), abs=0.5)
    assert top < 60 < bottom
    assert bottom - top < 15


def test_nothing_is_lost() -> None:
    reading = two_sheets()
    assert reading.counted == 2 * len("".join(PROSE.split()))
    assert lost(reading) == 0


def test_control_characters_do_no_harm() -> None:
    data = pdf_of(sheet_of("ABCDE план")).replace(b"<4142434445", b"<4101430045")
    assert all_texts(pdf.read(data, name="x"))


def test_pages_without_text_are_named() -> None:
    drawing = Sheet()
    drawing.line(100, 100, 200, 100)
    reading = reading_of(drawing, sheet_of("План"), drawing, drawing, Sheet())
    assert reading.warnings == ["страница 1: нет текстового слоя", "страницы 3–4: нет текстового слоя"]
    assert reading.pages == 5


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf_of(Sheet()), "no-text"),
        (pdf_of(sheet_of("План"))[:400], "damaged"),
        (b"%PDF-1.4\nnothing more", "damaged"),
        (pdf_of(sheet_of("План")).replace(b"/Root 1 0 R", b"/Root 9 0 R"), "damaged"),
        (pdf_of(*[Sheet()] * (pdf.MOST_PAGES + 1)), "too-large"),
    ],
)
def test_errors(data: bytes, code: str) -> None:
    with pytest.raises(SvodkaError) as error:
        pdf.read(data, name="отчёт.pdf")
    assert error.value.code == code
    assert error.value.path == "отчёт.pdf"


def test_password() -> None:
    handler = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    data = pdf_of(sheet_of("План")).replace(b"/Root 1 0 R", b"/Root 1 0 R" + handler)
    with pytest.raises(SvodkaError) as error:
        pdf.read(data, name="x")
    assert error.value.code == "encrypted"


def test_too_many_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_LETTERS", 100)
    with pytest.raises(SvodkaError) as error:
        two_sheets()
    assert error.value.code == "too-large"


def test_drawings_are_not_mistaken_for_tables() -> None:
    sheet = sheet_of("Карта района")
    for k in range(3_000):
        sheet.line(50, 100 + k / 5, 550, 100 + k / 5)
        sheet.line(50 + k / 6, 100, 50 + k / 6, 700)
    reading = reading_of(sheet)
    assert texts_of(reading) == ["Карта района"]


def test_a_page_of_too_many_strokes_is_named() -> None:
    sheet = sheet_of("Карта района")
    sheet.drawn += ["0 0 m 9 9 l S"] * 20_001
    assert reading_of(sheet).warnings == ["страница 1: слишком много линий для таблиц"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_upright(turn: int) -> None:
    sheet = Sheet(rotate=turn)
    sheet.prose(PROSE, 60)
    sheet.text(57, 200, "Начальник управления")
    assert texts_of(reading_of(sheet)) == [PROSE, "Начальник управления"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_text_is_read_upright(angle: int) -> None:
    sheet = Sheet()
    width, height = A4
    for number, words in enumerate(["Первая строка листа, лежащего на боку, и дальше", "вторая строка листа"]):
        step = 60 + 14 * number
        x, y = {90: (step, height - 60), 180: (width - 60, height - step), 270: (width - step, 60)}[angle]
        sheet.text(x, y, words, angle=angle)
    reading = reading_of(sheet)
    joined = " ".join(texts_of(reading)).replace("\n", " ")
    assert joined == "Первая строка листа, лежащего на боку, и дальше вторая строка листа"
    box = all_texts(reading)[0].places[0].box
    assert box[:2] == pytest.approx((60, 50.4), abs=1)


def test_bombs_are_seen_before_they_burst() -> None:
    import zlib

    packed = zlib.compress(b"0 0 m 9 9 l S\n" * 2_000_000)
    bomb = b"4 0 obj<</Length 9/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    twice = b"4 0 obj<</Filter[/FlateDecode/FlateDecode]>>stream\n" + zlib.compress(packed) + b"\nendstream"
    picture = b"4 0 obj<</Subtype/Image/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    assert is_bomb(bomb)
    assert is_bomb(twice)
    assert not is_bomb(picture)
    assert not is_bomb(bomb[: len(bomb) // 2].replace(b"FlateDecode", b"DCTDecode"))
