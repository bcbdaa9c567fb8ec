"""What several commands ask for in the same way."""

from collections.abc import Callable, Iterable
from pathlib import Path
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


def output_option(voice: Voice) -> Any:
    """``--output``."""
    return typer.Option(
        "--output",
        "-o",
        metavar=voice("ФАЙЛ", "FILE"),
        help=voice("записать в файл, а не в стандартный вывод", "write to a file, not to standard output"),
    )


def keep_sources(sources: Iterable[str | Path | None], output: str | None, voice: Voice) -> None:
    """A result may not take the place of a file it was made from."""
    if output is None or not Path(output).is_file():
        return
    for source in sources:
        if source is not None and Path(source).is_file() and Path(source).samefile(output):
            raise typer.BadParameter(
                voice(f"результат затёр бы исходный файл {source}", f"the result would replace the source {source}"),
                param_hint="--output",
            )
