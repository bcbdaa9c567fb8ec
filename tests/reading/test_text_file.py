"""Text files: which lines make a paragraph, which a table, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev_markup import DEV, STEMS, Paragraph, held, load, rows_of
from extractor.errors import SvodkaError
from extractor.reading.plain.lines import glue
from extractor.reading.plain.reader import read
from extractor.reading.source import RawTable, RawText, Reading

LONG = "Укомплектованность школ педагогами-психологами достигла 83,3 процента при установленном нормативе"


def reading(text: str) -> Reading:
    return read(text.encode(), name="x.txt")


def texts(text: str) -> list[str]:
    return [item.text for item in reading(text).items if isinstance(item, RawText)]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        pytest.param(
            ["О создании условий", "для обучения детей", "городского округа"],
            ["О создании условий\nдля обучения детей\nгородского округа"],
            id="hand-broken title",
        ),
        pytest.param(
            ["ОТЧЁТ", "о реализации мероприятий", "Енского края за 2023 год"],
            ["ОТЧЁТ", "о реализации мероприятий\nЕнского края за 2023 год"],
            id="kind, title, territory",
        ),
        pytest.param(
            ["о ходе реализации программы", "«Развитие образования»", "за 2019 год"],
            ["о ходе реализации программы\n«Развитие образования»\nза 2019 год"],
            id="title with a name",
        ),
        pytest.param(["П Р И К А З", "от 17.09.2024 № 5"], ["П Р И К А З", "от 17.09.2024 № 5"], id="spaced"),
        pytest.param(
            ["19.12.2024", "г. Енисейск", "с. Озёрное", "№ 2"],
            ["19.12.2024", "г. Енисейск", "с. Озёрное", "№ 2"],
            id="head",
        ),
        pytest.param(
            ["Приложение № 1", "к приказу управления", "от 17.09.2024 № 341"],
            ["Приложение № 1\nк приказу управления\nот 17.09.2024 № 341"],
            id="annex",
        ),
        pytest.param(
            [LONG + " с использованием ресурса «одного", "окна» («Современная среда»)."],
            [LONG + " с использованием ресурса «одного окна» («Современная среда»)."],
            id="open quotation mark",
        ),
        pytest.param(
            ["1. Утвердить план.", "1.1. Провести:", "а) проверку;", "– сверку", "2) отчёт"],
            ["1. Утвердить план.", "1.1. Провести:", "а) проверку;", "– сверку", "2) отчёт"],
            id="points",
        ),
        pytest.param(
            ["1.2. Закрыть вакансии", "Срок: до 2 октября", "Ответственный: Ким В.Р."],
            ["1.2. Закрыть вакансии", "Срок: до 2 октября", "Ответственный: Ким В.Р."],
            id="labels",
        ),
        pytest.param(
            ["Коллегия отмечает:", "рост обращений;", "нехватку кадров."],
            ["Коллегия отмечает:", "рост обращений;", "нехватку кадров."],
            id="lower case after a stop",
        ),
        pytest.param(
            ["Председатель коллегии,", "начальник управления\t\t\tВ.С. Мальцев", "исп. Лапин"],
            ["Председатель коллегии,\nначальник управления\t\t\tВ.С. Мальцев", "исп. Лапин"],
            id="signature",
        ),
        pytest.param(["Результат достигнут", "", "за год"], ["Результат достигнут", "за год"], id="blank line"),
        pytest.param(["развитие самодея-", "тельности"], ["развитие самодеятельности"], id="broken word, small letter"),
        pytest.param(["\tЦель проекта", "\tСроки"], ["Цель проекта", "Сроки"], id="indents"),
        pytest.param(["______________ О.Н. Щеглова"], ["______________ О.Н. Щеглова"], id="blank to fill in"),
        pytest.param(["Раздел", "=======", "Текст"], ["Раздел", "Текст"], id="rule"),
        pytest.param(["Первая страница\fВторая"], ["Первая страница", "Вторая"], id="form feed"),
    ],
)
def test_paragraphs(lines: list[str], paragraphs: list[str]) -> None:
    assert texts("\n".join(lines)) == paragraphs


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("самодея-", "тельности", "самодея"),
        ("Усть-", "Кемская", "Усть-"),
        ("2020-", "2024", "2020-"),
        ("социально-", "экономический", "социально-"),
        ("обще-", "образовательных", "обще"),
        ("образо\u00ad", "вания", "образо\u00ad"),
        ("план -", "факт", None),
        ("план", "факт", None),
        ("5-", "классов", None),
        ("-", "факт", None),
    ],
)
def test_broken_words(first: str, second: str, kept: str | None) -> None:
    assert glue(first, second) == kept


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    lines, line = [], indent
    for word in text.split():
        if line.strip() and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line.strip() else line + word
    return [*lines, line]


PROSE = [
    "Численность обучающихся с ограниченными возможностями здоровья составила 1384 человека. Доля детей, "
    "обучающихся инклюзивно, – 71,8 %, в городе Ключевск на начало года их было не более 1297 чел. и план "
    "выполнен.",
    "Доступная среда обеспечена в девяти школах. Вместе с тем на сайтах СОШ № 18 и гимназии № 9 программы "
    "опубликованы не полностью, родители узнают о них от классных руководителей.",
    "Принимая во внимание изложенное, коллегия комитета по образованию РЕШИЛА:",
]


@pytest.mark.parametrize("width", [50, 64, 80])
@pytest.mark.parametrize("indent", ["    ", ""])
def test_hard_wrapped_prose(width: int, indent: str) -> None:
    lines = ["О создании условий", "для обучения детей"]
    for paragraph in PROSE:
        lines += [] if indent else [""]
        lines += wrapped(paragraph, width, indent)
    assert texts("\n".join(lines)) == ["О создании условий\nдля обучения детей", *PROSE]


def test_one_word_per_line() -> None:
    said = [
        "Об утверждении порядка приёма детей",
        "1. Утвердить порядок приёма в школы района с нового года.",
        "1.1. Разместить его на сайте в течение дня после подписания, п. 2 не применять.",
        "Срок: до 1 мая",
    ]
    assert texts("\n".join(" ".join(said).split())) == said


def test_column_of_values_is_no_prose() -> None:
    column = [f"{k} %" if k % 3 else "Итого" for k in range(30)]
    assert texts("\n".join(column)) == column


def test_markdown_marks_are_no_text() -> None:
    text = (
        "# Отчёт\n\n**Решение**  \n\n**Показатель 2** *«Доля», 20 %*\n* пункт\n- знак\n"
        "сноска\\* и _курсив_ ____ имя_файла\n"
    )
    found = reading(text)
    said = [(i.text, i.kind, i.bold) for i in found.items if isinstance(i, RawText)]
    assert said == [
        ("Отчёт", "heading", False),
        ("Решение", "paragraph", True),
        ("Показатель 2 «Доля», 20 %", "paragraph", False),
        ("пункт", "list_item", False),
        ("- знак\nсноска* и курсив ____ имя_файла", "paragraph", False),
    ]
    assert found.counted == held(found.items)


def test_stars_of_other_files_stay() -> None:
    assert texts("Доля учителей* составила 40 %\n\n* по данным района") == [
        "Доля учителей* составила 40 %",
        "* по данным района",
    ]


def test_locators_are_lines() -> None:
    items = reading("Отчёт\n\n\nза год\n\nа\tб\tв\nг\tд\tе").items
    assert [item.locator for item in items] == ["line 1", "line 4", "line 6"]


@pytest.mark.parametrize("text", ["а\n" * 120_000, "\t" * 400_000, "слово " * 1_500_000])
def test_giants_are_refused(text: str) -> None:
    with pytest.raises(SvodkaError) as refusal:
        reading(text)
    assert refusal.value.code == "too-large"


PIECES = st.sampled_from(
    [
        "слово", "Слово", "СЛОВО", "1.", "2", "а)", "–", "-", "«", "»", "слово-", "\\", ".", ":", ";", "40",
        "|", "│", "───", "+---+", "|---|---|", "├", "┤", "┼", "┬", "___", "====", "**", "*", "_", "#",
        " ", "   ", "\t", "\n", "\n", "\n\n",
        "\f", "\u00ad\n", "<br>", "от 12.03.2014", "И.И. Иванов", "│ а │ б │\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=80))
def test_nothing_is_lost_and_cells_do_not_overlap(pieces: list[str]) -> None:
    found = reading("".join(pieces))
    assert found.counted - found.dropped == held(found.items)
    for item in found.items:
        if isinstance(item, RawTable):
            area = [
                (row, column)
                for cell in item.cells
                for row in range(cell.row, cell.row + cell.rowspan)
                for column in range(cell.column, cell.column + cell.colspan)
            ]
            assert len(area) == len(set(area))


# Line breaks inside a cell of a table typed with tabs, which this reader still takes for rows: the last
# cell of a head («(+ выполнено, ⏎ – не выполнено)»), the last cells of a passport.
MISREAD = {"gotovnost-shkol-2014", "programma-razvitiya-mou-2009"}


@pytest.mark.skipif(not STEMS, reason="the developers' documents are not here")
@pytest.mark.parametrize(("folder", "page"), [("txt", "utf-8"), ("txt1251", "cp1251")])
def test_developers_documents(folder: str, page: str) -> None:
    right = tried = same = cells = 0
    for stem in sorted({*STEMS} - MISREAD):
        found = read((DEV / "files" / folder / f"{stem}.txt").read_bytes(), name=stem)
        assert found.counted - found.dropped == held(found.items)
        said = {item.text for item in found.items if isinstance(item, RawText)}
        tables = [rows_of(item) for item in found.items if isinstance(item, RawTable)]
        for block in load(stem):
            if isinstance(block, Paragraph):
                text = block.text.replace("\u00ad", "").encode(page, errors="replace").decode(page)
                typed = "-" if block.number == "•" else block.number
                if "\t" not in text and "локальные" not in text:
                    tried += 1
                    right += (f"{typed} {text}" if typed else text) in said
            elif max(row for row, _ in block) > 2:
                values = {k: v.replace("\u00ad", "") for k, (_, _, v) in block.items() if v}
                values = {k: v.encode(page, errors="replace").decode(page) for k, v in values.items()}
                cells += len(values)
                same += max(
                    sum(r < len(rows) and c < len(rows[r]) and rows[r][c] == v for (r, c), v in values.items())
                    for rows in tables
                )
    assert right / tried >= 0.95
    assert same / cells >= 0.995
