"""Run as a process of its own by ``linking.py``: load a registry, link mentions twice, tell times and peak memory.

``python linking_child.py REGISTRY [MENTIONS.json]`` prints a line of JSON.  CPU time is that of the user alone.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def user_seconds() -> float:
    """CPU seconds of this process, without those of the system."""
    return os.times().user


def peak() -> float:
    """MB (10^6 bytes) at the peak of this process alone."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(s.split()[1]) for s in status.read_text().splitlines() if s.startswith("VmHWM")) * 1024 / 1e6
    import resource

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def main() -> None:
    """Load, link, print."""
    from extractor.linking import Context, open_linker

    started, clock = user_seconds(), perf_counter()
    linker = open_linker(Path(sys.argv[1]))
    found = {"load": user_seconds() - started, "load_clock": perf_counter() - clock, "loaded_memory": peak()}
    if len(sys.argv) > 2:
        asked = [
            (mention, Context(region or None, municipality or None, sentence))
            for mention, region, municipality, sentence in json.loads(Path(sys.argv[2]).read_text("utf-8"))
        ]
        for name in ("first", "second"):
            started = user_seconds()
            for mention, context in asked:
                linker.link(mention, context)
            found[name] = (user_seconds() - started) / len(asked)
    print(json.dumps(found | {"memory": peak()}))


if __name__ == "__main__":
    main()
