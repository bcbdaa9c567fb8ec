"""The user's own patterns on the command line: ``--patterns``, and what is read from the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from extractor.commands.voice import Voice
    from extractor.nlp.ruler import Ruler


def patterns_option(voice: Voice) -> Any:
    """``--patterns``."""
    return typer.Option(
        "--patterns",
        metavar=voice("ФАЙЛ", "FILE"),
        help=voice(
            "свои образцы spaCy (JSONL: label и pattern); найденное – в entities записи",
            "spaCy patterns of one's own (JSONL: label and pattern); what they find is in the record's entities",
        ),
    )


def ruler_of(patterns: str | None) -> Ruler | None:
    """The patterns, ready for use.

    Raises:
        SvodkaError: ``bad-pattern``.
    """
    if patterns is None:
        return None
    from extractor.nlp.ruler import load_ruler

    return load_ruler(Path(patterns))
