"""``svodka extract``: documents in, their records out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.documents import STANDARD_INPUT, expand, read_records
from extractor.commands.help import Command
from extractor.commands.options import note_registry, one_of, registry_option
from extractor.commands.output import put
from extractor.commands.voice import Voice
from extractor.errors import ExitCode, SvodkaError

if TYPE_CHECKING:
    from extractor.record import Record

FORMATS = ("json", "jsonl", "table", "html")


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "extract",
        cls=Command,
        help=voice(
            "извлечь данные из документа (DOCX, PDF с текстовым слоем, HTML, текст)\n\n"
            "Запись выводится в стандартный вывод. Если часть файлов не прочитана, остальные всё равно выводятся.",
            "extract the data of a document (DOCX, PDF with a text layer, HTML, plain text)\n\n"
            "The record goes to standard output. If some files cannot be read, the others are output all the same.",
        ),
    )
    def extract(
        files: Annotated[
            list[str],
            typer.Argument(
                metavar=voice("ФАЙЛ…", "FILE…"),
                help=voice("документы; «-» – стандартный ввод", "documents; “-” is standard input"),
            ),
        ],
        form: Annotated[
            str,
            typer.Option(
                "--format",
                "-f",
                metavar="|".join(FORMATS),
                callback=one_of(FORMATS, voice),
                help=voice(
                    "json (по умолчанию; несколько документов – массив), jsonl – запись в строке, "
                    "table – сводка для чтения, html – страница с размеченным текстом",
                    "json (the default; an array for several documents), jsonl: a record a line, "
                    "table: a summary to read, html: a page with the marked text",
                ),
            ),
        ] = "json",
        output: Annotated[
            str | None,
            typer.Option(
                "--output",
                "-o",
                metavar=voice("ФАЙЛ", "FILE"),
                help=voice("записать в файл, а не в стандартный вывод", "write to a file, not to standard output"),
            ),
        ] = None,
        registry: Annotated[str | None, registry_option(voice)] = None,
    ) -> int:
        note_registry(registry, voice)
        named = expand(files)
        _keep_sources(named, output, voice)
        failures: list[SvodkaError] = []

        def failed(error: SvodkaError) -> None:
            failures.append(error)
            voice.failure(error)

        records = read_records(named, failed)
        if form == "table" and output is None and sys.stdout.isatty():
            _show(records)
        else:
            put(_writer(form, several=len(named) > 1)(records), output)
        return max((int(f.exit_code) for f in failures), default=ExitCode.OK)


def _writer(form: str, *, several: bool) -> "Callable[[Iterable[Record]], Iterator[bytes]]":
    # Each where it is used: the table brings rich along, which costs as much as reading a document.
    if form == "table":
        from extractor.export.table import text

        return text
    if form == "html":
        from extractor.export.html import page

        return page
    from extractor.export import json

    if form == "jsonl":
        return json.lines
    return json.array if several else json.one


def _show(records: "Iterable[Record]") -> None:
    """The summary in the terminal's own width and colours."""
    from rich.console import Console

    from extractor.export.table import view

    console = Console(highlight=False)
    for record in records:
        console.print(view(record, width=console.width))


def _keep_sources(files: list[str], output: str | None, voice: Voice) -> None:
    """A result may not take the place of the document it was made from."""
    if output is None or not Path(output).is_file():
        return
    for file in files:
        if file != STANDARD_INPUT and Path(file).is_file() and Path(file).samefile(output):
            raise typer.BadParameter(
                voice(f"результат затёр бы исходный документ {file}", f"the result would replace the document {file}"),
                param_hint="--output",
            )
