"""A check of a draft of thirty pages, the process started anew: ``python benchmarks/check.py``.

One core, wall clock, the median of several runs; files are in the system's cache, bytecode is compiled.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from samples import PROSE, ROOT, volume_docx
from timing import wall_seconds

ROUNDS = 9
PAGES = 30
ALLOWED = 1.0
"""Seconds."""
_LOADED = (
    "import sys; sys.argv = ['svodka', 'check', sys.argv[1]]\n"
    "from extractor.commands import main\n"
    "main()\n"
    "sys.stderr.write(' '.join(sorted({'natasha', 'spacy', 'pymorphy3', 'docx'} & set(sys.modules))))\n"
)


def seconds(draft: Path, *options: str) -> float:
    """The median time of ``svodka check``; its findings are thrown away."""
    command = [sys.executable, str(ROOT / "cli.py"), "check", str(draft), *options]

    def run() -> object:
        return subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    run()
    return median(wall_seconds(run) for _ in range(ROUNDS))


def main() -> int:
    """Print the figures; 1 if the limit is not kept or natasha was loaded."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.docx"
        draft.write_bytes(volume_docx(PROSE, PAGES))
        taken = seconds(draft)
        like = seconds(draft, "--like", str(draft))
        done = subprocess.run([sys.executable, "-c", _LOADED, str(draft)], capture_output=True, check=True, cwd=ROOT)
        loaded = done.stderr.decode().split()
    sys.stdout.write(f"svodka check, {PAGES} pages of DOCX, started anew: {taken:.2f} s (allowed {ALLOWED:g})\n")
    sys.stdout.write(f"the same with --like (two documents read): {like:.2f} s\n")
    sys.stdout.write(f"of the heavy libraries loaded: {', '.join(loaded) or 'none'}\n")
    return int(taken > ALLOWED or "natasha" in loaded)


if __name__ == "__main__":
    raise SystemExit(main())
