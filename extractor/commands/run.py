"""One run of the command: language, parsing, and what every kind of ending answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

import typer

from extractor.commands.app import build
from extractor.commands.usage import UsageError, explain
from extractor.commands.voice import Voice, choose_language
from extractor.errors import ExitCode, SvodkaError

if TYPE_CHECKING:
    from io import TextIOWrapper


def run(given: list[str]) -> int:
    """Run the command with these arguments and return its exit code; errors are said, not raised."""
    language, arguments = choose_language(given)
    voice = Voice(language)
    if hasattr(sys.stdout, "reconfigure"):
        # A console that cannot show a letter of the document is no reason to stop.
        cast("TextIOWrapper", sys.stdout).reconfigure(errors="replace")
    command = typer.main.get_command(build(voice))
    try:
        answer = command.main(arguments or ["--help"], prog_name="svodka", standalone_mode=False, obj=voice)
    except UsageError as error:
        explain(error, voice)
        return ExitCode.USAGE
    except SvodkaError as error:
        voice.failure(error)
        return error.exit_code
    except KeyboardInterrupt:
        answer = ExitCode.INTERRUPTED
    code = answer if isinstance(answer, int) else ExitCode.OK
    if code == ExitCode.INTERRUPTED:
        voice.line(voice("прервано", "interrupted"))
    return code
