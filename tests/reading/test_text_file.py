"""Text files: which lines make a paragraph, which a table, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev_markup import DEV, STEMS, Paragraph, load
from extractor.errors import SvodkaError
from extractor.reading.source import RawTable, RawText, Reading
from extractor.reading.text_file import read
from extractor.reading.text_lines import glue
from extractor.reading.text_table import gather

LONG = "Укомплектованность школ педагогами-психологами достигла 83,3 процента при установленном нормативе"


def reading(text: str) -> Reading:
    return read(text.encode(), name="x.txt")


def texts(text: str) -> list[str]:
    return [item.text for item in reading(text).items if isinstance(item, RawText)]


def grids(text: str) -> list[list[list[str]]]:
    """Tables as rows of cell texts; a position without a cell of its own is «^»."""
    return [_rows(item) for item in reading(text).items if isinstance(item, RawTable)]


def held(items: list[RawText | RawTable]) -> int:
    return sum(
        len("".join(item.text.split())) if isinstance(item, RawText) else sum(held(cell.items) for cell in item.cells)
        for item in items
    )


def _rows(table: RawTable) -> list[list[str]]:
    width = max(cell.column + cell.colspan for cell in table.cells)
    height = max(cell.row + cell.rowspan for cell in table.cells)
    rows = [["^"] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = "".join(i.text for i in cell.items if isinstance(i, RawText))
    return rows


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


HEAD = ["№ п/п\tНаименование показателя\tЕд.", "изм.\tФакт", "2022 года\t2023 год\t\t\tПричина отклонения"]


def test_tab_table_with_breaks_inside_cells() -> None:
    lines = [
        "Таблица 1. Показатели",
        *HEAD,
        "\t\t\t\tплан\tфакт\t% выпол-",
        "нения\t",
        "I. Инфраструктура",
        "1.1\tКоличество школ\tед.\t7\t8\t8\t100\t–",
        "1.2\tДоля детей\t%\t61\t65\t63\t98\tремонт,",
        "октябрь",
        "1.3\tЧисленность\tчел.\t6",
        "1.4\tОхват\t%\t61\t65\t63\t98\t–",
        "По итогам года показатели достигнуты.",
    ]
    assert grids("\n".join(lines)) == [
        [
            [
                "№ п/п",
                "Наименование показателя",
                "Ед.\nизм.",
                "Факт\n2022 года",
                "2023 год",
                "",
                "",
                "Причина отклонения",
            ],
            ["", "", "", "", "план", "факт", "% выпол-\nнения", ""],
            ["I. Инфраструктура", *[""] * 7],
            ["1.1", "Количество школ", "ед.", "7", "8", "8", "100", "–"],
            ["1.2", "Доля детей", "%", "61", "65", "63", "98", "ремонт,\nоктябрь"],
            ["1.3", "Численность", "чел.", "6", *[""] * 4],
            ["1.4", "Охват", "%", "61", "65", "63", "98", "–"],
        ]
    ]
    assert texts("\n".join(lines)) == [lines[0], lines[-1]]


def test_tab_table_whose_first_cell_is_broken() -> None:
    rows = grids("Меры\n№\nп/п\tМероприятия\tСроки\n1\tДиагностика\tмай\n2\tКурсы\tиюнь")[0]
    assert rows[0] == ["№\nп/п", "Мероприятия", "Сроки"]
    assert len(rows) == 3


def test_a_second_head_begins_a_second_table() -> None:
    table = "№\tПоказатель\tПлан\n1\tДоля\t40\n2\tОхват\t50\n"
    assert len(grids(table + "Продолжение таблицы 1\n" + table)) == 2


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("24.04.2024 г.\t\t\tс. Озёрное\t\t\t№ 3/2-к", id="head"),
        pytest.param("Начальник управления\t\tЕ.Г. Мамонтова\nПротокол вёл\t\tР.Ф. Садыков", id="signatures"),
        pytest.param("1.\tУтвердить план.\n2.\tНазначить ответственных.\n3.\tКонтроль.", id="points"),
        pytest.param("\tЦель:  создание\n\tСроки\n\tРезультаты:\t 100 %", id="indents"),
        pytest.param("Дата\t\t№ 5\nг. Ключевск\t\tна № 7", id="two lines of a head"),
    ],
)
def test_tabs_that_make_no_table(text: str) -> None:
    assert grids(text) == []


def test_signature_after_a_table_stays_out() -> None:
    text = "№\tМера\tСрок\n1\tПлан\tмай\n2\tОтчёт\tиюнь\nНачальник отдела\t\tИ.С. Курганова"
    assert len(grids(text)[0]) == 3
    assert texts(text) == ["Начальник отдела\t\tИ.С. Курганова"]


def test_rows_of_another_format_are_gathered() -> None:
    rows = [RawText("№\tПлан\tФакт", locator="p1"), RawText("1\t40\t45", locator="p2")]
    gathered = gather([RawText("Таблица"), *rows, RawText("Итог")])
    assert [type(item) for item in gathered] == [RawText, RawTable, RawText]
    assert isinstance(gathered[1], RawTable)
    assert gathered[1].locator == "p1"


DRAWN = """
┌────┬──────────────┬─────────────┐
│ №  │ Наименование │   2023 год  │
│ п/п│ показа-      ├──────┬──────┤
│    │ теля         │ план │ факт │
├────┼──────────────┼──────┼──────┤
│ 1  │ Доля детей,  │ 40   │ 45   │  нет
│    │ %            │      │      │
├────┼──────────────┼──────┼──────┤
│ 2  │ Охват        │ 50   │  –   │
└────┴──────────────┴──────┴──────┘
"""


def test_drawn_table_with_merged_cells() -> None:
    found = reading(DRAWN)
    table = found.items[0]
    assert isinstance(table, RawTable)
    assert _rows(table) == [
        ["№ п/п", "Наименование показателя", "2023 год", "^"],
        ["^", "^", "план", "факт"],
        ["1", "Доля детей, %", "40", "45"],
        ["2", "Охват", "50", "–"],
    ]
    assert [(c.rowspan, c.colspan) for c in table.cells[:3]] == [(2, 1), (2, 1), (1, 2)]
    assert table.merges_known
    assert texts(DRAWN) == ["нет"]
    assert found.counted - found.dropped == held(found.items)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                "+---+-------+----+",
                "| № | Мера  | %  |",
                "+---+-------+----+",
                "| 1 | План  | 40 |",
                "|   | работ |    |",
                "| 2 | Отчёт | 50 |",
                "+---+-------+----+",
            ],
            id="no rules between rows",
        ),
        pytest.param(
            [" № | Мера  | % ", "---+-------+---", " 1 | План  | 40", "   | работ |   ", " 2 | Отчёт | 50"],
            id="no frame",
        ),
        pytest.param(
            ["│№│Мера │% │", "├─┼─────┼──┤", "│1│План │40│", "│ │работ│  │", "├─┼─────┼──┤", "│2│Отчёт│50│"],
            id="no frame above and below",
        ),
    ],
)
def test_drawn_tables(lines: list[str]) -> None:
    assert grids("\n".join(lines)) == [[["№", "Мера", "%"], ["1", "План работ", "40"], ["2", "Отчёт", "50"]]]


def test_pipe_table() -> None:
    text = "| № | Мера | Срок |\n|---|:----:|---|\n| 1 | **План**<br>работ | май |\n| | Отчёт | |"
    assert grids(text) == [[["№", "Мера", "Срок"], ["1", "План\nработ", "май"], ["", "Отчёт", ""]]]


def test_columns_set_with_spaces() -> None:
    text = (
        "№    Показатель          План     Факт\n"
        "1    Доля учителей         40     45,5\n"
        "Раздел II\n"
        "2    Охват питанием       100      100\n"
        "3    Средний балл           –     3,62"
    )
    assert grids(text) == [
        [
            ["№", "Показатель", "План", "Факт"],
            ["1", "Доля учителей", "40", "45,5"],
            ["Раздел II", "", "", ""],
            ["2", "Охват питанием", "100", "100"],
            ["3", "Средний балл", "–", "3,62"],
        ]
    ]


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
        "слово",
        "Слово",
        "СЛОВО",
        "1.",
        "2",
        "а)",
        "–",
        "-",
        "«",
        "»",
        "слово-",
        "\\",
        ".",
        ":",
        ";",
        "40",
        "|",
        "│",
        "───",
        "+---+",
        "|---|---|",
        "├",
        "┤",
        "┼",
        "┬",
        "___",
        "====",
        "**",
        "*",
        "_",
        "#",
        " ",
        "   ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\x0c",
        "\xad\n",
        "<br>",
        "от 12.03.2014",
        "И.И. Иванов",
        "│ а │ б │\n",
    ]
)


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


@pytest.mark.skipif(not STEMS, reason="the developers' documents are not here")
@pytest.mark.parametrize(("folder", "page"), [("txt", "utf-8"), ("txt1251", "cp1251")])
def test_developers_documents(folder: str, page: str) -> None:
    right = tried = same = cells = 0
    for stem in STEMS:
        found = read((DEV / "files" / folder / f"{stem}.txt").read_bytes(), name=stem)
        assert found.counted - found.dropped == held(found.items)
        said = {item.text for item in found.items if isinstance(item, RawText)}
        tables = [_rows(item) for item in found.items if isinstance(item, RawTable)]
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
