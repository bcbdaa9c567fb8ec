"""Run all benchmarks and write their reports: ``python benchmarks/run.py``, or ``--only linking``.

Reading and fields: RESULTS.md and results.json, some five minutes; needs LibreOffice, which prints the long PDF files.
Linking: LINKING.md and linking.json, some ten minutes (benchmarks/linking.py).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

import growth
import linking
import memory
import speed
import startup
from machine import HERE, machine, told
from timing import Line, table

PARTS = ("documents", "linking")
_HEAD = """# Benchmarks

Written by `python benchmarks/run.py`. CPU time of one core, but wall time for start-up. Speed, fields, libraries and
start-up: medians of runs in turns with what a figure is compared with, so that a busy machine moves both. Our reading,
fields and record of a file begin with the package's caches by text empty (`caches.py`), as for a file never seen.
Growth: the lesser of two runs up to 50 pages, one run above. Python's garbage collector walks again and again over all
that is held, the more the longer the document: «document frozen» is measured with what was read kept out of its way
(`gc.freeze`, in the benchmark only), so the difference is the collector's. Memory: one process for each figure, natasha
not loaded; MB are 10^6 bytes. Figures of different machines compare by their ratios only. Targets of growth (exponent
1.1) and of flat memory (1.2 times that of 50 pages) are what these benchmarks take «linear» and «flat» to mean.
Linking to a registry: [LINKING.md](LINKING.md).
"""


def page(about: dict[str, str | int], lines: list[Line], sizes: list[growth.Size]) -> str:
    """The report in Markdown."""
    parts = [_HEAD, told(about)]
    for subject in dict.fromkeys(line.subject for line in lines):
        parts.append(f"## {subject.capitalize()}\n")
        parts += table(line for line in lines if line.subject == subject)
        if subject == "growth":
            parts += ["", *_sizes(sizes)]
        parts.append("")
    return "\n".join(parts)


def _sizes(sizes: list[growth.Size]) -> Iterator[str]:
    yield "| volume | pages | reading s | ms/page | fields s | ms/page | frozen | fields : reading | reading : alone |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
    for size in sizes:
        cells = [f"{size.form.upper()}, {size.kind}", f"{size.pages}"]
        cells += [f"{size.reading:.3f}", f"{1e3 * size.reading / size.pages:.2f}"]
        if size.fields is None or size.frozen is None:
            cells += ["too long", "", "", ""]
        else:
            cells += [f"{size.fields:.3f}", f"{1e3 * size.fields / size.pages:.2f}"]
            cells.append(f"{1e3 * size.frozen / size.pages:.2f}")
            cells.append(f"{size.fields / size.reading:.2f}")
        cells.append(", ".join(f"{name} {size.reading / took:.2f}" for name, took in size.alone.items()))
        yield f"| {' | '.join(cells)} |"


def documents() -> int:
    """Reading and fields: measure, write both files, print; 1 if a target is missed, 4 without LibreOffice."""
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


def main() -> int:
    """Run the parts asked for, all by default; the highest of their codes."""
    parser = argparse.ArgumentParser(description="All benchmarks, or one part of them.")
    parser.add_argument("--only", choices=PARTS)
    only = parser.parse_args().only
    run = {"documents": documents, "linking": linking.run}
    return max(run[part]() for part in PARTS if only in (None, part))


if __name__ == "__main__":
    raise SystemExit(main())
