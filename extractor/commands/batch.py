"""``svodka batch``: a folder of documents in, a folder of records out."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.batch.defaults import FAILED, FAILURES, MEGABYTES, SECONDS
from extractor.batch.outcomes import OUTCOMES
from extractor.commands import options
from extractor.commands.batch_view import progress, report
from extractor.commands.help import Command
from extractor.commands.linking import counted, linking_of
from extractor.commands.scans import scans_of
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
                metavar=voice("ПАПКА", "FOLDER"),
                parser=options.named_path(voice),
                help=voice("где лежат документы", "where the documents are"),
            ),
        ],
        out: Annotated[
            Path,
            typer.Option(
                "--out",
                metavar=voice("РЕЗУЛЬТАТЫ", "OUT"),
                parser=options.named_path(voice),
                help=voice(
                    "папка для записей (нужна; создаётся, если её нет)",
                    "folder for the records (required; made if missing)",
                ),
            ),
        ],
        workers: Annotated[
            int | None,
            options.number(
                "--workers",
                voice,
                voice(
                    "сколько документов читать сразу (по умолчанию – по числу процессоров)",
                    "how many documents to read at once (the number of processors by default)",
                ),
                least=1,
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
            options.number(
                "--limit",
                voice,
                voice(
                    "прочитать не больше стольких; остальные подождут следующего запуска",
                    "read no more than so many; the others wait for the next run",
                ),
                least=0,
            ),
        ] = None,
        retry: Annotated[
            list[str] | None,
            typer.Option(
                "--retry",
                metavar="failed|timeout|…",
                callback=options.one_of((FAILED, *OUTCOMES), voice),
                help=voice(
                    "прочитать снова то, что кончилось этим; failed – всё непрочитанное",
                    "read again what ended in this; failed: all that was not read",
                ),
            ),
        ] = None,
        timeout: Annotated[float, options.timeout(voice)] = SECONDS,
        memory: Annotated[int, options.memory(voice)] = MEGABYTES,
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
        registry: Annotated[str | None, options.registry(voice)] = None,
        region: Annotated[str | None, options.region(voice)] = None,
        municipality: Annotated[str | None, options.municipality(voice)] = None,
        judgements: Annotated[str | None, options.judgements(voice)] = None,
        ocr: Annotated[str, options.ocr(voice)] = "auto",
        tessdata: Annotated[str | None, options.tessdata(voice)] = None,
        patterns: Annotated[str | None, options.patterns(voice)] = None,
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
    if folder.is_file():
        raise typer.BadParameter(
            voice(
                f"это файл, а нужна папка: {folder}; один документ читает svodka extract",
                f"a file and not a folder: {folder}; svodka extract reads one document",
            ),
            param_hint=voice("ПАПКА", "FOLDER"),
        )
    if not folder.is_dir():
        raise typer.BadParameter(
            voice(f"нет такой папки: {folder}", f"no such folder: {folder}"), param_hint=voice("ПАПКА", "FOLDER")
        )
    if out.resolve() == folder.resolve():
        raise typer.BadParameter(
            voice("результатам нужна другая папка, не та, где документы", "the results need a folder of their own"),
            param_hint="--out",
        )
