"""What can be odd about a registry: the sentences for people, and the collector that keeps the first of each kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from extractor.registry.model import Problem, Severity

# So many of one kind are kept with their rows; the others are counted.  Nobody reads more.
MOST_KEPT = 100


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of problem; ``{0}``, ``{1}`` … in the sentences are the problem's values."""

    code: str
    severity: Severity
    ru: str
    en: str


_WORDINGS = (
    Wording(
        "id-from-ogrn",
        "note",
        "столбца с идентификатором нет, вместо него взят ОГРН: он есть в каждой строке и не повторяется",
        "there is no column of ids; the OGRN is used, which every row has and none repeats",
    ),
    Wording("no-id", "warning", "нет идентификатора, строка пропущена: {0}", "no id, the row is left out: {0}"),
    Wording("no-name", "warning", "нет наименования, строка пропущена", "no name, the row is left out"),
    Wording(
        "extra-cells",
        "warning",
        "ячеек больше, чем столбцов (лишнее: «{0}»): возможно, значение с разделителем стоит без кавычек",
        "more cells than columns (“{0}” is left over): a value with a delimiter may lack its quotes",
    ),
    Wording(
        "digits-repaired", "note", "{0} испорчен в Excel и восстановлен: {1} → {2}", "{0} was mended: {1} → {2}"
    ),
    Wording(
        "digits-lost",
        "warning",
        "{0} потерял цифры в Excel и не взят: {1}",
        "{0} has lost digits in Excel and is not taken: {1}",
    ),
    Wording("inn-wrong", "warning", "ИНН не проходит проверку: {0}", "the INN does not pass its check: {0}"),
    Wording("ogrn-wrong", "warning", "ОГРН не проходит проверку: {0}", "the OGRN does not pass its check: {0}"),
    Wording("kpp-wrong", "warning", "КПП не похож на КПП: {0}", "the KPP has not the form of one: {0}"),
    Wording(
        "number-date",
        "warning",
        "вместо номера дата: {0}; похоже, Excel превратил в неё номер",
        "a date for a number: {0}; Excel seems to have made it of the number",
    ),
    Wording("status-unknown", "warning", "непонятный статус: «{0}»", "the status is not understood: “{0}”"),
    Wording("parent-unknown", "warning", "головной организации нет в реестре: {0}", "no such parent organisation: {0}"),
    Wording(
        "parent-itself", "warning", "головной организацией указана она сама", "the organisation is its own parent"
    ),
    Wording("branch-alone", "note", "филиал без головной организации: {0}", "a branch without its parent: {0}"),
    Wording(
        "same-name",
        "warning",
        "то же имя в том же муниципалитете, что у {1} (строка {2}): {0}",
        "the same name in the same municipality as {1} (row {2}): {0}",
    ),
    Wording(
        "same-name-elsewhere",
        "note",
        "то же имя в другом населённом пункте муниципалитета, что у {1} (строка {2}): {0}",
        "the same name in another settlement of the municipality as {1} (row {2}): {0}",
    ),
    Wording(
        "closed-same-name",
        "note",
        "закрытая носит то же имя, что действующая {1} (строка {2}): {0}",
        "a closed one has the name of {1} (row {2}), which is active: {0}",
    ),
    Wording("name-odd", "warning", "в имени нет ни слова: «{0}»", "the name has no word in it: “{0}”"),
    Wording("name-long", "warning", "имя в {0} знаков: «{1}…»", "a name of {0} characters: “{1}…”"),
    Wording(
        "name-place", "warning", "вместо имени название места: «{0}»", "the name of a place for a name: “{0}”"
    ),
    Wording(
        "name-unreadable",
        "warning",
        "в имени нечитаемые знаки, файл сохранён в другой кодировке: «{0}»",
        "unreadable characters in a name, the encoding was lost: “{0}”",
    ),
)  # fmt: skip
WORDINGS = {wording.code: wording for wording in _WORDINGS}
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Collector:
    """Takes problems in any order; keeps the first of each code and counts all."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._kept: list[Problem] = []

    def add(self, code: str, *values: str, row: int = 0, id: str | None = None) -> None:  # noqa: A002
        """Note a problem; ``code`` is an entry of ``WORDINGS`` (else ``KeyError``)."""
        severity = WORDINGS[code].severity
        self.counts[code] += 1
        if self.counts[code] <= MOST_KEPT:
            self._kept.append(Problem(code, severity, row, id, values))

    def sorted(self) -> tuple[Problem, ...]:
        """What was kept: warnings before notes, each kind together, in the order of rows."""
        order = list(WORDINGS)
        return tuple(sorted(self._kept, key=lambda p: (_SEVERITIES.index(p.severity), order.index(p.code), p.row)))


def sentence(problem: Problem, lang: str = "ru") -> str:
    """What a problem says, in Russian or (``lang="en"``) English; without the row."""
    wording = WORDINGS[problem.code]
    return (wording.ru if lang == "ru" else wording.en).format(*problem.values)
