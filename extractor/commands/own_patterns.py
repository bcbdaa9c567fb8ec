"""What is read from the file of ``--patterns``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.nlp.ruler import Ruler


def ruler_of(patterns: str | None) -> Ruler | None:
    """The patterns, ready for use.

    Raises:
        SvodkaError: ``bad-pattern``, or the file cannot be read.
    """
    if patterns is None:
        return None
    from extractor.nlp.ruler import load_ruler

    return load_ruler(Path(patterns))
