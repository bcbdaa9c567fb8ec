"""Run all benchmarks and write RESULTS.md and results.json: ``python benchmarks/run.py``.

Takes some five minutes and needs LibreOffice, which prints the long PDF files.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import growth
import memory
import speed
import startup
from timing import Line

HERE = Path(__file__).resolve().parent
LIBRARIES = ("pypdfium2", "pdfplumber", "python-docx", "lxml", "pydantic")
_HEAD = """# Benchmarks

Written by `python benchmarks/run.py`. CPU time of one core, but wall time for start-up. Speed, fields, libraries and
start-up: medians of runs in turns with what a figure is compared with, so that a busy machine moves both. Growth: the
lesser of two runs up to 50 pages, one run above. Memory: one process for each figure, natasha not loaded; MB are 10^6
bytes. Figures of different machines compare by their ratios only. Targets of growth (exponent 1.1) and of flat memory
(1.2 times that of 50 pages) are what these benchmarks take «linear» and «flat» to mean.
"""


def machine() -> dict[str, str | int]:
    """Processor, cores, Python, libraries and the day; nothing that names the machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        told = info.read_text("utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
        model = names[0] if names else model
    found: dict[str, str | int] = {"date": datetime.now(UTC).date().isoformat(), "cpu": model}
    found |= {"cores": os.cpu_count() or 0, "system": platform.system(), "python": platform.python_version()}
    return found | {"code": code()} | {name: version(name) for name in LIBRARIES}


def code() -> str:
    """The commit that was measured, with «-changed» if the package or its patterns differ from it."""
    git = shutil.which("git")
    if git is None:
        return "unknown"

    def told(*words: str) -> str:
        return subprocess.run([git, *words], cwd=HERE, capture_output=True, text=True, check=False).stdout.strip()

    commit = told("rev-parse", "--short", "HEAD")
    changed = told("status", "--porcelain", "--", "../extractor", "../patterns")
    return f"{commit}-changed" if commit and changed else commit or "unknown"


def page(about: dict[str, str | int], lines: list[Line], sizes: list[growth.Size]) -> str:
    """The report in Markdown."""
    parts = [_HEAD, ", ".join(f"{key} {value}" for key, value in about.items()) + ".\n"]
    for subject in dict.fromkeys(line.subject for line in lines):
        parts.append(f"## {subject.capitalize()}\n")
        parts.append("| what | figure | against | ratio | target | met |\n| --- | ---: | --- | ---: | --- | --- |")
        parts += [_row(line) for line in lines if line.subject == subject]
        if subject == "growth":
            parts += ["", *_sizes(sizes)]
        parts.append("")
    return "\n".join(parts)


def _row(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    met = "" if line.met is None else "yes" if line.met else "**no**"
    target = f"ratio {line.target}" if line.on_ratio else line.target
    return f"| {line.what} | {line.value:.3g} {line.unit} | {line.against} | {ratio} | {target} | {met} |"


def _sizes(sizes: list[growth.Size]) -> Iterator[str]:
    yield "| volume | pages | reading s | ms/page | fields s | ms/page | fields : reading | reading : library alone |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for size in sizes:
        cells = [f"{size.form.upper()}, {size.kind}", f"{size.pages}"]
        cells += [f"{size.reading:.3f}", f"{1e3 * size.reading / size.pages:.2f}"]
        if size.fields is None:
            cells += ["too long", "", ""]
        else:
            cells += [f"{size.fields:.3f}", f"{1e3 * size.fields / size.pages:.2f}"]
            cells.append(f"{size.fields / size.reading:.2f}")
        cells.append(", ".join(f"{name} {size.reading / took:.2f}" for name, took in size.alone.items()))
        yield f"| {' | '.join(cells)} |"


def main() -> int:
    """Measure, write both files, print the report; 1 if a target is missed, 4 without LibreOffice."""
    from rendering.pdf_file import OfficeError

    try:
        lines = [*speed.lines(), *startup.lines()]
        sizes, grown = growth.measure()
        lines += [*grown, *memory.lines()]
    except OfficeError as missing:
        print(missing, file=sys.stderr)
        return 4
    lines.sort(key=lambda line: ["speed", "fields", "libraries", "growth", "start-up", "memory"].index(line.subject))
    about = machine()
    report = {
        "machine": about,
        "lines": [asdict(line) | {"met": line.met} for line in lines],
        "sizes": [asdict(size) for size in sizes],
    }
    (HERE / "results.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    text = page(about, lines, sizes)
    (HERE / "RESULTS.md").write_text(text, "utf-8")
    print(text)
    return 1 if any(line.met is False for line in lines) else 0


if __name__ == "__main__":
    raise SystemExit(main())
