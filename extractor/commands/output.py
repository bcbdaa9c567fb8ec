"""Where the data goes: standard output or a file."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from extractor.export.files import write_whole


def put(pieces: Iterable[bytes], output: str | None) -> None:
    """Write the pieces to a file as a whole, or to standard output as they come.

    Raises:
        SvodkaError: ``not-writable``.
    """
    if output not in (None, "-"):
        write_whole(Path(str(output)), pieces)
        return
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough («| head»): nothing to tell, and nothing for the last flush to trip over.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit from None
