"""What a batch promises, measured:  python benchmarks/batch.py [--only crash|again|speed] [--small]

* ``crash``: 1,000 documents, 50 of them poisoned, with 1, 2 and 4 workers in shuffled orders, the run killed 20 times
  each; the results compared byte by byte with those of a run that nobody disturbed.
* ``again``: 10,000 documents, again unchanged, and again after a pattern file has changed; the memory of the process
  that leads the run.
* ``speed``: workers against one another and against reading in one process.

Writes BATCH.md and batch.json (not with ``--small``, which takes a tenth of the documents); Linux; some 30 minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

import psutil  # type: ignore[import-untyped]

import batch_corpus
from batch_page import page
from extractor.batch.manifest import Manifest
from extractor.errors import SvodkaError
from machine import HERE, machine

PARTS = ("crash", "again", "speed")
_KILLS = 20
_ROUNDS = 3


class Bench:
    """A folder to work in, with a copy of the program: the measured code does not change while it is measured."""

    def __init__(self, place: Path, *, small: bool) -> None:
        self.place, self.share = place, 10 if small else 1
        self.code = place / "code"
        for name in ("extractor", "patterns"):
            shutil.copytree(HERE.parent / name, self.code / name, ignore=shutil.ignore_patterns("__pycache__"))

    def start(self, folder: Path, out: Path, workers: int | str, *more: int) -> subprocess.Popen[bytes]:
        """A run, in a session of its own."""
        paths = [str(self.code), str(batch_corpus.POISON)]
        return subprocess.Popen(
            [sys.executable, str(HERE / "batch_child.py"), *map(str, (folder, out, workers, *more))],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            cwd=self.place,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, folder: Path, out: Path, workers: int | str, *more: int) -> dict[str, Any]:
        """A run to its end, and what it says."""
        run = self.start(folder, out, workers, *more)
        said = run.communicate()[0]
        if run.returncode:
            raise RuntimeError(f"a run ended with {run.returncode}")
        answer: dict[str, Any] = json.loads(said)
        return answer


def crash(bench: Bench) -> dict[str, Any]:
    """Poison and kills."""
    folder = bench.place / "poisoned"
    expected = batch_corpus.make(folder, healthy=950 // bench.share, poisoned=50 // bench.share)
    whole = bench.run(folder, bench.place / "whole", 2)
    results = dict(batch_corpus.results(bench.place / "whole"))
    lines = [json.loads(line) for line in results["failures.jsonl"].splitlines()]
    ended = {line["file"]: line["outcome"] for line in lines}
    wrong = {path: ended.get(path, "ok") for path, outcome in expected.items() if ended.get(path, "ok") != outcome}
    runs = []
    for workers in (1, 2, 4):
        out = bench.place / f"killed-{workers}"
        runs.append(_killed(bench, folder, out, workers, whole))
        runs[-1]["identical"] = dict(batch_corpus.results(out)) == results
        shutil.rmtree(out)
    outcomes = {outcome: list(ended.values()).count(outcome) for outcome in sorted(set(ended.values()))}
    good = len(results) - 1
    return {"documents": len(expected), "records": good, "outcomes": outcomes, "wrong": wrong, "runs": runs}


def _killed(bench: Bench, folder: Path, out: Path, workers: int, whole: dict[str, Any]) -> dict[str, Any]:
    """A run that is killed again and again, each time in another order, and then let go on to its end."""
    draw, kills, outlived, resumed = random.Random(workers), 0, 0.0, []
    start = whole["seconds"] - whole["steady"]
    step = whole["steady"] * 2 / min(workers, 2) / _KILLS
    while kills < _KILLS:
        run = bench.start(folder, out, workers, draw.randrange(1000))
        # Some moments are in the start and the plan; the work is spread over all the others.
        time.sleep(draw.uniform(0.1, start) if kills % 5 == 0 else start + draw.uniform(0, 2 * step))
        if run.poll() is not None:
            shutil.rmtree(out)  # it was quicker: from the beginning again
            continue
        run.kill()
        run.wait()
        kills += 1
        outlived = max(outlived, _left(run.pid))
        resumed.append(_ended(out))
    final = bench.run(folder, out, workers, draw.randrange(1000))
    return {"workers": workers, "kills": kills, "outlived": outlived, "done before": resumed, "sums": final["sums"]}


def _ended(out: Path) -> int:
    """How many documents of a run have come to their end."""
    try:
        with Manifest(out, writing=False) as manifest:
            return sum(1 for _ in manifest.rows("outcome IS NOT NULL"))
    except SvodkaError:
        return 0  # killed before there was a manifest


def _left(session: int) -> float:
    """For how long processes of a killed run go on, in tenths of a second, up to a minute."""
    begun = time.monotonic()
    while _alive(session) and time.monotonic() - begun < 60:
        time.sleep(0.1)
    return round(time.monotonic() - begun, 1)


def _alive(session: int) -> bool:
    for pid in psutil.pids():
        with suppress(ProcessLookupError, psutil.NoSuchProcess):
            if os.getsid(pid) == session and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                return True
    return False


def again(bench: Bench) -> dict[str, Any]:
    """Many documents a second and a third time."""
    folder, out = bench.place / "many", bench.place / "again"
    batch_corpus.make(folder, healthy=10_000 // bench.share, poisoned=0)
    time.sleep(3)  # files are old enough for their times to tell that they have not changed
    first = bench.run(folder, out, 2)
    if first["sums"]["failed"]:
        raise RuntimeError("honest documents were not read")
    unchanged = bench.run(folder, out, 2)
    before = {name: data for name, data in batch_corpus.results(out) if name.startswith("00/")}
    with (bench.code / "patterns" / "statuses.toml").open("a", encoding="utf-8") as file:
        file.write("\n# a change\n")
    changed = bench.run(folder, out, 2)
    after = dict(batch_corpus.results(out))
    answer: dict[str, Any] = {"first": first, "unchanged": unchanged, "changed": changed}
    answer["rewritten"] = all(after[name] != data for name, data in before.items())
    answer["kept"] = _size(out / ".svodka" / "documents")
    answer["records"] = sum(map(len, after.values()))
    answer["manifest"] = _size(out / ".svodka") - answer["kept"]
    shutil.rmtree(folder)
    shutil.rmtree(out)
    return answer


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def speed(bench: Bench) -> dict[str, Any]:
    """Runs in turns: a busy machine moves all of them."""
    folder = bench.place / "speed"
    count = 300 // bench.share
    batch_corpus.make(folder, healthy=count, poisoned=0)
    taken: dict[str, list[dict[str, Any]]] = {}
    for number in range(_ROUNDS):
        ways = ["alone", "0", "1", "2"]
        for way in ways if number % 2 else reversed(ways):
            out = bench.place / "speed-out"
            taken.setdefault(way, []).append(bench.run(folder, out, way) | {"load": os.getloadavg()[0]})
            shutil.rmtree(out)
    answer: dict[str, Any] = {"documents": count}
    for way, runs in taken.items():
        rates = [(run["count"] - 1) / run["steady"] for run in runs]
        starts = [run["seconds"] - run["steady"] for run in runs]
        loads = [run["load"] for run in runs]
        answer[way] = {
            "rates": rates,
            "best": max(rates),
            "median": median(rates),
            "start": min(starts),
            "loads": loads,
            "cpu": median(1000 * run["cpu"] / (run["count"] - 1) for run in runs),
        }
    pairs = list(zip(*(answer[way]["rates"] for way in ("0", "1", "2")), strict=True))
    answer["two to one"] = [two / one for _, one, two in pairs]
    answer["sandboxed to not"] = [one / here for here, one, _ in pairs]
    spent = [[run["cpu"] / run["count"] for run in taken[way]] for way in ("0", "1")]
    answer["cpu of the sandbox"] = [one / here for here, one in zip(*spent, strict=True)]
    return answer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--small", action="store_true")
    asked = parser.parse_args()
    kept = HERE / "batch.json"
    for part in [asked.only] if asked.only else PARTS:
        with tempfile.TemporaryDirectory(prefix="svodka-batch-") as place:
            found = {"crash": crash, "again": again, "speed": speed}[part](Bench(Path(place), small=asked.small))
        found["machine"] = machine(("pebble", "pypdfium2", "lxml"))
        print(part, json.dumps(found, ensure_ascii=False), flush=True)
        if not asked.small:
            report: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
            report[part] = found
            kept.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
            (HERE / "BATCH.md").write_text(page(report), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
