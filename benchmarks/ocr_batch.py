"""A folder of scans read by ``svodka batch`` with one worker and with two: pages a minute.

    python benchmarks/ocr_batch.py [--split tune] [--each 8] [--case grain:200] [--fonts FOLDER] [--rounds 3] [--out F]

The pages are those of benchmarks/ocr.py, every document as one PDF of pictures.  Both take turns, a new output folder
each time; the median round is told.  --out writes the page that is committed as benchmarks/OCR_WORKERS.md.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path
from statistics import median

from PIL import Image

from machine import LIBRARIES, machine
from machine import told as told_of
from ocr_damage import damaged
from ocr_pages import ROOT, sheets


def main() -> None:
    """Make the scans, read them, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="tune")
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--case", default="grain:200", help="condition:dpi as in benchmarks/ocr.py")
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "svodka-ocr-pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    condition, dpi = given.case.split(":")
    with tempfile.TemporaryDirectory() as place:
        scans = Path(place) / "scans"
        scans.mkdir()
        documents, pages = 0, 0
        chosen = sheets(given.folder, split=given.split, each=given.each, fonts=given.fonts)
        for (name, face), group in groupby(chosen, key=lambda sheet: (sheet.name, sheet.face)):
            pictures = [
                Image.fromarray(damaged(sheet.picture(int(dpi)), condition, int(dpi), seed=pages + k))
                for k, sheet in enumerate(group)
            ]
            target = scans / f"{name}-{face.replace(' ', '-')}.pdf"
            pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=float(dpi))
            documents, pages = documents + 1, pages + len(pictures)
        rounds: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(given.rounds):
            for workers, told in rounds.items():
                told.append(read(scans, Path(place) / "out", workers))
    walls = {workers: median(told) for workers, told in rounds.items()}
    lines = [f"| {workers} | {wall:.1f} | {60 * pages / wall:.0f} |" for workers, wall in walls.items()]
    about = f"{documents} documents, {pages} pages, {given.case}, split {given.split}, rounds {given.rounds}"
    page = _PAGE.format(
        about=about,
        lines="\n".join(lines),
        times=walls[1] / walls[2],
        machine=told_of(machine((*LIBRARIES, "tesserocr", "pillow", "numpy"))),
    )
    print(page)
    if given.out:
        given.out.write_text(page, "utf-8")


_PAGE = """# Scans: one worker and two

Written by `python benchmarks/ocr_batch.py`; not edited by hand.

A folder of PDFs of pictures read by `svodka batch`: {about}. Seconds are those of the median round by the clock, the
start of all processes with them.

| workers | s | pages a minute |
| --- | --- | --- |
{lines}

Two workers: {times:.2f} × as fast.

{machine}"""


def read(scans: Path, out: Path, workers: int) -> float:
    """Seconds of one run of the batch, its start with them."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, str(ROOT / "cli.py"), "batch", str(scans), "--out", str(out), "--workers", str(workers)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
