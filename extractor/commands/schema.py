"""``svodka schema``: the JSON Schema of a record."""

import typer

from extractor.commands.help import Command
from extractor.commands.output import put
from extractor.commands.voice import Voice


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "schema",
        cls=Command,
        help=voice("показать JSON Schema записи о документе", "print the JSON Schema of a record"),
    )
    def schema() -> None:
        from extractor.export.schema import schema as text

        put([text().encode()], None)
