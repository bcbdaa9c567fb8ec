"""``svodka batch``: a folder of documents in, a folder of records out."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.commands.documents import read_record
from extractor.commands.help import Command
from extractor.commands.linking import (
    counted,
    judgements_option,
    linking_of,
    municipality_option,
    region_option,
    registry_option,
)
from extractor.commands.progress import watched
from extractor.commands.scans import ocr_option, scans_of, tessdata_option
from extractor.commands.tree import documents_below
from extractor.commands.voice import Voice
from extractor.errors import ExitCode, SvodkaError

if TYPE_CHECKING:
    from extractor.reading.ocr.options import OcrOptions
    from extractor.record import Record

FAILURES = "failures.jsonl"


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "batch",
        cls=Command,
        help=voice(
            "извлечь данные из всех документов папки\n\n"
            f"Для a/b.docx создаётся РЕЗУЛЬТАТЫ/a/b.docx.json; непрочитанные перечислены в {FAILURES}.",
            "extract the data of all documents in a folder\n\n"
            f"a/b.docx gives OUT/a/b.docx.json; what could not be read is listed in {FAILURES}.",
        ),
    )
    def batch(  # noqa: PLR0917 - an argument is an option
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
        registry: Annotated[str | None, registry_option(voice)] = None,
        region: Annotated[str | None, region_option(voice)] = None,
        municipality: Annotated[str | None, municipality_option(voice)] = None,
        judgements: Annotated[str | None, judgements_option(voice)] = None,
        ocr: Annotated[str, ocr_option(voice)] = "auto",
        tessdata: Annotated[str | None, tessdata_option(voice)] = None,
    ) -> int:
        _check(folder, out, voice)
        link = linking_of(registry, region, municipality, judgements, voice)
        scans = scans_of(ocr, tessdata)
        links: Counter[str] = Counter()
        failures: list[tuple[Path, SvodkaError]] = []

        def failed(file: Path, error: SvodkaError) -> None:
            failures.append((file, error))
            voice.failure(error)

        files = documents_below(folder, without=out, failed=failed)
        total = len(files) + len(failures)
        _make(out)
        for file in watched(files, voice("чтение", "reading")):
            try:
                record = _extract(folder / file, out / f"{file}.json", link, scans)
                links.update(school.link.status for school in record.schools if school.link)
            except SvodkaError as error:
                failed(file, error)
        _list(failures, out / FAILURES, voice)
        voice.line(
            voice(
                f"готово {total - len(failures)}, не прочитано {len(failures)} из {total}",
                f"done {total - len(failures)}, not read {len(failures)} of {total}",
            )
        )
        if link is not None:
            voice.line(f"{voice('упоминания школ', 'mentions of schools')}: {counted(links, voice)}")
        return ExitCode.UNREADABLE if failures else ExitCode.OK


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


def _extract(document: Path, result: Path, link: "Callable[[Record], Record] | None", scans: "OcrOptions") -> "Record":
    from extractor.export.files import write_whole
    from extractor.export.json import one

    try:
        record = read_record(document, link, scans)
        _make(result.parent)
        write_whole(result, one([record]))
    except SvodkaError:
        # What an earlier run made of another state of the document is no result of this one.
        with suppress(OSError):
            result.unlink()
        raise
    return record


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise SvodkaError("not-writable", path=str(folder), detail=why.strerror or str(why)) from why


def _list(failures: list[tuple[Path, SvodkaError]], path: Path, voice: Voice) -> None:
    """Write the list of failures, or remove that of an earlier run when there are none."""
    from extractor.export.files import write_whole
    from extractor.export.json import line

    rows = [
        {"file": f.as_posix(), "code": e.code, "message": e.message(voice.lang), "hint": e.hint(voice.lang)}
        for f, e in failures
    ]
    if not write_whole(path, (line(row) for row in rows)):
        with suppress(OSError):
            path.unlink()
