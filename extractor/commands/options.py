"""The options that several commands have: each is declared here once, with its help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from extractor.batch.defaults import MEGABYTES, SECONDS

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

TEXT_OR_JSON = ("text", "json")
_WHEN = ("auto", "always", "never")


def form(formats: Iterable[str], voice: Voice, told: str) -> Any:
    """``--format``: one of a few words; ``told`` is its help."""
    words = tuple(formats)
    return typer.Option("--format", "-f", metavar="|".join(words), callback=one_of(words, voice), help=told)


def text_or_json(voice: Voice) -> Any:
    """``--format`` of what is either read by a person or handed to a program."""
    told = voice("text – для чтения (по умолчанию), json – данные", "text: to read (the default), json: data")
    return form(TEXT_OR_JSON, voice, told)


def output(voice: Voice) -> Any:
    """``--output``."""
    told = voice("записать в файл, а не в стандартный вывод", "write to a file, not to standard output")
    return file("--output", "-o", voice=voice, told=told)


def file(*names: str, voice: Voice, told: str, parser: Callable[[str], Path] | None = None) -> Any:
    """An option that names a file."""
    return typer.Option(*names, metavar=voice("ФАЙЛ", "FILE"), help=told, parser=parser)


def number(name: str, voice: Voice, told: str, *, least: int) -> Any:
    """An option that is a whole number, ``least`` or more."""
    return typer.Option(name, min=least, metavar=voice("ЧИСЛО", "NUMBER"), help=told)


def registry(voice: Voice) -> Any:
    """``--registry``."""
    return typer.Option(
        "--registry",
        metavar=voice("РЕЕСТР", "REGISTRY"),
        help=voice(
            "реестр школ, с которым связать упоминания (CSV, XLSX, XML реестра аккредитации)",
            "registry of schools to link the mentions to (CSV, XLSX, XML of the accreditation registry)",
        ),
    )


def region(voice: Voice, *, rows: bool = False) -> Any:
    """``--region``; of documents, or of rows that tell none."""
    return typer.Option(
        "--region",
        metavar=voice("РЕГИОН", "REGION"),
        help=voice("регион упоминаний, у которых он не указан", "region of mentions that have none of their own")
        if rows
        else voice(
            "регион документов; важнее того, что в них сказано", "region of the documents; goes before what they say"
        ),
    )


def municipality(voice: Voice, *, rows: bool = False) -> Any:
    """``--municipality``; of documents, or of rows that tell none."""
    return typer.Option(
        "--municipality",
        metavar=voice("МУНИЦИПАЛИТЕТ", "MUNICIPALITY"),
        help=voice(
            "район или округ упоминаний, у которых он не указан", "municipality of mentions that have none of their own"
        )
        if rows
        else voice(
            "район или округ документов; важнее того, что в них сказано",
            "municipality of the documents; goes before what they say",
        ),
    )


def judgements(voice: Voice) -> Any:
    """``--judgements``."""
    return typer.Option(
        "--judgements",
        metavar=voice("РЕШЕНИЯ", "DECISIONS"),
        help=voice(
            "файл с решениями людей; связи никогда им не противоречат",
            "file of people's decisions; no link contradicts them",
        ),
    )


def ocr(voice: Voice) -> Any:
    """``--ocr``."""
    return typer.Option(
        "--ocr",
        metavar="|".join(_WHEN),
        callback=one_of(_WHEN, voice),
        help=voice(
            "распознавать сканы: auto – страницы без текста или с испорченным текстом (по умолчанию), "
            "always – все страницы PDF, never – никакие",
            "read scans: auto (the default), pages with no text or garbled text; always, all pages of a PDF; never",
        ),
    )


def tessdata(voice: Voice) -> Any:
    """``--tessdata``."""
    return typer.Option(
        "--tessdata",
        metavar=voice("ПАПКА", "FOLDER"),
        help=voice(
            "папка с rus.traineddata и eng.traineddata вместо встроенных",
            "folder with rus.traineddata and eng.traineddata in place of the bundled ones",
        ),
    )


def timeout(voice: Voice) -> Any:
    """``--timeout``."""
    return typer.Option(
        "--timeout",
        min=0.1,
        metavar=voice("СЕКУНДЫ", "SECONDS"),
        help=voice(
            f"время на документ и ещё вдвое больше на каждый мегабайт файла ({SECONDS:g})",
            f"time for a document, and twice as much more per megabyte of its file ({SECONDS:g})",
        ),
    )


def memory(voice: Voice) -> Any:
    """``--memory``."""
    return typer.Option(
        "--memory",
        min=16,
        metavar=voice("МЕГАБАЙТЫ", "MEGABYTES"),
        help=voice(f"память на документ ({MEGABYTES})", f"memory for a document ({MEGABYTES})"),
    )


def patterns(voice: Voice) -> Any:
    """``--patterns``."""
    return file(
        "--patterns",
        voice=voice,
        told=voice(
            "свои образцы spaCy (JSONL: label и pattern); найденное – в entities записи",
            "spaCy patterns of one's own (JSONL: label and pattern); what they find is in the record's entities",
        ),
    )


def one_of(allowed: Iterable[str], voice: Voice) -> Callable[[Any], Any]:
    """A check of an option's value (or of each of its values) against a few words."""
    words = tuple(allowed)

    def check(given: Any) -> Any:
        for value in given if isinstance(given, (list, tuple)) else [given]:
            if value is not None and value not in words:
                raise typer.BadParameter(
                    voice(
                        f"«{value}» здесь не подходит; есть {', '.join(words)}",
                        f"“{value}” is none of {', '.join(words)}",
                    )
                )
        return given

    return check


def named_path(voice: Voice) -> Callable[[str], Path]:
    """Makes a path of a word; a word of nothing (a variable that is not set) would be the folder one stands in."""

    def parse(word: str) -> Path:
        if not word.strip():
            raise typer.BadParameter(voice("имя пустое", "the name is empty"))
        return Path(word)

    return parse


def keep_sources(sources: Iterable[str | Path | None], output: str | Path | None, voice: Voice) -> None:
    """A result may not take the place of a file it was made from."""
    if output is None or not Path(output).is_file():
        return
    for source in sources:
        if source is not None and Path(source).is_file() and Path(source).samefile(output):
            raise typer.BadParameter(
                voice(f"результат затёр бы исходный файл {source}", f"the result would replace the source {source}"),
                param_hint="--output",
            )
