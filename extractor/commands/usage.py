"""Wrong usage told in the chosen language: Typer has its sentences in English only."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast

import typer

if TYPE_CHECKING:
    from extractor.commands.voice import Voice

# The parent of all mistakes of usage is Click's class; which package holds it depends on Typer's version.
UsageError = cast("type[typer.BadParameter]", typer.BadParameter.__base__)

# What Typer only says as a finished sentence; the last ones are pydantic's, which it asks about values.
_SENTENCES = (
    (re.compile(r"No such command '(.*?)'"), "нет такой команды: {0}"),
    (re.compile(r"unexpected extra arguments? ?\(?s?\)? \((.*)\)"), "лишнее в строке: {0}"),
    (re.compile(r"Missing command"), "не указана команда"),
    (re.compile(r"path '(.*)' is not readable"), "нет прав на чтение: {0}"),
    (re.compile(r"Input should be greater than or equal to ([\d.]+)"), "нужно число не меньше {0}"),
    (re.compile(r"Input should be less than or equal to ([\d.]+)"), "нужно число не больше {0}"),
    (re.compile(r"valid integer"), "нужно целое число"),
    (re.compile(r"valid number|valid float"), "нужно число"),
)


def explain(error: typer.BadParameter, voice: Voice) -> None:
    """Say what is wrong and where the help is."""
    said = _russian(error) if voice.lang == "ru" else error.format_message()
    where = error.ctx.command_path if error.ctx else "svodka"
    voice.line(f"{voice('ошибка', 'error')}: {said}")
    voice.line(f"{voice('справка', 'help')}: {where} --help")


def _russian(error: Any) -> str:
    match type(error).__name__:
        case "NoSuchOption":
            # Click offers all that is somewhat alike, in order of the alphabet.
            best = get_close_matches(error.option_name, error.possibilities or (), n=1, cutoff=0.0)
            near = f" (похоже на {best[0]})" if best else ""
            return f"нет такого параметра: {error.option_name}{near}"
        case "MissingParameter":
            return f"не указано: {_name(error)}"
        case "BadOptionUsage":
            return f"параметру {error.option_name} нужно одно значение"
        case "BadParameter":
            return ": ".join(part for part in (_name(error), _sentence(error.message)) if part)
    return _sentence(error.message)


def _sentence(said: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(said):
            return sentence.format(*found.groups())
    return said


def _name(error: Any) -> str:
    """The option («--format») or the argument («ФАЙЛ») that the mistake is about."""
    if error.param is None:
        return str(error.param_hint or "")
    option: str = error.param.opts[0]
    return option if option.startswith("-") else str(getattr(error.param, "metavar", None) or option)
