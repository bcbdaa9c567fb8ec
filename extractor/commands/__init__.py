"""The command ``svodka``: arguments in, one call of the library, exit code out.

This file is what every start pays for, so it imports next to nothing: ``--version`` is answered
before Typer and pydantic are loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from extractor import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: as after the program's name; those of the process when left out.
    Returns:
        The exit code: 0 fine, 2 wrong usage, 3 documents not read, 4 something is not installed, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "--version" in given[:3]:
        from extractor.commands.voice import choose_language

        if choose_language(given)[1] == ["--version"]:
            sys.stdout.write(f"svodka {__version__}\n")
            return 0
    from extractor.commands.run import run

    return run(given)
