"""Small drafts that the tests of checks share."""

from __future__ import annotations

from pathlib import Path

from extractor import extract, extract_bytes
from extractor.checking import check
from extractor.checking.checked import Checked
from extractor.record import Record

ROOT = Path(__file__).parents[1]
COMMISSION = ROOT / "corpus" / "files" / "docx" / "tune" / "decision-sferum-2024.docx"

REPORT = """ОТЧЁТ
о реализации муниципального проекта «Доступное образование» за 2021 год
Отчёт подготовлен управлением образования Полевого района.
1. Доля школ, приспособленных для обучения детей-инвалидов: план – 40 %, факт – 41,2 %.
2. Количество обученных тьюторов: план – 20 чел., факт – 22 чел.
3. Доля учителей, прошедших повышение квалификации по работе с детьми с ОВЗ: план – 60 %, факт – 64 %.
4. Охват обучающихся с ОВЗ дополнительным образованием: план – 45 %, факт – 48 %.
5. Численность детей-инвалидов, обучающихся на дому: факт – 31 чел., план – 35 чел.
6. Доля родителей, удовлетворённых качеством услуг: план – 80 %, факт – 86 %.
Начальник управления              Л.Л. Дёмина
"""
ORDER = """Отдел образования администрации Заозёрного округа
ПРИКАЗ
от 14 марта 2023 г.          № 31
Об аттестации педагогических работников
На основании плана работы отдела приказываю:
1. Организовать приём заявлений не позднее 1 апреля 2023 года.
2. Методисту Орловой Т.К. проверить портфолио аттестуемых.
4. Контроль исполнения настоящего приказа возложить на Сухова М.М.
Начальник отдела                          Д.Е. Крымов
"""


def record_of(text: str, name: str = "draft.txt") -> Record:
    """The record of a text."""
    return extract_bytes(text.encode(), name=name)


def checked(path: Path) -> Checked:
    """A file that was checked by the rules that are on by default."""
    record = extract(path)
    return Checked(path.name, record, check(record), path.read_bytes())


def checked_text(text: str, name: str = "draft.txt") -> Checked:
    """A text that was checked."""
    record = record_of(text, name)
    return Checked(name, record, check(record), text.encode())
