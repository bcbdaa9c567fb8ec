"""One run of a batch in a process of its own:  python batch_child.py FOLDER OUT WORKERS [SHUFFLE]

Prints one line of JSON: seconds in all and from the first result on, sums, and this process's memory on the way.
With WORKERS «alone» the documents are read here one by one by ``extract`` and written, with no batch about it.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from extractor import Batch, extract
from extractor.batch.setting import Limits
from extractor.errors import SvodkaError

# Time enough for an honest document on a busy machine, memory for a few of them.
LIMITS = Limits(8, 400)
_EVERY = 500


def megabytes() -> float:
    """This process's memory now."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def cpu() -> float:
    """Seconds of processor time of this process and all that it has started."""
    me = psutil.Process()
    own = me.cpu_times()
    total = float(own.user + own.system)
    for process in me.children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # its parent has its times then
            below = process.cpu_times()
            total += below.user + below.system + below.children_user + below.children_system
    return total


def batch(folder: Path, out: Path, workers: int, shuffle: int | None) -> dict[str, object]:
    """Run it and tell what it took."""
    begun = first = time.perf_counter()
    run = Batch(folder, out, workers=workers, shuffle=shuffle, limits=LIMITS)
    count, memory = 0, []
    spent = ended = 0.0
    for count, _ in enumerate(run, 1):
        if count == 1:
            first, spent = time.perf_counter(), cpu()
        if count == run.summary.planned:
            ended = cpu()  # while the workers are still there
        if count % _EVERY == 0:
            memory.append(round(megabytes(), 1))
    now = time.perf_counter()
    return {
        "seconds": now - begun,
        "steady": now - first,
        "count": count,
        "cpu": ended - spent,
        "sums": run.summary.sums(),
        "memory": memory,
    }


def alone(folder: Path, out: Path) -> dict[str, object]:
    """The same documents with the same results by ``extract`` alone."""
    begun = first = time.perf_counter()
    spent = 0.0
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for count, path in enumerate(paths, 1):
        target = out / f"{path.relative_to(folder)}.json"
        try:
            record = extract(path)
        except SvodkaError:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(record.model_dump_json(indent=2) + "\n", "utf-8")
        if count == 1:
            first, spent = time.perf_counter(), cpu()
    now = time.perf_counter()
    return {"seconds": now - begun, "steady": now - first, "count": len(paths), "cpu": cpu() - spent}


if __name__ == "__main__":
    given, made, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    order = int(sys.argv[4]) if len(sys.argv) > 4 else None
    print(json.dumps(alone(given, made) if how == "alone" else batch(given, made, int(how), order)), flush=True)
