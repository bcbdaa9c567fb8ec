"""Stems of words in all their cases, adjectives made of places, typing errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.fold import derived, fold, stem
from extractor.linking.places import any_same, place_words, same_settlement
from extractor.linking.similar import similar


def stem_of(word: str) -> str:
    return stem(fold(word).lower())


DECLINED = """
Озёрное Озёрного Озёрному Озёрным Озёрном
Новое Нового Новому Новым Новом
Хилок Хилка Хилку Хилком Хилке
Мурово Мурова Мурову Муровом Мурове
Старый Старого Старому Старым Старом
Оскол Оскола Осколу Осколом Осколе
Красное Красного Красному Красным Красном
Ивановка Ивановки Ивановке Ивановку Ивановкой
Речинск Речинска Речинску Речинском Речинске
Таволжанка Таволжанки Таволжанке Таволжанку Таволжанкой
Курья Курьи Курье Курью Курьей
Весёлый Весёлого Весёлому Весёлым Весёлом
Лесной Лесного Лесному Лесным Лесном
Степная Степной Степную Степною
Тайга Тайги Тайге Тайгу Тайгой
Пермь Перми Пермью
Казань Казани Казанью
Сызрань Сызрани Сызранью
Тула Тулы Туле Тулу Тулой
Елец Ельца Ельцу Ельцом Ельце
Череповец Череповца Череповцу Череповцом Череповце
Городец Городца Городцу Городцом Городце
Липки Липок Липкам Липками Липках
Химки Химок Химкам Химками Химках
Липецк Липецка Липецку Липецком Липецке
Белгород Белгорода Белгороду Белгородом Белгороде
Биробиджан Биробиджана Биробиджану Биробиджаном Биробиджане
Чита Читы Чите Читу Читой
Нерчинск Нерчинска Нерчинску Нерчинском Нерчинске
Грозный Грозного Грозному Грозным Грозном
Гудермес Гудермеса Гудермесу Гудермесом Гудермесе
Алексеевка Алексеевки Алексеевке Алексеевку Алексеевкой
Майкоп Майкопа Майкопу Майкопом Майкопе
Назарьево Назарьева Назарьеву Назарьевом Назарьеве
Ясные Ясных Ясным Ясными
Великие Великих Великим Великими
Шебекино Шебекина Шебекину Шебекином Шебекине
Петровское Петровского Петровскому Петровским Петровском
Озерновская Озерновской Озерновскую Озерновскою
Борзя Борзи Борзе Борзю Борзёй
Усть-Кут Усть-Кута Усть-Куту Усть-Кутом Усть-Куте
Верхняя Верхней Верхнюю
Синее Синего Синему Синем
Волчий Волчьего Волчьему Волчьим Волчьем
Александров Александрова Александрову Александровом Александрове
Торжок Торжка Торжку Торжком Торжке
Кириши Киришей Киришам Киришами Киришах
Мытищи Мытищ Мытищам Мытищами Мытищах
Набережные Набережных Набережным Набережными
Кола Колы Коле Колу Колой
Зима Зимы Зиме Зиму Зимой
Дарго Дарго
Сочи Сочи
""".strip().splitlines()


@pytest.mark.parametrize("line", DECLINED, ids=[line.split()[0] for line in DECLINED])
def test_cases_share_a_stem(line: str) -> None:
    stems = {stem_of(word) for word in line.split()}
    assert len(stems) == 1, stems
    assert len(stems.pop()) >= 3


@pytest.mark.parametrize("line", ["Уфа Уфы Уфе Уфу", "Гай Гая Гаю", "Шуя Шуи Шуе Шую", "Яр Яра Яру", "Орёл Орла Орлу"])
def test_cases_of_hard_names(line: str) -> None:
    assert len({stem_of(word) for word in line.split()}) == 1


@pytest.mark.xfail(reason="the vowel of -ень and the genitive in -ов stay")
@pytest.mark.parametrize("line", ["Камень Камня", "Челны Челнов"])
def test_cases_of_harder_names(line: str) -> None:
    assert len({stem_of(word) for word in line.split()}) == 1


DIFFERENT = [
    ("Ивановка", "Ивановская"),
    ("Новое", "Новинка"),
    ("Павловка", "Павловск"),
    ("Петровка", "Петровское"),
    ("Белово", "Белое"),
    ("Озёрное", "Озерки"),
    ("Красное", "Красная-Речка"),
    ("Степное", "Степановка"),
    ("Сосновка", "Сосново"),
    ("Марьино", "Марино"),
    ("Хилок", "Хилово"),
    ("Орлик", "Орлов"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_places_have_different_stems(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя-", max_size=20))
def test_stems_are_beginnings(word: str) -> None:
    """A stem is never longer than its word, and of a simple word at most one letter differs from its beginning."""
    cut = stem(word)
    assert len(cut) <= len(word)
    if "-" not in word:
        assert word.startswith(cut[:-1])
        assert len(cut) >= min(len(word), 2)


DERIVED = """
Новоазимово Новоазимовская
Озёрное Озёрновская
Озёрное Озёрненская
Мурово Муровская
Красное Красненская
Таволжанка Таволжанская
Ивановка Ивановская
Чита Читинская
Тула Тульская
Лесной Лесновская
Дарго Дарговская
Ярцево Ярцевская
Усть-Кут Усть-Кутская
Верх-Чебула Верх-Чебулинская
Белгород Белгородская
Павловка Павловская
Орлик Орликовская
Лозное Лознянская
Гай Гайская
Бор Борская
Тайга Тайгинская
Ключи Ключевская
Сосновка Сосновская
Александров Александровская
Тайшет Тайшетская
Ваймуга Ваймужская
Юрга Юргинская
Пермь Пермская
Казань Казанская
Биробиджан Биробиджанская
Мыски Мысковская
Каменка Каменская
Старица Старицкая
Рязань Рязанская
Михайловка Михайловская
Грозный Грозненская
""".strip().splitlines()


@pytest.mark.parametrize("line", DERIVED)
def test_adjective_of_a_place(line: str) -> None:
    place, adjective = line.split()
    assert derived(stem_of(adjective), stem_of(place))


@pytest.mark.parametrize("word", ["озерн", "новоазимов", "пушкин", "ск", ""])
def test_no_adjective(word: str) -> None:
    assert not derived(word, "озерн")


NOT_DERIVED = """
Ивановка Петровская
Новое Новоазимовская
Павловка Петровская
Каменка Камышинская
Берёзовка Берёзкинская
Ярцево Ярская
Ивановка Ивантеевская
Сосновка Сосногорская
Борисовка Боровская
Алексеевка Александровская
Александровка Алексеевская
Марьино Маринская
Верховье Верхнеозёрская
Степное Степановская
Лесное Лесозаводская
Белое Белогорская
Покровка Покровско-Ивановская
Никольск Николаевская
Николаевка Никольская
Петровка Петропавловская
Михайловка Михайлинская
Дубки Дубровская
Дубовка Дубровская
Берёзово Березниковская
Семёновка Семилукская
Чита Читалинская
Хилок Холбонская
""".strip().splitlines()


@pytest.mark.parametrize("line", NOT_DERIVED)
def test_adjective_of_another_place(line: str) -> None:
    place, adjective = line.split()
    assert not derived(stem_of(adjective), stem_of(place))


@pytest.mark.parametrize("line", ["Красное Красноярская", "Чёрное Черноярская", "Светлое Светлоярская"])
def test_adjective_of_a_longer_place(line: str) -> None:
    place, adjective = line.split()
    assert not derived(stem_of(adjective), stem_of(place))


SIMILAR = [
    ("озерновск", "озреновск", True),
    ("озерновск", "озернвск", True),
    ("озерновск", "озерноввск", True),
    ("озерновск", "озерновкс", True),
    ("сосновоборск", "сосноборск", True),
    ("новоазимовск", "новоазимовск", True),
    ("петров", "петрав", True),
    ("озерновск", "озеровкс", False),
    ("озерновск", "ярцевск", False),
    ("бел", "бер", False),
    ("бела", "бера", False),
    ("дарг", "дарг", True),
    ("ивановск", "ивановк", True),
    ("верхнехилинскоборск", "верхнехлинскобрск", True),
]


@pytest.mark.parametrize(("one", "other", "want"), SIMILAR)
def test_similar(one: str, other: str, want: bool) -> None:
    assert similar(one, other) is want
    assert similar(other, one) is want


@given(st.text("абвгд", max_size=12), st.text("абвгд", max_size=12))
def test_similar_is_mutual(one: str, other: str) -> None:
    assert similar(one, one)
    assert similar(one, other) == similar(other, one)


PLACES = [
    ("Озёрский район", ("озерск",)),
    ("Озёрский муниципальный район", ("озерск",)),
    ("городской округ Ключевск", ("ключевск",)),
    ("г. Хилок", ("хилк",)),
    ("городской округ город Старый Оскол", ("стар", "оскол")),
    ("Шебекинский район и город Шебекино", ("шебекинск", "шебекин")),
    ("Забайкальский край", ("забайкальск",)),
    ("Еврейская автономная область", ("еврейск",)),
    ("Республика Алтай", ("алта",)),
    ("ЗАТО Северск", ("северск",)),
    ("", ()),
    ("район", ()),
]


@pytest.mark.parametrize(("text", "want"), PLACES)
def test_place_words(text: str, want: tuple[str, ...]) -> None:
    assert place_words(text) == want


SETTLEMENTS = [
    (("марьин", "колодц"), ("м", "колодц"), True),
    (("красн", "яр"), ("красн", "яр"), True),
    (("усть-кут",), ("усть", "кут"), True),
    (("красн", "яр"), ("красн",), False),
    (("верхн", "колк"), ("нижн", "колк"), False),
    (("верхн", "колк"), ("н", "колк"), False),
]


@pytest.mark.parametrize(("one", "other", "want"), SETTLEMENTS)
def test_same_settlement(one: tuple[str, ...], other: tuple[str, ...], want: bool) -> None:
    assert same_settlement(one, other) is want
    assert same_settlement(other, one) is want
    assert any_same(one, [("нов",), other]) is want
