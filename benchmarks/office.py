"""Many DOC files through LibreOffice, one of which never ends:  python benchmarks/office.py [--count 500] [--hang 250]

Every file has to end in a reading or in an error of the catalogue, the one that hangs in ``office-timeout`` about
when its time is over, and nothing may be left behind: no process, no file.  The hang is that of a script in
LibreOffice's place, which starts a process of its own and sleeps when it is given the marked file, and hands
everything else on.  Exit code 0 when all of that holds.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from extractor.errors import SvodkaError
from extractor.reading.docx import reader as docx
from extractor.reading.office import convert as office

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "reading" / "data"
MARK = b"svodka-this-file-hangs"
_SCRIPT = """#!/bin/sh
for file; do :; done
if grep -q {mark} "$file" 2>/dev/null; then
    sleep 100000 &
    sleep 100000
fi
exec {program} "$@"
"""
# The end of a process group and of its watch take less.
_LATE = 3.0


def main() -> int:
    """Convert, count, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=500, help="files")
    parser.add_argument("--hang", type=int, default=250, help="number of the one that hangs, from 1; 0 for none")
    parser.add_argument("--seconds", type=float, default=30, help="time for each")
    parser.add_argument("--workers", type=int, default=2, help="conversions at once")
    asked = parser.parse_args()
    program = office.find()
    if program is None:
        sys.stderr.write("LibreOffice is not installed\n")
        return 4
    with tempfile.TemporaryDirectory(prefix="svodka-benchmark-") as place:
        told = measured(Path(place), program, asked)
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return 0 if told["holds"] else 1


def measured(place: Path, program: Path, asked: argparse.Namespace) -> dict[str, object]:
    """Run everything with ``place`` for temporary files, and look at what is left there."""
    script = place / "soffice"
    script.write_text(_SCRIPT.format(mark=MARK.decode(), program=shlex.quote(str(program))))
    script.chmod(0o755)
    within = place / "tmp"
    within.mkdir()
    os.environ |= {office.VARIABLE: str(script), "TMPDIR": str(within)}
    tempfile.tempdir = None

    def one(job: tuple[int, bytes]) -> tuple[str, float]:
        begun = time.perf_counter()
        outcome = convert(*job, asked.seconds)
        return outcome, time.perf_counter() - begun

    begun = time.perf_counter()
    with ThreadPoolExecutor(asked.workers) as pool:
        outcomes = list(pool.map(one, files(asked.count, asked.hang)))
    taken = time.perf_counter() - begun
    counts = Counter(outcome for outcome, _ in outcomes)
    hung = [seconds for outcome, seconds in outcomes if outcome == "office-timeout"]
    left = {"processes": processes(str(within)), "files": len(list(within.iterdir()))}
    wanted = Counter({"read": asked.count - bool(asked.hang), "office-timeout": int(bool(asked.hang))})
    done = sorted(seconds for outcome, seconds in outcomes if outcome == "read")
    return {
        "holds": +wanted == counts and not any(left.values()) and max(hung, default=0) < asked.seconds + _LATE,
        "outcomes": counts,
        "hung_seconds": [round(seconds, 1) for seconds in hung],
        "left": left,
        "seconds": round(taken, 1),
        "seconds_each": {
            "median": round(done[len(done) // 2], 2) if done else None,
            "most": round(done[-1], 2) if done else None,
        },
    }


def files(count: int, hang: int) -> Iterator[tuple[int, bytes]]:
    """The samples again and again; the one that hangs has a mark behind its last byte."""
    samples = cycle([path.read_bytes() for path in sorted(SAMPLES.glob("*.doc"))])
    for number, data in zip(range(1, count + 1), samples, strict=False):
        yield number, data + MARK if number == hang else data


def convert(number: int, data: bytes, seconds: float) -> str:
    """The outcome of one file."""
    name = f"{number}.doc"
    try:
        reading = docx.read(office.convert(data, "doc", "docx", name=name, seconds=seconds), name=name)
    except SvodkaError as error:
        return error.code
    return "read" if reading.items else "nothing"


def processes(place: str) -> int:
    """Processes that have something of this run in their command line or environment, this one left out."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
        except OSError:
            continue
        found += place.encode() in words and entry.name != str(os.getpid())
    return found


if __name__ == "__main__":
    sys.exit(main())
