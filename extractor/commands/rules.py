"""``svodka rules``: the checks there are."""

from typing import Annotated

import typer

from extractor.commands import options
from extractor.commands.help import Command
from extractor.commands.output import put
from extractor.commands.voice import Voice


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "rules",
        cls=Command,
        help=voice("перечислить проверки", "list the checks"),
    )
    def rules(
        form: Annotated[str, options.text_or_json(voice)] = "text",
    ) -> None:
        from extractor.checking.pages_of_rules import as_json, as_list

        put([as_json() if form == "json" else as_list()], None)
