"""``svodka batch``: a folder of documents in, a folder of records out."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.defaults import FAILED, FAILURES, MEGABYTES, SECONDS
from extractor.batch.outcomes import OUTCOMES
from extractor.commands.batch_view import progress, report
from extractor.commands.help import Command
from extractor.commands.limits import memory_option, timeout_option
from extractor.commands.linking import (
    counted,
    judgements_option,
    linking_of,
    municipality_option,
    region_option,
    registry_option,
)
from extractor.commands.options import one_of
from extractor.commands.own_patterns import patterns_option
from extractor.commands.scans import ocr_option, scans_of, tessdata_option
from extractor.commands.voice import Voice
from extractor.errors import ExitCode


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "batch",
        cls=Command,
        help=voice(
            "извлечь данные из всех документов папки\n\n"
            f"Для a/b.docx создаётся РЕЗУЛЬТАТЫ/a/b.docx.json; непрочитанные перечислены в {FAILURES}. Прерванное "
            "продолжает та же команда; сделанное заново не делается.",
            "extract the data of all documents in a folder\n\n"
            f"a/b.docx gives OUT/a/b.docx.json; what could not be read is listed in {FAILURES}. The same command "
            "goes on with what was interrupted; what is done is not done again.",
        ),
    )
    def batch(  # noqa: PLR0913, PLR0917 - an argument is an option
        folder: Annotated[
            Path,
            typer.Argument(
                metavar=voice("ПАПКА", "FOLDER"), help=voice("где лежат документы", "where the documents are")
            ),
        ],
        out: Annotated[
            Path,
            typer.Option(
                "--out",
                metavar=voice("РЕЗУЛЬТАТЫ", "OUT"),
                help=voice(
                    "папка для записей (нужна; создаётся, если её нет)",
                    "folder for the records (required; made if missing)",
                ),
            ),
        ],
        workers: Annotated[
            int | None,
            typer.Option(
                "--workers",
                min=1,
                metavar=voice("ЧИСЛО", "NUMBER"),
                help=voice(
                    "сколько документов читать сразу (по умолчанию – по числу процессоров)",
                    "how many documents to read at once (the number of processors by default)",
                ),
            ),
        ] = None,
        include: Annotated[
            list[str] | None,
            typer.Option(
                "--include",
                metavar=voice("ОБРАЗЕЦ", "PATTERN"),
                help=voice(
                    "брать только такие пути: «*.docx», «2024/*» (можно несколько раз)",
                    "only such paths: “*.docx”, “2024/*” (may be repeated)",
                ),
            ),
        ] = None,
        exclude: Annotated[
            list[str] | None,
            typer.Option(
                "--exclude",
                metavar=voice("ОБРАЗЕЦ", "PATTERN"),
                help=voice("не брать такие пути (можно несколько раз)", "no such paths (may be repeated)"),
            ),
        ] = None,
        limit: Annotated[
            int | None,
            typer.Option(
                "--limit",
                min=0,
                metavar=voice("ЧИСЛО", "NUMBER"),
                help=voice(
                    "прочитать не больше стольких; остальные подождут следующего запуска",
                    "read no more than so many; the others wait for the next run",
                ),
            ),
        ] = None,
        retry: Annotated[
            list[str] | None,
            typer.Option(
                "--retry",
                metavar="failed|timeout|…",
                callback=one_of((FAILED, *OUTCOMES), voice),
                help=voice(
                    "прочитать снова то, что кончилось этим; failed – всё непрочитанное",
                    "read again what ended in this; failed: all that was not read",
                ),
            ),
        ] = None,
        timeout: Annotated[float, timeout_option(voice)] = SECONDS,
        memory: Annotated[int, memory_option(voice)] = MEGABYTES,
        moved: Annotated[
            bool,
            typer.Option(
                "--moved",
                help=voice(
                    "это те же документы, что и раньше, на новом месте",
                    "these are the same documents as before, in another place",
                ),
            ),
        ] = False,
        registry: Annotated[str | None, registry_option(voice)] = None,
        region: Annotated[str | None, region_option(voice)] = None,
        municipality: Annotated[str | None, municipality_option(voice)] = None,
        judgements: Annotated[str | None, judgements_option(voice)] = None,
        ocr: Annotated[str, ocr_option(voice)] = "auto",
        tessdata: Annotated[str | None, tessdata_option(voice)] = None,
        patterns: Annotated[str | None, patterns_option(voice)] = None,
    ) -> int:
        _check(folder, out, voice)
        from extractor.batch.run import Batch
        from extractor.batch.setting import Limits

        linked = linking_of(registry, region, municipality, judgements, voice) is not None
        batch = Batch(
            folder,
            out,
            registry=registry,
            judgements=judgements,
            region=region,
            municipality=municipality,
            scans=scans_of(ocr, tessdata),
            patterns=patterns,
            workers=workers,
            limits=Limits(timeout, memory),
            include=include or (),
            exclude=exclude or (),
            limit=limit,
            retry=retry or (),
            moved=moved,
        )
        for result in progress(batch, voice):
            if result.error is not None and result.worked:
                voice.failure(result.error)
        for line in report(batch.summary, out / FAILURES, voice):
            voice.line(line)
        if linked:
            voice.line(f"{voice('упоминания школ', 'mentions of schools')}: {counted(batch.summary.links, voice)}")
        return ExitCode.UNREADABLE if batch.summary.failed else ExitCode.OK


def _check(folder: Path, out: Path, voice: Voice) -> None:
    if not folder.is_dir():
        raise typer.BadParameter(
            voice(f"нет такой папки: {folder}", f"no such folder: {folder}"), param_hint=voice("ПАПКА", "FOLDER")
        )
    if out.resolve() == folder.resolve():
        raise typer.BadParameter(
            voice("результатам нужна другая папка, не та, где документы", "the results need a folder of their own"),
            param_hint="--out",
        )
