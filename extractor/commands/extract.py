"""``svodka extract``: documents in, their records out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch.defaults import MEGABYTES, SECONDS
from extractor.commands import options
from extractor.commands.documents import STANDARD_INPUT, expand, read_records
from extractor.commands.help import Command
from extractor.commands.limits import limit_of
from extractor.commands.linking import linking_of
from extractor.commands.output import put
from extractor.commands.own_patterns import ruler_of
from extractor.commands.scans import pictures_for, scans_of
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
            "извлечь данные из документа (DOCX, DOC, RTF, ODT, PDF, скан, XLSX, HTML, текст)\n\n"
            "Запись выводится в стандартный вывод. Если часть файлов не прочитана, остальные всё равно выводятся.",
            "extract the data of a document (DOCX, DOC, RTF, ODT, PDF, scan, XLSX, HTML, text)\n\n"
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
            options.form(
                FORMATS,
                voice,
                voice(
                    "json (по умолчанию; несколько документов – массив), jsonl – запись в строке, "
                    "table – сводка для чтения, html – страница с размеченным текстом",
                    "json (the default; an array for several documents), jsonl: a record a line, "
                    "table: a summary to read, html: a page with the marked text",
                ),
            ),
        ] = "json",
        output: Annotated[str | None, options.output(voice)] = None,
        registry: Annotated[str | None, options.registry(voice)] = None,
        region: Annotated[str | None, options.region(voice)] = None,
        municipality: Annotated[str | None, options.municipality(voice)] = None,
        judgements: Annotated[str | None, options.judgements(voice)] = None,
        ocr: Annotated[str, options.ocr(voice)] = "auto",
        tessdata: Annotated[str | None, options.tessdata(voice)] = None,
        timeout: Annotated[float, options.timeout(voice)] = SECONDS,
        memory: Annotated[int, options.memory(voice)] = MEGABYTES,
        patterns: Annotated[str | None, options.patterns(voice)] = None,
    ) -> int:
        named = expand(files)
        options.keep_sources(
            [*(f for f in named if f != STANDARD_INPUT), registry, judgements, patterns], output, voice
        )
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
