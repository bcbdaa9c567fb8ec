"""What several commands ask for in the same way."""

from collections.abc import Callable, Iterable
from typing import Any

import typer

from extractor.commands.voice import Voice


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


def registry_option(voice: Voice) -> Any:
    """``--registry``: accepted already, so that command lines stay as they are when linking comes."""
    return typer.Option(
        "--registry",
        metavar=voice("ФАЙЛ", "FILE"),
        help=voice(
            "реестр школ; связывание с ним ещё не готово, параметр пока ни на что не влияет",
            "registry of schools; linking is not there yet, so this has no effect for now",
        ),
    )


def note_registry(registry: str | None, voice: Voice) -> None:
    """Say that a registry that was given is not used."""
    if registry is not None:
        voice.line(
            voice(
                f"примечание: связывание с реестром ещё не готово, {registry} не используется",
                f"note: linking to a registry is not there yet, {registry} is not used",
            )
        )
