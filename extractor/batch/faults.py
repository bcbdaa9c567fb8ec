"""A mistake of the program in words that help to find it."""

from __future__ import annotations

import traceback
from pathlib import Path


def place_of(why: Exception) -> str:
    """What happened and in which line of the program: enough for a report of the mistake."""
    frames = traceback.extract_tb(why.__traceback__)
    where = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    words = str(why).split("\n", maxsplit=1)[0][:200]
    return f"{type(why).__name__}: {words}{where}" if words else f"{type(why).__name__}{where}"
