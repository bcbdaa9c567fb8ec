"""``svodka rules``: the checks there are."""

from typing import Annotated

import typer

from extractor.commands.help import Command
from extractor.commands.options import one_of
from extractor.commands.output import put
from extractor.commands.voice import Voice

FORMATS = ("text", "json")


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "rules",
        cls=Command,
        help=voice("перечислить проверки", "list the checks"),
    )
    def rules(
        form: Annotated[
            str,
            typer.Option(
                "--format",
                "-f",
                metavar="|".join(FORMATS),
                callback=one_of(FORMATS, voice),
                help=voice(
                    "text – для чтения (по умолчанию), json – данные", "text: to read (the default), json: data"
                ),
            ),
        ] = "text",
    ) -> None:
        from extractor.checking.pages_of_rules import as_json, as_list

        put([as_json() if form == "json" else as_list()], None)
