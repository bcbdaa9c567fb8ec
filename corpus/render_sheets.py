"""Make the workbooks of the corpus out of those documents that are tables of indicators.

    python corpus/render_sheets.py [--formats xlsx,xls,ods] [--office soffice] [--check]

Writes ``corpus/files/<format>/tune/NAME.<format>`` and ``corpus/SHA256SUMS``.  XLSX depends on the source alone; XLS
and ODS come from LibreOffice Calc and are made anew only when they are asked for.  ``--check`` writes nothing and
says which XLSX files are not what the script makes now.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from pathlib import Path

from render import CORPUS, write_sums
from rendering.pdf_file import OfficeError
from rendering.sheet_file import to_xlsx
from rendering.sheet_office import converted

FORMATS = ("xlsx", "xls", "ods")
NAMES = (
    "dorozhnaya-karta-otrasl-2013",
    "forma-bus-gov-2022",
    "godovoy-otchet-mp-2019",
    "gotovnost-shkol-2014",
    "monitoring-effektivnosti-2017",
    "monitoring-kriterii-2024",
    "munprogramma-urman-2020",
    "munzadanie-cdt-9mes-2023",
    "munzadanie-dou-2016",
    "otchet-dve-tablicy-2018",
    "otchet-gody-plan-fakt-2021",
    "otchet-tehnikum-2020-2021",
    "otchet-uspeh-2021",
    "plan-shnor-2024-2025",
    "prikaz-celevye-znacheniya-2025",
    "programma-razvitiya-gimnazii-2023",
    "report-tochka-rosta-2023",
    "samoobsledovanie-detsad-teremok-2018",
    "samoobsledovanie-shkola4-2018",
    "spravka-kachestvo-znaniy-2022",
)
"""Reports and plans that are tables for the most part: such come as workbooks too."""


def _target(form: str, name: str) -> Path:
    return CORPUS / "files" / form / "tune" / f"{name}.{form}"


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _check(books: dict[str, bytes]) -> int:
    stale = [
        _target("xlsx", name)
        for name, content in books.items()
        if not _target("xlsx", name).is_file() or _parts(_target("xlsx", name).read_bytes()) != _parts(content)
    ]
    for path in stale:
        print(f"not what the script makes now: {path.relative_to(CORPUS.parent).as_posix()}")
    return 1 if stale else 0


def main() -> int:
    """The command; 0 fine, 1 stale files, 2 wrong usage, 4 no LibreOffice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--office", default="soffice", help="the command of LibreOffice")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    formats = options.formats.split(",")
    if unknown := sorted(set(formats) - set(FORMATS)):
        parser.error(f"unknown formats: {', '.join(unknown)}")
    books = {name: to_xlsx((CORPUS / "documents" / "tune" / f"{name}.md").read_text("utf-8"), name) for name in NAMES}
    if options.check:
        return _check(books)
    try:
        for form in formats:
            made = books if form == "xlsx" else converted(books, form, command=options.office)
            for name, content in made.items():
                _target(form, name).parent.mkdir(parents=True, exist_ok=True)
                _target(form, name).write_bytes(content)
    except OfficeError as missing:
        print(missing, file=sys.stderr)
        return 4
    finally:
        write_sums()
    print(f"{len(books) * len(formats)} files written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
