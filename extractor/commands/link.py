"""``svodka link``: mentions of schools, in a table or on the command line, to their organisations in a registry."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.batch.faults import place_of
from extractor.commands import options
from extractor.commands.documents import STANDARD_INPUT, standard_input
from extractor.commands.help import Command
from extractor.commands.judge import judge_option, keep_decision
from extractor.commands.linking import counted, open_registry
from extractor.commands.output import put
from extractor.commands.progress import watched
from extractor.commands.voice import Voice
from extractor.errors import ExitCode, SvodkaError

if TYPE_CHECKING:
    from extractor.linking.table import MentionRow, MentionTable
    from extractor.linking.table_answers import Linked

FORMATS = ("jsonl", "table")
# Names that promise a workbook which is not written here.
_NO_RESULT = (".xls", ".xlsm", ".xlsb", ".ods")


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "link",
        cls=Command,
        help=voice(
            "связать упоминания школ с реестром\n\n"
            "Упоминания – в строке команды или в таблице --input (CSV, TSV, XLSX) со столбцом mention («Школа», "
            "«Наименование» …) и, если есть, id, sentence, region, municipality. Ответ – JSON Lines; если имя в "
            "--output кончается на .csv, .tsv или .xlsx – та же таблица с добавленными столбцами link_….",
            "link mentions of schools to a registry\n\n"
            "Mentions are arguments, or rows of a table --input (CSV, TSV, XLSX) with a column mention and, if wanted, "
            "id, sentence, region, municipality. The answer is JSON Lines; with --output ending in .csv, .tsv or .xlsx "
            "the same table with columns link_… added.",
        ),
    )
    def link(  # noqa: PLR0913, PLR0917 - every option is an argument
        registry: Annotated[str, options.registry(voice)],
        mentions: Annotated[
            list[str] | None,
            typer.Argument(
                metavar=voice("[УПОМИНАНИЕ…]", "[MENTION…]"),
                help=voice(
                    "названия, как в документе; «-» – строки стандартного ввода",
                    "names as printed; “-” is the lines of standard input",
                ),
            ),
        ] = None,
        table: Annotated[
            str | None,
            typer.Option(
                "--input",
                "-i",
                metavar=voice("ТАБЛИЦА", "TABLE"),
                help=voice("таблица с упоминаниями", "table of mentions"),
            ),
        ] = None,
        column: Annotated[
            str | None,
            typer.Option(
                "--column",
                metavar=voice("ЗАГОЛОВОК", "HEAD"),
                help=voice("столбец с упоминаниями", "the column of mentions"),
            ),
        ] = None,
        output: Annotated[str | None, options.output(voice)] = None,
        form: Annotated[
            str | None,
            options.form(
                FORMATS,
                voice,
                voice("jsonl (по умолчанию) или table – сводка для чтения", "jsonl (the default), or table: to read"),
            ),
        ] = None,
        region: Annotated[str | None, options.region(voice, rows=True)] = None,
        municipality: Annotated[str | None, options.municipality(voice, rows=True)] = None,
        judgements: Annotated[str | None, options.judgements(voice)] = None,
        judge: Annotated[str | None, judge_option(voice)] = None,
    ) -> int:
        if judge is not None:
            _check_alone({"--input": table, "--column": column, "--output": output, "--format": form}, voice)
            keep_decision(judge, mentions or [], judgements, (registry, region, municipality), voice)
            return ExitCode.OK
        _check(mentions, table, column, voice)
        _check_result(output, form, voice)
        options.keep_sources((table, registry, judgements), output, voice)
        found = _mentions(mentions or [], table, column)
        linker = open_registry(registry, judgements)
        from extractor.linking.table_answers import RowLinker

        counts: Counter[str] = Counter()
        answer = _guarded(RowLinker(linker, region=region, municipality=municipality), table or "", counts)
        linked = (answer(row) for row in watched(list(found.rows), voice("связывание", "linking")))
        put(_written(found, linked, output, form), output)
        voice.line(counted(counts, voice))
        return ExitCode.OK


def _check(mentions: list[str] | None, table: str | None, column: str | None, voice: Voice) -> None:
    if bool(mentions) == (table is not None):
        raise typer.BadParameter(
            voice(
                "нужно одно из двух: упоминания в строке команды или таблица --input",
                "one of the two is needed: mentions as arguments, or a table with --input",
            ),
            param_hint=voice("УПОМИНАНИЕ", "MENTION"),
        )
    if column is not None and table is None:
        raise typer.BadParameter(
            voice("столбец есть только у таблицы --input", "only a table --input has columns"), param_hint="--column"
        )


def _check_alone(given: dict[str, str | None], voice: Voice) -> None:
    for option, value in given.items():
        if value is not None:
            raise typer.BadParameter(
                voice("решение только записывается, --judge с этим не сочетается", "does not go together with --judge"),
                param_hint=option,
            )


def _check_result(output: str | None, form: str | None, voice: Voice) -> None:
    """A name may not promise what is not written."""
    suffix = Path(output).suffix.lower() if output is not None else ""
    if suffix in _NO_RESULT:
        raise typer.BadParameter(
            voice(
                f"{suffix} не записывается; есть .csv, .tsv, .xlsx", f"{suffix} is not written; use .csv, .tsv, .xlsx"
            ),
            param_hint="--output",
        )
    if form is not None and suffix in (".csv", ".tsv", ".xlsx"):
        raise typer.BadParameter(
            voice(f"в файл {suffix} записывается таблица, --format к ней не нужен", f"{suffix} is a table by itself"),
            param_hint="--format",
        )


def _mentions(mentions: list[str], table: str | None, column: str | None) -> "MentionTable":
    from extractor.linking.table import mentions_of, read_mentions

    if table is not None:
        return read_mentions(Path(table), column=column)
    if mentions != [STANDARD_INPUT]:
        return mentions_of(mentions)
    from extractor.reading.encoding import decode

    text, _ = decode(standard_input())
    return mentions_of(line.strip() for line in text.splitlines() if line.strip())


def _guarded(
    link: "Callable[[MentionRow], Linked]", table: str, counts: Counter[str]
) -> "Callable[[MentionRow], Linked]":
    """The same, counting answers; a mistake of the program is told with its row."""

    def linked(row: "MentionRow") -> "Linked":
        try:
            found = link(row)
        except SvodkaError:
            raise
        except Exception as why:
            where = f"{table}, строка {row.number}" if table else row.mention
            raise SvodkaError("internal", path=where, detail=place_of(why)) from why
        counts.update(answer.status for _, answer in found.links)
        return found

    return linked


def _written(
    found: "MentionTable", linked: "Iterable[Linked]", output: str | None, form: str | None
) -> Iterator[bytes]:
    from extractor.linking.table_out import is_table, table_bytes

    if output is not None and is_table(Path(output)):
        return table_bytes(found, linked, Path(output))
    if form == "table":
        from extractor.linking.table_text import as_text

        return as_text(linked)
    from extractor.export.json import line
    from extractor.linking.table_answers import as_json

    return (line(as_json(item)) for item in linked if not item.row.is_blank)
