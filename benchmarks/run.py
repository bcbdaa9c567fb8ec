"""Run all benchmarks and write RESULTS.md and results.json: ``python benchmarks/run.py``.

Takes some three minutes and needs LibreOffice, which prints the long PDF files.
"""

from __future__ import annotations

import json
import os
import platform
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

Written by `python benchmarks/run.py`. CPU time of one core, but wall time for start-up; medians of runs in turns with what
a figure is compared with, so that a busy machine moves both. Figures of different machines compare by their ratios only.
"""


def machine() -> dict[str, str | int]:
    """Processor, cores, Python, libraries and the day; nothing that names the machine."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [s.partition(":")[2].strip() for s in info.read_text("utf-8").splitlines() if s.startswith("model name")]
        model = names[0] if names else model
    found: dict[str, str | int] = {"date": datetime.now(UTC).date().isoformat(), "cpu": model}
    found |= {"cores": os.cpu_count() or 0, "system": platform.system(), "python": platform.python_version()}
    return found | {name: version(name) for name in LIBRARIES}


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
    met = {True: "yes", False: "**no**", None: ""}[line.met]
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
            cells += [f"{size.fields:.3f}", f"{1e3 * size.fields / size.pages:.2f}", f"{size.fields / size.reading:.2f}"]
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
