"""``svodka registry inspect``: what is understood of a registry of schools, before any document is linked to it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands import options
from extractor.commands.help import Command, Group
from extractor.commands.output import put
from extractor.commands.voice import Voice
from extractor.errors import ExitCode


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        help=voice("реестры школ: что понято из файла", "registries of schools: what is understood of a file"),
    )
    app.add_typer(group, name="registry")

    @group.callback()
    def root() -> None:
        # A group with one command would otherwise be that command.
        pass

    @group.command(
        "inspect",
        cls=Command,
        help=voice(
            "показать, что понято из реестра: столбцы, организации, замечания\n\n"
            "Годятся CSV и TSV в любой кодировке, XLSX и XML открытых данных реестра аккредитации (можно в ZIP). "
            "Код завершения 0, если реестр можно использовать, даже с замечаниями.",
            "show what is understood of a registry: columns, organisations, problems\n\n"
            "CSV and TSV in any encoding, XLSX, and the open-data XML of the accreditation registry (also zipped). "
            "The exit code is 0 if the registry can be used, problems or not.",
        ),
    )
    def inspect(
        file: Annotated[
            Path, typer.Argument(metavar=voice("ФАЙЛ", "FILE"), help=voice("реестр школ", "registry of schools"))
        ],
        form: Annotated[str, options.text_or_json(voice)] = "text",
    ) -> int:
        from extractor.registry import load_registry
        from extractor.registry.report import facts

        found = facts(load_registry(file), lang=voice.lang)
        if form == "json":
            from extractor.export.json import line

            put([line(found)], None)
        elif sys.stdout.isatty():
            from rich.console import Console

            from extractor.registry.view import view

            Console(highlight=False).print(view(found, voice))
        else:
            from extractor.registry.view import text

            put([text(found, voice)], None)
        return ExitCode.OK
