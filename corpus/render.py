"""Make the files of the corpus out of its markup.

    python corpus/render.py [--formats docx,pdf,html,txt,rtf,odt] [--split tune] [--only NAME] [--check]

Reads ``corpus/documents/<split>/NAME.md`` (the markup is described in ``rendering/markup.py``) and writes
``corpus/files/<format>/<split>/NAME.<ext>`` and ``corpus/SHA256SUMS``.  The same source always gives the same
DOCX, HTML and text; PDF, RTF and ODT come from LibreOffice, anew only when they are asked for.  ``--check`` writes
nothing and says which files are not what the script makes now.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rendering.html_page import to_html
from rendering.office_file import to_office
from rendering.pdf_file import OfficeError, settled, to_pdfs
from rendering.plain_text import encode, to_text

CORPUS = Path(__file__).resolve().parent
SPLITS = ("tune", "test")
FORMATS = ("docx", "pdf", "html", "txt", "rtf", "odt")
BY_OFFICE = frozenset({"pdf", "rtf", "odt"})
"""Formats that LibreOffice makes of DOCX: not compared by ``--check``."""
SPECIAL = CORPUS / "files" / "special"
"""Files of kinds that the markup has no signs for; they come with the formats docx and pdf."""
HTML_IN_CP1251 = frozenset(
    {"decree-zones-2013", "directive-buses-2011", "protokol-gia-2020", "postanovlenie-otdyh-2018"}
)
"""Pages of sites that still published in windows-1251."""
OLD_TEXTS = {
    "txt-cp1251": ("tune/minutes-heads-2023", "tune/plan-shnor-2024-2025", "test/spravka-monitoring-2022"),
    "txt-koi8-r": ("tune/otchet-programma-doshkolnik-2009", "test/protokol-gia-2020"),
    "txt-cp866": ("tune/informaciya-modernizaciya-2011", "test/informaciya-sady-dopobrazovanie-2024"),
    "txt-utf-16": ("tune/decision-inclusion-2022", "test/otchet-patriotika-2022"),
}
"""Documents that are kept as text in an old encoding too, each of which holds all their signs."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make."""

    format: str
    split: str
    name: str

    @property
    def source(self) -> str:
        return (CORPUS / "documents" / self.split / f"{self.name}.md").read_text("utf-8")

    @property
    def target(self) -> Path:
        return CORPUS / "files" / self.format / self.split / f"{self.name}.{self.format.partition('-')[0]}"


def jobs(formats: list[str], splits: list[str], only: str | None) -> Iterator[Job]:
    """The files asked for, in a fixed order; ``txt`` brings the old encodings with it."""
    for split in splits:
        for source in sorted((CORPUS / "documents" / split).glob("*.md")):
            if only and source.stem != only:
                continue
            for wanted in formats:
                yield Job(wanted, split, source.stem)
            if "txt" in formats:
                for kind, names in OLD_TEXTS.items():
                    if f"{split}/{source.stem}" in names:
                        yield Job(kind, split, source.stem)


def made(job: Job) -> bytes:
    """The bytes of a file of any format that LibreOffice is not needed for."""
    if job.format == "docx":
        from rendering.docx_file import to_docx

        return to_docx(job.source)
    if job.format == "html":
        return to_html(job.source, "cp1251" if job.name in HTML_IN_CP1251 else "utf-8")
    return encode(to_text(job.source), job.format.partition("-")[2] or "utf-8")


def same(job: Job) -> bool:
    """Whether the file is what is made now; of a DOCX the parts count, not how they are packed."""
    if not job.target.is_file():
        return False
    old, new = job.target.read_bytes(), made(job)
    return old == new or (job.format == "docx" and _parts(old) == _parts(new))


def write_sums() -> None:
    """List every rendered file with its SHA-256, in the form that ``sha256sum --check`` reads."""
    files = sorted(path for path in (CORPUS / "files").rglob("*") if path.is_file())
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(CORPUS).as_posix()}\n" for path in files
    )
    (CORPUS / "SHA256SUMS").write_text("".join(lines), "utf-8", newline="\n")


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _write(job: Job, content: bytes) -> None:
    job.target.parent.mkdir(parents=True, exist_ok=True)
    job.target.write_bytes(content)


def _write_pdfs(wanted: list[Job]) -> None:
    from rendering.docx_file import to_docx

    pdfs = to_pdfs({f"{job.split}.{job.name}": to_docx(job.source, accept=True) for job in wanted})
    for job in wanted:
        _write(job, pdfs[f"{job.split}.{job.name}"])


def _write_office(wanted: list[Job], kind: str) -> None:
    from rendering.docx_file import to_docx

    made = to_office({f"{job.split}.{job.name}": to_docx(job.source) for job in wanted}, kind)
    for job in wanted:
        _write(job, made[f"{job.split}.{job.name}"])


def _write_special(formats: list[str]) -> None:
    from rendering import special

    SPECIAL.mkdir(parents=True, exist_ok=True)
    if "docx" in formats:
        for name, make in special.PLAIN.items():
            (SPECIAL / name).write_bytes(make())
    if "pdf" in formats:
        pdfs = to_pdfs({name: make() for name, (make, _) in special.PRINTED.items()})
        for name, (_, finish) in special.PRINTED.items():
            (SPECIAL / f"{name}.pdf").write_bytes(settled(finish(pdfs[name])))


def _render(wanted: list[Job], special_formats: list[str]) -> int:
    for job in wanted:
        if job.format not in BY_OFFICE:
            _write(job, made(job))
    printed = [job for job in wanted if job.format == "pdf"]
    try:
        if printed:
            _write_pdfs(printed)
        for kind in ("rtf", "odt"):
            if saved := [job for job in wanted if job.format == kind]:
                _write_office(saved, kind)
        _write_special(special_formats)
    except OfficeError as missing:
        print(missing, file=sys.stderr)
        return 4
    finally:
        write_sums()
    print(f"{len(wanted)} files written")
    return 0


def _check(wanted: list[Job]) -> int:
    stale = [job.target for job in wanted if job.format not in BY_OFFICE and not same(job)]
    for path in stale:
        print(f"not what the script makes now: {path.relative_to(CORPUS.parent).as_posix()}")
    return 1 if stale else 0


def main() -> int:
    """The command; 0 fine, 1 stale files, 2 wrong usage, 4 no LibreOffice."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--only", metavar="NAME")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    formats = options.formats.split(",")
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        parser.error(f"unknown formats: {', '.join(unknown)}")
    wanted = list(jobs(formats, [options.split] if options.split else list(SPLITS), options.only))
    everything = not (options.split or options.only)
    return _check(wanted) if options.check else _render(wanted, formats if everything else [])


if __name__ == "__main__":
    raise SystemExit(main())
