"""Peak memory of a process of its own for every figure."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from samples import PROSE, ROOT, TABLES, volume
from timing import Line

PAGES = (50, 250, 500)
FLAT = 1.2
"""A peak counts as flat up to so many times that of the smallest volume."""
_CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from extractor.reading import read_document
document = read_document(Path(sys.argv[3]).read_bytes(), name="sample")
if sys.argv[2] == "fields":
    from extractor.fields.fill import fill
    fill(document, file="sample", sha256="0" * 64)
if "natasha" in sys.modules:
    raise SystemExit("natasha was loaded")
status = Path("/proc/self/status")
if status.exists():
    peak = next(int(s.split()[1]) for s in status.read_text().splitlines() if s.startswith("VmHWM"))
else:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print(peak * 1024 / 1e6)
"""
# VmHWM is ru_maxrss of the process alone; ru_maxrss begins with the peak of whoever started it.


def peak(path: Path, what: str) -> float:
    """MB (10^6 bytes) at the peak of a process that reads a file (``reading``), then fills its record (``fields``)."""
    command = [sys.executable, "-c", _CHILD, str(ROOT), what, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def lines() -> Iterator[Line]:
    """Peaks for volumes of growing size, each against the smallest of its kind."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume"
        for form, kind, name in (("pdf", "prose", PROSE), ("pdf", "tables", TABLES)):
            for what in ("reading", "fields") if kind == "prose" else ("reading",):  # fields of tables: see growth
                first = 0.0
                for pages in PAGES:
                    path.write_bytes(volume(form, name, pages))
                    size = peak(path, what)
                    first = first or size
                    label, against = f"{form.upper()}, {kind}, {pages} pages: {what}", f"{PAGES[0]} pages"
                    yield Line("memory", label, size, "MB", against, size / first, "<= 150")
                    if pages == PAGES[-1]:
                        yield Line("memory", f"{label}, flat", size, "MB", against, size / first, f"<= {FLAT}", True)
