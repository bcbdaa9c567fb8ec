"""``svodka explain RULE``: what a check looks for, why, and how to silence it."""

from typing import Annotated

import typer

from extractor.commands.check_options import check_choices
from extractor.commands.help import Command
from extractor.commands.output import put
from extractor.commands.voice import Voice


def add(app: typer.Typer, voice: Voice) -> None:
    """Add the command to the program."""

    @app.command(
        "explain",
        cls=Command,
        help=voice(
            "объяснить проверку: зачем она, примеры, как отключить",
            "explain a check: why it is there, examples, how to silence it",
        ),
    )
    def explain(
        rule: Annotated[
            str,
            typer.Argument(
                metavar=voice("ПРАВИЛО", "RULE"), help=voice("имя из svodka rules", "a name of svodka rules")
            ),
        ],
    ) -> None:
        from extractor.checking.catalogue import rules
        from extractor.checking.pages_of_rules import as_page

        if rule not in rules():
            check_choices(voice)([rule])
            raise typer.BadParameter(voice(f"«{rule}» – не правило", f"“{rule}” is no rule"))
        put([as_page(rules()[rule]).encode()], None)
