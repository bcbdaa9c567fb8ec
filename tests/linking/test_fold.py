"""Folding: what differs in print only comes out the same, and nothing else is lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.fold import fold

FOLDED = [
    # ё, quotes, dashes, spaces
    ("Озёрновская школа", "Озерновская школа"),
    ("ЁЛОЧКА", "ЕЛОЧКА"),
    ("МБОУ «СОШ № 5»", 'МБОУ "СОШ № 5"'),
    ("МБОУ „СОШ № 5“", 'МБОУ "СОШ № 5"'),
    ("МБОУ ‹СОШ № 5›", 'МБОУ "СОШ № 5"'),
    ("Школа – детский сад", "Школа - детский сад"),
    ("Школа — детский сад", "Школа - детский сад"),
    ("Верх‑Чебулинская", "Верх-Чебулинская"),
    ("  СОШ\u00a0№\u00a05 \n с.\tНовое ", "СОШ № 5 с. Новое"),
    ("Озёрнов\u00adская", "Озерновская"),
    ("Озёрнов\u200bская", "Озерновская"),
    ("\ufeffСОШ № 5", "СОШ № 5"),
    ("Озёрнов-\nская школа", "Озерновская школа"),
    ("Озёрнов- \n ская школа", "Озерновская школа"),
    ("Йошкар", "Йошкар"),
    ("й", "й"),
    # the sign of a number
    ("СОШ №5", "СОШ № 5"),
    ("СОШ №№ 5", "СОШ № 5"),
    ("СОШ № № 5", "СОШ № 5"),
    ("СОШ N5", "СОШ № 5"),
    ("СОШ N 5", "СОШ № 5"),
    ("СОШ No 5", "СОШ № 5"),
    ("СОШ No. 5", "СОШ № 5"),
    ("СОШ Nо 5", "СОШ № 5"),
    ("СОШ N° 5", "СОШ № 5"),
    ("СОШ Nº5", "СОШ № 5"),
    ("СОШ N2 6", "СОШ № 6"),
    ("СОШ N 2", "СОШ № 2"),
    ("СОШ #5", "СОШ № 5"),
    ("СОШ номер 5", "СОШ № 5"),
    ("СОШ номера 5", "СОШ № 5"),
    ("школаN7", "школа№ 7"),
    ("СОШ № 3-А", "СОШ № 3-А"),
    # letters for digits, digits for letters
    ("СОШ № l2", "СОШ № 12"),
    ("СОШ № I2", "СОШ № 12"),
    ("СОШ № 1О", "СОШ № 10"),
    ("СОШ № 3O", "СОШ № 30"),
    ("СОШ № б", "СОШ № 6"),
    ("СОШ № З", "СОШ № 3"),
    ("СОШ № 1б", "СОШ № 16"),
    ("СОШ № Ю", "СОШ № 10"),
    ("СОШ № о", "СОШ № о"),
    ("СОШ № 3 3", "СОШ № 33"),
    ("СОШ № 3 3 класс", "СОШ № 3 3 класс"),
    ("СОШ № 5 2-х классов", "СОШ № 5 2-х классов"),
    ("С0Ш № 5", "СОШ № 5"),
    ("СОIII № 5", "СОШ № 5"),
    ("СОlII № 5", "СОШ № 5"),
    ("СОЦ1 № 5", "СОШ № 5"),
    ("ОО111 № 5", "ООШ № 5"),
    ("НЦ1ДС № 5", "НШДС № 5"),
    ("г. Ц1ведов", "г. Шведов"),
    ("0льгинская 0Ш", "Ольгинская ОШ"),
    ("0ОШ № 5", "ООШ № 5"),
    ("№ 0а", "№ 0а"),
    ("IЧБОУ СОШ № 5", "МБОУ СОШ № 5"),
    ("1ЧОУ СОШ № 5", "МОУ СОШ № 5"),
    ("шк0ла № 5", "шкОла № 5"),
    ("Ьорисовская школа", "Борисовская школа"),
    # Latin look-alikes
    ("Cpeдняя шкoлa", "Средняя школа"),
    ("Oзepнoвcкaя COШ", "Озерновская СОШ"),
    ("MБOУ CОШ № 5", "МБОУ СОШ № 5"),
    ("HOBOE", "НОВОЕ"),
    ("c Озерновской школой", "с Озерновской школой"),
    ("IT-школа «Robbo»", 'IT-школа "Robbo"'),
    ("Lingua", "Lingua"),
    # letters apart, words together
    ("С О Ш № 5", "СОШ № 5"),
    ("М Б О У «Школа»", 'МБОУ "Школа"'),
    ("А Б", "А Б"),
    ("Средняяшкола № 5", "Средняя школа № 5"),
    ("ОзёрновскаяСОШ", "Озерновская СОШ"),
    ("Озёрновскаяобщеобразовательная школа", "Озерновская общеобразовательная школа"),
    ("средняяобщеобразовательная", "средняяобщеобразовательная"),
    ("СОШс. Новое", "СОШ с. Новое"),
    ("СОШг.Хилок", "СОШ г.Хилок"),
    ("с .Киевка", "с.Киевка"),
    ("Медицинскийколледж", "Медицинский колледж"),
    ("Озёрновскийдетский сад", "Озерновский детский сад"),
    ("строительныйтехникум", "строительный техникум"),
    ("Московскойобласти", "Московской области"),
    ("Озёрновская", "Озерновская"),
    ("детскийсад", "детскийсад"),
    # pieces of one word
    ("Озёрнов ская СОШ", "Озерновская СОШ"),
    ("Верхнеозёр  нской школы", "Верхнеозернской школы"),
    ("Усть-Речин ская", "Усть-Речинская"),
    ("г. Хилков ска", "г. Хилковска"),
    ("Верхнехилойс кая СОШ", "Верхнехилойская СОШ"),
    ("с. Нов ое", "с. Новое"),
    ("Новая женская гимназия", "Новая женская гимназия"),
    ("Малая омская школа", "Малая омская школа"),
    ("школа ская", "школа ская"),
    ("<<СОШ № 5>>", '"СОШ № 5"'),
    # compound names
    ("Усть - Теленгуйская", "Усть-Теленгуйская"),
    ("усть – Теленгуйская", "усть-Теленгуйская"),
    ("Верх- Хилинская", "Верх-Хилинская"),
    ("Замай -Юртовская", "Замай-Юртовская"),
    ("Озерновская - 47", "Озерновская - 47"),
    ("Лицей - детский сад", "Лицей - детский сад"),
]


@pytest.mark.parametrize(("text", "want"), FOLDED)
def test_folded(text: str, want: str) -> None:
    assert fold(text) == want


@pytest.mark.parametrize("text", [text for text, _ in FOLDED])
def test_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["СОШN2 6", "школаN2 6"])
def test_number_sign_glued_and_misread(text: str) -> None:
    assert re.search(r"\d+", fold(text))[0] == "6"  # type: ignore[index]


@pytest.mark.parametrize("text", ["СОШ № 2 1 сентября", "СОШ № 4 5 мая"])
def test_a_date_behind_a_number(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize("kind", ["средняя", "основная", "начальная"])
def test_a_kind_glued_to_an_adjective(kind: str) -> None:
    assert fold(f"Озёрновская{kind} школа") == f"Озерновская {kind} школа"


@pytest.mark.parametrize("text", ["СОШ c. Новое", "СОШ c.Новое", "СОШ x. Весёлый", "МБДОУ Д/c № 5"])
def test_a_lone_latin_mark(text: str) -> None:
    assert fold(text) == fold(text.replace("c", "с").replace("x", "х"))


def test_misread_and_glued() -> None:
    assert fold("С0Шг.Хилок") == "СОШ г.Хилок"


PIECES = (
    "СОШ", "ООШ", "МБОУ", "школа", "Средняя", "общеобразовательная", "Озёрновская", "Усть", "Хилок", "Новое", "Верх",
    "г.", "с.", "с .", "им.", "№", "№№", "N", "No", "#", "номер", "5", "12", "47", "«", "»", '"', "-", "–", " - ", ",",
    "(", ")", "/", " ", "  ", "\n", "\u00ad", "ё", "Ё", "А", "Б", "о", "Cpeдняя", "COШ", "l2", "б",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.lists(
    st.sampled_from((*PIECES, "С О Ш")), max_size=10
).map(" ".join)


@given(TEXTS)
def test_idempotent(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


SOFT_FIRST = re.compile(r"(?<![А-Яа-яЁё])[Ьь]")


@given(st.text('абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВГДЕЁЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ«»"–-.,()\n'))
def test_cyrillic_letters_stay(text: str) -> None:
    """Without digits and Latin letters nothing but ё, signs and spaces changes; a soft sign is no first letter."""
    text = SOFT_FIRST.sub("в", text)

    def letters(value: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFC", value) if c.isalpha())

    assert letters(fold(text)) == letters(text).replace("ё", "е").replace("Ё", "Е")


@given(st.text(max_size=40))
def test_anything_is_folded(text: str) -> None:
    """No text is too odd; the result is one line of single spaces (behind «№» there always is one)."""
    folded = fold(text)
    assert folded == folded.strip() or folded.endswith("№ ")
    assert not re.search(r"\s\s|[\n\t\u00ad«»ёЁ]", folded)


def test_digits_of_real_names_stay(real_names: tuple[str, ...]) -> None:
    for name in real_names:
        assert re.findall(r"\d+", fold(name)) == re.findall(r"\d+", name), name


def test_real_names_fold_once(real_names: tuple[str, ...]) -> None:
    assert [name for name in real_names if fold(fold(name)) != fold(name)] == []


def test_words_of_real_names_stay(real_names: tuple[str, ...]) -> None:
    """Folding parts words that were glued and joins what was parted, but loses no letter of a Cyrillic name."""
    for name in real_names:
        if re.search(r"[A-Za-zІ]|[Нн]омер|[036](?=[А-Яа-я])|(?<=[А-Яа-я])[036]", name):
            continue
        want = "".join(re.findall(r"[а-яА-Я]", name.replace("ё", "е").replace("Ё", "Е")))
        assert "".join(re.findall(r"[а-яА-Я]", fold(name))) == want, name
