"""``svodka export``: the results of a batch for people and programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.commands import options
from extractor.commands.documents import STANDARD_INPUT
from extractor.commands.help import Command
from extractor.commands.voice import Voice
from extractor.errors import ExitCode

if TYPE_CHECKING:
    from extractor.export.targets import Results

_AGAIN = "Запустите svodka batch ещё раз с теми же папками."
TARGETS = ("xlsx", "sqlite", "parquet", "csv", "ics", "html", "spacy")


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "export",
        cls=Command,
        help=voice(
            "сделать из результатов пакета таблицу Excel, базу данных, календарь, страницу\n\n"
            "Без --output результат ложится в саму папку РЕЗУЛЬТАТЫ под именем svodka: svodka.xlsx, svodka.ics, "
            "папка svodka-csv. У каждого значения указаны файл, страница и цитата.",
            "make a workbook, a database, a calendar, a page of the results of a batch\n\n"
            "Without --output the result goes into OUT itself, named svodka: svodka.xlsx, svodka.ics, "
            "a folder svodka-csv. Every value has its file, page and quote.",
        ),
    )
    def export(
        out: Annotated[
            Path,
            typer.Argument(
                metavar=voice("РЕЗУЛЬТАТЫ", "OUT"),
                parser=options.named_path(voice),
                help=voice("папка, в которую писала команда batch", "the folder that batch has written to"),
            ),
        ],
        to: Annotated[
            list[str],
            typer.Option(
                "--to",
                metavar="|".join(TARGETS),
                callback=options.one_of(TARGETS, voice),
                help=voice("во что (можно несколько раз)", "to what (may be given several times)"),
            ),
        ],
        output: Annotated[
            Path | None,
            options.file(
                "--output",
                "-o",
                voice=voice,
                told=voice(
                    "куда записать; для csv, parquet и spacy это папка", "where to; a folder for csv, parquet and spacy"
                ),
                parser=options.named_path(voice),
            ),
        ] = None,
        documents: Annotated[
            Path | None,
            typer.Option(
                "--documents",
                metavar=voice("ПАПКА", "FOLDER"),
                parser=options.named_path(voice),
                help=voice(
                    "где теперь лежат документы, если не там, где их читали (для ссылок в xlsx)",
                    "where the documents are now, if not where they were read (for the links in xlsx)",
                ),
            ),
        ] = None,
    ) -> int:
        from extractor.export.targets import default_name
        from extractor.export.targets import export as make

        if output is not None and len(to) > 1:
            raise typer.BadParameter(
                voice("одно имя для нескольких результатов", "one name for several results"), param_hint="--output"
            )
        if str(output) == STANDARD_INPUT:
            raise typer.BadParameter(
                voice("нужно имя файла: в стандартный вывод это не записывается", "a file is needed, not “-”"),
                param_hint="--output",
            )
        results = _results(out, documents)
        _keep_read(out, results.sources, output, voice)
        wanted = {target: output or out / default_name(target) for target in dict.fromkeys(to)}
        training = wanted.pop("spacy", None)
        for done in make(results, wanted):
            voice.line(f"{voice('записано', 'written')}: {done.path}")
            if done.left_out:
                voice.line(
                    voice(
                        f"сроков в календаре: {done.count}, без дня (остались в таблицах): {done.left_out}",
                        f"deadlines in the calendar: {done.count}, without a day (see the tables): {done.left_out}",
                    )
                )
        if training is not None:
            from extractor.nlp.docbin import write

            write(results.records(), training)
            voice.line(f"{voice('записано', 'written')}: {training}")
        return ExitCode.OK


def _keep_read(out: Path, sources: Path | None, output: Path | None, voice: Voice) -> None:
    """An export may take the place of an earlier one, not of a document that was read or of its record."""
    from extractor.batch.manifest import Manifest
    from extractor.batch.paths import to_manifest

    if output is None:
        return
    there = output.resolve()
    with Manifest(out, writing=False) as manifest:
        for folder, column in ((sources, "path"), (out, "result")):
            if folder is None or not there.is_relative_to(folder.resolve()):
                continue
            name = to_manifest(there.relative_to(folder.resolve()).as_posix())
            options.keep_sources((there for _ in manifest.rows(f"{column} = ?", (name,))), output, voice)


def _results(out: Path, documents: Path | None) -> "Results":
    from extractor.batch.manifest import Manifest
    from extractor.batch.paths import shown
    from extractor.batch.results import failures_of, records_of
    from extractor.export.targets import Results

    with Manifest(out, writing=False) as manifest:
        folder = manifest.about("folder")
        waiting = [shown(row.path) for row in manifest.rows("present AND outcome IS NULL")]

    def failures() -> Iterator[dict[str, Any]]:
        for result in failures_of(out):
            if result.error is not None:
                error = result.error
                told = {"code": error.code, "message": error.message(), "hint": error.hint()}
                yield {"file": result.path, **told}
        for path in waiting:
            # No error of the document: the batch was interrupted before it, or limited.
            yield {"file": path, "code": "waiting", "message": "Документ ещё не прочитан.", "hint": _AGAIN}

    sources = documents or (Path(folder) if folder else None)
    return Results(records=lambda: records_of(out), failures=failures, sources=sources)
