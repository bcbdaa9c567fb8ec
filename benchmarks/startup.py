"""Start-up: processes started anew, by the clock on the wall."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from statistics import median

from samples import PROSE, ROOT
from timing import Line, wall_seconds

ROUNDS = 11
FILE = ROOT / "corpus" / "files" / "docx" / "tune" / f"{PROSE}.docx"
COMMAND = [sys.executable, str(ROOT / "cli.py")]
"""What the command ``svodka`` of a checkout is."""


def process(command: list[str]) -> Callable[[], object]:
    """A run of the command to its end; its output is thrown away."""
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def lines() -> Iterator[Line]:
    """Medians of runs in turns with bare Python.  Files are in the system's cache, bytecode is compiled."""
    bare = process([sys.executable, "-c", "pass"])
    version, first = process([*COMMAND, "--version"]), process([*COMMAND, "extract", str(FILE)])
    for action in (bare, version, first):
        action()
    taken = [(wall_seconds(bare), wall_seconds(version), wall_seconds(first)) for _ in range(ROUNDS)]
    against = "python -c pass"
    above, over = median(v - b for b, v, _ in taken), median(v / b for b, v, _ in taken)
    yield Line("start-up", "svodka --version, above bare Python", above, "s", against, over, "<= 0.15")
    cold, over = median(f for _, _, f in taken), median(f / b for b, _, f in taken)
    yield Line("start-up", "svodka extract of a two-page DOCX, process started anew", cold, "s", against, over, "<= 1")
