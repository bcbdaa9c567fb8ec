"""The facts of ``svodka registry inspect`` as a page for the terminal, in Russian or English."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.export.plain import printable

Say = Callable[[str, str], str]
"""Picks the Russian or the English of two wordings."""

# Nothing has a width of its own when it is piped into a file.
_WIDTH = 100
_FORMATS = {
    "csv": ("таблица в тексте", "delimited text"),
    "xlsx": ("книга Excel", "Excel workbook"),
    "accreditation-xml": ("открытые данные реестра аккредитации", "open data of the accreditation registry"),
}
_DELIMITERS = {";": ("точка с запятой", "semicolon"), ",": ("запятая", "comma"), "\t": ("табуляция", "tab")}
_FIELDS = {
    "id": "идентификатор",
    "name": "наименование",
    "full_name": "полное наименование",
    "short_name": "краткое наименование",
    "former_names": "прежние наименования",
    "aliases": "другие названия",
    "legal_form": "правовая форма",
    "kind": "вид",
    "number": "номер",
    "settlement": "населённый пункт",
    "district": "район города",
    "municipality": "муниципалитет",
    "region": "регион",
    "inn": "ИНН",
    "ogrn": "ОГРН",
    "kpp": "КПП",
    "address": "адрес",
    "status": "статус",
    "parent_id": "головная организация",
    "is_branch": "признак филиала",
}
_COUNTS = (
    ("organisations", "организаций", "organisations"),
    ("branches", "филиалов", "branches"),
    ("active", "действующих", "active"),
    ("closed", "закрытых", "closed"),
    ("reorganised", "реорганизованных", "reorganised"),
    ("with_number", "с номером", "with a number"),
    ("with_several_names", "с несколькими именами", "with several names"),
    ("with_former_names", "с прежними именами", "with former names"),
    ("with_settlement", "с населённым пунктом", "with a settlement"),
    ("with_municipality", "с муниципалитетом", "with a municipality"),
    ("with_inn", "с ИНН", "with INN"),
    ("with_ogrn", "с ОГРН", "with OGRN"),
)
_STYLES = {"error": "red", "warning": "yellow", "note": "dim"}


def text(facts: Mapping[str, Any], say: Say) -> bytes:
    """The page as plain text, ``COLUMNS`` or 100 characters wide."""
    out = StringIO()
    width = None if os.environ.get("COLUMNS", "").isdigit() else _WIDTH
    console = Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False)
    console.print(view(facts, say))
    return ("\n".join(line.rstrip() for line in out.getvalue().split("\n"))).encode()


def view(facts: Mapping[str, Any], say: Say) -> RenderableType:
    """The page as something rich can print; what comes from the file is never markup."""
    parts: list[RenderableType] = [_head(facts, say)]
    if facts["columns"]:
        parts += [Text(), _columns(facts, say)]
    parts += [Text(), _counts(facts["counts"], say)]
    for key, ru, en in (("regions", "Регионы", "Regions"), ("municipalities", "Муниципалитеты", "Municipalities")):
        if facts[key]["count"]:
            parts += [Text(), _places(facts[key], say(ru, en))]
    if facts["problems"]:
        parts += [Text(), Text(say("Замечания", "Problems"), style="bold")]
        for group in facts["problems"]:
            parts += _problem(group, facts["format"], say)
    return Group(*parts)


def _head(facts: Mapping[str, Any], say: Say) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    about = [say(*_FORMATS[facts["format"]])]
    if facts["encoding"]:
        about.append(f"{say('кодировка', 'encoding')} {facts['encoding']}")
    if facts["delimiter"]:
        name = _DELIMITERS.get(facts["delimiter"])
        about.append(f"{say('разделитель', 'delimiter')}: {say(*name) if name else facts['delimiter']}")
    if facts["sheet"]:
        about.append(f"{say('лист', 'sheet')} «{facts['sheet']}»")
    if facts["head_row"]:
        about.append(f"{say('заголовки в строке', 'heads in row')} {facts['head_row']}")
    grid.add_row(say("Файл", "File"), _safe(facts["file"], style="bold"))
    grid.add_row(say("Формат", "Format"), _safe(", ".join(about)))
    rows = str(facts["rows"])
    if facts["skipped"]:
        rows += f", {say('пропущено', 'left out')} {facts['skipped']}"
    what = say("Свидетельств", "Certificates") if facts["format"] == "accreditation-xml" else say("Строк", "Rows")
    grid.add_row(what, rows)
    return grid


def _columns(facts: Mapping[str, Any], say: Say) -> RenderableType:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(say("Столбец", "Column"), overflow="fold")
    table.add_column(say("понят как", "understood as"))
    for column in facts["columns"]:
        table.add_row(_safe(column["head"]), say(_FIELDS[column["field"]], column["field"]))
    if not facts["ignored"]:
        return table
    ignored = ", ".join(f"«{head}»" for head in facts["ignored"])
    return Group(table, Text(), _safe(f"{say('Не использованы', 'Not used')}: {ignored}"))


def _counts(counts: Mapping[str, int], say: Say) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    for key, ru, en in _COUNTS:
        if counts[key]:
            grid.add_row(say(ru, en), str(counts[key]))
    return grid


def _places(places: Mapping[str, Any], caption: str) -> Text:
    named = [f"{place['name']} ({place['organisations']})" for place in places["largest"]]
    more = ", …" if places["count"] > len(named) else ""
    return _safe(f"{caption}: {places['count']} – {', '.join(named)}{more}")


def _problem(group: Mapping[str, Any], form: str, say: Say) -> list[RenderableType]:
    severity = {"error": ("ошибка", "error"), "warning": ("внимание", "warning"), "note": ("примечание", "note")}
    row = say("свидетельство", "certificate") if form == "accreditation-xml" else say("строка", "row")
    head = f"{say(*severity[group['severity']])} [{group['code']}]: {group['count']}"
    lines: list[RenderableType] = [_safe(head, style=_STYLES[group["severity"]])]
    for example in group["examples"]:
        where = f"{row} {example['row']}" if example["row"] else ""
        whose = f" ({example['id']})" if example["id"] else ""
        begin = f"{where}{whose}: " if where else ""
        lines.append(Padding(_safe(begin + example["message"]), (0, 0, 0, 2)))
    if group["count"] > len(group["examples"]):
        lines.append(Padding(Text("…"), (0, 0, 0, 2)))
    return lines


def _safe(said: str, *, style: str = "") -> Text:
    # As Text, so that «[bold]» in a file is printed and not obeyed.
    return Text(printable(said), style=style)
