"""Files of corpus/files/special are read: what each shows is there, what it hides is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import extract

SPECIAL = Path(__file__).parents[2] / "corpus" / "files" / "special"
SHOWN = {
    "nomera-po-stilyam.docx": [
        "1. Директорам школ:", "1.1. завершить", "б) наличие", "2. Методическому", "1. Отделу кадров",
    ],
    "nadpisi-polya-pravka.docx": [
        "УТВЕРЖДАЮ Начальник отдела М.И. Сомова", "СПРАВКА", "91,2 %", "Проверено 14 столовых", "05.02.2018",
        "План на год – 90 %", "самоанализ", "Ручьёвская СОШ № 12",
    ],
    "docx-s-chuzhim-imenem.doc": ["ПРИКАЗ № 15-о", "Охват горячим питанием составил 88,4 %"],
    "html-s-chuzhim-imenem.doc": ["ПРИКАЗ № 15-о", "Охват горячим питанием составил 88,4 %"],
    "na-boku.pdf": ["ПРИКАЗ № 15-о", "Охват горячим питанием составил 88,4 %", "М.И. Сомова"],
    "dve-kolonki.pdf": ["84,1 %", "612 человек", "73,5 %", "68,4", "77,3 % при плане 76 %"],
}  # fmt: skip
HIDDEN = {"nadpisi-polya-pravka.docx": ["85", "Этот абзац удалён", "Скрытый текст"]}
ONCE = {"nadpisi-polya-pravka.docx": "УТВЕРЖДАЮ"}


def words(path: Path) -> str:
    return " ".join(extract(path).text.split())


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_special_file_is_read(name: str) -> None:
    text = words(SPECIAL / name)
    assert [words for words in SHOWN[name] if words not in text] == []
    assert [words for words in HIDDEN.get(name, []) if words in text] == []
    assert name not in ONCE or text.count(ONCE[name]) == 1


def test_all_special_files_are_named() -> None:
    assert {path.name for path in SPECIAL.iterdir()} == set(SHOWN)


def test_two_columns_are_read_one_after_the_other() -> None:
    text = words(SPECIAL / "dve-kolonki.pdf")
    places = [
        text.index(start) for start in ("Районный вестник", "Посещаемость", "Общее образование", "Дополнительное")
    ]
    assert places == sorted(places)


def test_old_encodings_give_the_same_words() -> None:
    for old in sorted((SPECIAL.parent).glob("txt-*/*/*.txt")):
        new = SPECIAL.parent / "txt" / old.parent.name / old.name
        folded = [
            "".join(letter for letter in extract(path).text.casefold() if letter.isalnum() and letter != "n")
            for path in (old, new)
        ]
        assert folded[0] == folded[1], old
