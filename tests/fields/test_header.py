"""Heads and feet of papers, printed as departments and schools print them (all names invented)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor import extract, extract_bytes
from extractor.fields.scope import find_period, find_territory

BODY = "1. Провести проверку до 1 мая 2024 года.\n\n2. Контроль оставляю за собой.\n\n"

HEADS: list[tuple[str, dict[str, Any]]] = [
    (
        "АКТ\nпроверки готовности МКОУ «Степная ООШ»\nк новому учебному году\n\n12.08.2024\n\n" + BODY,
        {
            "kind": "other",
            "title": "АКТ проверки готовности МКОУ «Степная ООШ» к новому учебному году",
            "date": "2024-08-12",
        },
    ),
    (
        "МУНИЦИПАЛЬНОЕ ЗАДАНИЕ № 17/01-04\nна 2024 год\n\nНаименование учреждения: МКОУ «Степная ООШ»\n\n" + BODY,
        {"kind": "other", "number": "17/01-04", "title": "МУНИЦИПАЛЬНОЕ ЗАДАНИЕ на 2024 год"},
    ),
    (
        "МОНИТОРИНГ\nкачества образования в школах города Речинска за I полугодие 2024 года\n\n" + BODY,
        {"kind": "report", "territory": "город Речинск"},
    ),
    (
        "Отдел образования\n\n**Решение**\n\n01.02.2024\t№ 5\n\nОб итогах года\n\nОтдел решил:\n\n" + BODY,
        {"kind": "decision", "number": "5", "title": "Об итогах года"},
    ),
    (
        "МБОУ «Степная СОШ»\nПРИКАЗ № 5\n12.01.2024\n\nОб охране здания\n\nприказываю:\n\n" + BODY,
        {"kind": "order", "title": "Об охране здания"},
    ),
    (
        "МБОУ «Степная СОШ»\n\nПРИКАЗ\n\n12.01.2024 г. № 5 О проведении субботника\n\nПриказываю:\n\n" + BODY,
        {"number": "5", "date": "2024-01-12", "title": "О проведении субботника"},
    ),
    (
        "ПРИКАЗ\n\n12.01.2024 № 5\n\nНа основании решения совета приказываю:\n\nО режиме работы школы\n\n" + BODY,
        {"kind": "order", "title": "О режиме работы школы"},
    ),
    (
        "СОГЛАСОВАНО\n\nПредседатель совета\n\n______ В.В. Лесной\n\n30 марта 2024 г.\n\n"
        "ПРОТОКОЛ\nзаседания совета\n\n29.03.2024\tг. Речинск\t№ 5\n\n" + BODY,
        {"kind": "minutes", "date": "2024-03-29", "number": "5"},
    ),
    (
        "ОТЧЕТ\nо самообследовании МКОУ «Степная ООШ»\nза период от 01.01.2023 по 31 03.2024\n\n" + BODY,
        {"kind": "report", "date": None, "period": {"start": "2023-01-01", "end": "2024-03-31"}},
    ),
    ("Актовый зал отремонтирован.\n\nПорядок дня не менялся.\n", {"kind": "other", "title": None}),
]

FEET: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("Начальник отдела\tВ.С Лесной\n", [("Начальник отдела", "В.С Лесной")]),
    ("И.о.начальника отдела\tВ.С. Лесной\n", [("И.о.начальника отдела", "В.С. Лесной")]),
    ("Е.П. Лесная, заместитель главы администрации\n", [("заместитель главы администрации", "Е.П. Лесная")]),
    (
        "Глава района\tПредседатель Совета\n_______ В.С. Лесной\t_______ Е.П. Полевая\n",
        [("Глава района", "В.С. Лесной"), ("Председатель Совета", "Е.П. Полевая")],
    ),
    (
        "Председатель Совета\n_______ Е.П. Полевая\tГлава района\n_______ В.С. Лесной\n",
        [("Председатель Совета", "Е.П. Полевая"), ("Глава района", "В.С. Лесной")],
    ),
    (
        "Директор\tВ.С. Лесной\n\nПротокол вёл :Полевой К.\n",
        [("Директор", "В.С. Лесной"), ("Протокол вёл", "Полевой К.")],
    ),
    (
        "Директор центра\tВ.С. Лесной\n\nОтветственный за мониторинг\tЕ.П. Полевая\n",
        [("Директор центра", "В.С. Лесной"), ("Ответственный за мониторинг", "Е.П. Полевая")],
    ),
    ("Глава района\tВ.С. Лесной\n\nПолевая Елена Петровна\n(395) 2-00-00\n", [("Глава района", "В.С. Лесной")]),
    ("Ответственный: Полевая Е.П.\n", []),
]


def header(text: str, folder: Path) -> Any:
    path = folder / "paper.txt"
    path.write_text(text, "utf-8")
    return extract(path).header


@pytest.mark.parametrize(("text", "want"), HEADS)
def test_head(text: str, want: dict[str, Any], tmp_path: Path) -> None:
    found = header(text, tmp_path).model_dump(mode="json")
    assert {key: found[key] for key in want} == want


@pytest.mark.parametrize(("foot", "want"), FEET)
def test_foot(foot: str, want: list[tuple[str | None, str]], tmp_path: Path) -> None:
    head = "Отдел образования\nПРИКАЗ\n12.01.2024 № 5\n\nОб охране\n\nПРИКАЗЫВАЮ:\n\n"
    assert [(s.position, s.name) for s in header(head + BODY + foot, tmp_path).signatories] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("школы Таёжного района", "Таёжный район"),
        ("АДМИНИСТРАЦИЯ ЗАРЕЧНОГО РАЙОНА", "Заречный район"),
        ("отдел образования Степнянского р-на", "Степнянский район"),
        ("школы города Речинска»", "город Речинск"),
        ("школы Степнянского улуса", "Степнянский улус"),
        ("Министерство образования Степнянской области", "Степнянская область"),
        ("приказ министерства образования Степнянской области", None),
        ("в школах города проведено", None),
        ("школы нашего района", None),
        ("Каждого района", None),
        ("школы соседнего района", None),
        ("Новый район застройки", None),
        ("администрация муниципального образования «Полистовский район»", "Полистовский район"),
    ],
)
def test_territory(text: str, want: str | None) -> None:
    found = find_territory(text, 0, len(text))
    assert (found.name if found else None) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("за I-III кварталы 2023 года", ("2023-01-01", "2023-09-30")),
        ("за три квартала 2023 года", ("2023-01-01", "2023-09-30")),
        ("за II квартал 2023 года", ("2023-04-01", "2023-06-30")),
        ("по итогам II квартала 2023 года", ("2023-04-01", "2023-06-30")),
        ("за 2-е полугодие 2022/2023 учебного года", ("2023-01-01", "2023-05-31")),
        ("за отчётный период 2023 год", ("2023-01-01", "2023-12-31")),
        ("о трёх кварталах", None),
        ("о создании мест в 2013–2015 годах", ("2013-01-01", "2015-12-31")),
    ],
)
def test_period(text: str, want: tuple[str, str] | None) -> None:
    found = find_period(text, 0, len(text))
    assert ((found.start, found.end) if found else None) == want


LETTERHEADS = tomllib.loads((Path(__file__).parent / "data" / "letterheads.toml").read_text("utf-8"))["letterhead"]


@pytest.mark.parametrize("head", LETTERHEADS, ids=[head["text"].split("\n")[0] for head in LETTERHEADS])
def test_letterhead(head: dict[str, Any]) -> None:
    text = f"{head['text']}\n\nВ соответствии с планом работы приказываю:\n\n1. Директорам школ обеспечить явку.\n"
    told = extract_bytes(text.encode(), name="a.txt").header
    assert {key: str(getattr(told, key) or "") for key in head["want"]} == head["want"]


def test_what_is_ahead_is_no_reporting_period() -> None:
    text = "ПОСТАНОВЛЕНИЕ\n28.11.2019 № 5\n\nО создании мест в {} годах\n\nПОСТАНОВЛЯЮ:\n\n1. Создать места.\n"
    told = [
        extract_bytes(text.format(years).encode(), name="a.txt").header.period for years in ("2020–2022", "2016–2018")
    ]
    assert [period and period.start for period in told] == [None, "2016-01-01"]


@pytest.mark.parametrize(
    ("first", "body", "kind"),
    [
        ("Об исполнении районной программы в 2007 году", "Программа утверждена, средства освоены.", "report"),
        ("О ходе выполнения плана за 2012 год", "План выполнен.", "report"),
        ("Об итогах проверки", "Предлагаем устранить нарушения.", "other"),
        ("Об итогах конкурса", "Утвердить итоги. Наградить школы.", "other"),
        ("О проведении олимпиады", "Олимпиада проводится.", "other"),
        ("Об итогах работы", "Совет решил:\n\n1. Принять к сведению.", "other"),
    ],
)
def test_kind_of_a_paper_without_its_word(first: str, body: str, kind: str) -> None:
    assert extract_bytes(f"{first}\n\n{body}\n".encode(), name="a.txt").header.kind == kind


def test_registered_at_the_foot() -> None:
    text = (
        "СОБРАНИЕ ДЕПУТАТОВ ХВОЙНИНСКОГО ОКРУГА\n\nРЕШЕНИЕ\n\nОб информации\n\nСобрание депутатов РЕШИЛО:\n\n"
        "1. Информацию принять к сведению.\n\nПредседатель Собрания          А.Е. Турчанинов\n\n"
        "«21» декабря 2023 года\n\nпос. Хвойное\n\n№ 218\n"
    )
    told = extract_bytes(text.encode(), name="a.txt").header
    assert (told.number, str(told.date), told.place) == ("218", "2023-12-21", "пос. Хвойное")


def test_one_initial_is_enough_behind_a_position() -> None:
    foot = "Инспектор РОО               Сазыкина В.\n\n12 янв.2005г.\n"
    text = f"Отдел образования\n\nСправка\n\nОхват детей 47,3 %.\n\n{foot}"
    told = extract_bytes(text.encode(), name="a.txt").header
    assert [s.name for s in told.signatories] == ["Сазыкина В."]
    assert str(told.date) == "2005-01-12"
