"""The tree of commands; each is added by its own file."""

from typing import Annotated

import typer

from extractor import __version__
from extractor.commands import (
    batch,
    check,
    doctor,
    evaluate,
    explain,
    export,
    extract,
    link,
    options,
    profile,
    registry,
    rules,
    schema,
)
from extractor.commands.help import Group
from extractor.commands.voice import LANGUAGE_VARIABLE, LANGUAGES, Voice


def build(voice: Voice) -> typer.Typer:
    """The program, with all its texts in one language."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help=voice(
            "Решения, приказы и отчёты управлений образования – в данные, где у каждого значения указано его место "
            "в тексте.\n\nКоды завершения: 0 – всё прочитано, 1 – есть замечания (check), 2 – ошибка "
            "в командной строке, 3 – часть документов не прочитана, 4 – не хватает нужной программы, 130 – прервано.",
            "Decisions, orders and reports of education departments as data, every value with its place in the text."
            "\n\nExit codes: 0 all read, 1 a draft has findings (check), 2 wrong usage, 3 some documents not "
            "read, 4 something needed is not installed, 130 interrupted.",
        ),
    )

    @app.callback()
    def root(
        lang: Annotated[
            str,
            typer.Option(
                "--lang",
                metavar="ru|en",
                callback=options.one_of(LANGUAGES, voice),
                help=voice(
                    f"язык справки и сообщений (или переменная {LANGUAGE_VARIABLE})",
                    f"language of help and messages (or the variable {LANGUAGE_VARIABLE})",
                ),
            ),
        ] = voice.lang,
        version: Annotated[
            bool,
            typer.Option(
                "--version",
                is_eager=True,
                callback=_show_version,
                help=voice("показать версию программы", "show the program's version"),
            ),
        ] = False,
    ) -> None:
        pass

    for command in (
        extract,
        batch,
        check,
        export,
        link,
        registry,
        profile,
        rules,
        explain,
        schema,
        evaluate,
        doctor,
    ):
        command.add(app, voice)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"svodka {__version__}")
        raise typer.Exit
