"""``svodka extract``: documents in, their records out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch.defaults import MEGABYTES, SECONDS
from extractor.commands.documents import STANDARD_INPUT, expand, read_records
from extractor.commands.help import Command
from extractor.commands.limits import limit_of, memory_option, timeout_option
from extractor.commands.linking import (
    judgements_option,
    linking_of,
    municipality_option,
    region_option,
    registry_option,
)
from extractor.commands.options import keep_sources, one_of, output_option
from extractor.commands.output import put
from extractor.commands.own_patterns import patterns_option, ruler_of
from extractor.commands.scans import ocr_option, pictures_for, scans_of, tessdata_option
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
            "извлечь данные из документа (DOCX, PDF, скан, HTML, текст)\n\n"
            "Запись выводится в стандартный вывод. Если часть файлов не прочитана, остальные всё равно выводятся.",
            "extract the data of a document (DOCX, PDF, scan, HTML, plain text)\n\n"
            "The record goes to standard output. If some files cannot be read, the others are output all the same.",
        ),
    )
    def extract(  # noqa: PLR0913, PLR0917 - an argument is an option
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
        output: Annotated[str | None, output_option(voice)] = None,
        registry: Annotated[str | None, registry_option(voice)] = None,
        region: Annotated[str | None, region_option(voice)] = None,
        municipality: Annotated[str | None, municipality_option(voice)] = None,
        judgements: Annotated[str | None, judgements_option(voice)] = None,
        ocr: Annotated[str, ocr_option(voice)] = "auto",
        tessdata: Annotated[str | None, tessdata_option(voice)] = None,
        timeout: Annotated[float, timeout_option(voice)] = SECONDS,
        memory: Annotated[int, memory_option(voice)] = MEGABYTES,
        patterns: Annotated[str | None, patterns_option(voice)] = None,
    ) -> int:
        named = expand(files)
        keep_sources([*(f for f in named if f != STANDARD_INPUT), registry, judgements, patterns], output, voice)
        link = linking_of(registry, region, municipality, judgements, voice)
        failures: list[SvodkaError] = []

        def failed(error: SvodkaError) -> None:
            failures.append(error)
            voice.failure(error)

        records = read_records(
            named, failed, link, scans_of(ocr, tessdata), limit_of(timeout, memory, voice), ruler_of(patterns)
        )
        if form == "table" and output is None and sys.stdout.isatty():
            _show(records)
        elif form == "html":
            from extractor.export.html import page

            put(page(records, pictures_for(named, scans_of(ocr, tessdata))), output)
        else:
            put(_writer(form, several=len(named) > 1)(records), output)
        return max((int(f.exit_code) for f in failures), default=ExitCode.OK)


def _writer(form: str, *, several: bool) -> "Callable[[Iterable[Record]], Iterator[bytes]]":
    # Each where it is used: the table brings rich along, which costs as much as reading a document.
    if form == "table":
        from extractor.export.table import text

        return text
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
