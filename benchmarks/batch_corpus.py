"""A folder of any number of documents for trying a batch: the corpus varied, and poisoned ones among them.

The variants are real documents of every format with other figures in them, no two alike.  The poisoned ones are
hostile files of ``corpus/hostile`` and texts that ``batch_poison`` makes deadly.
"""

from __future__ import annotations

import io
import random
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POISON = Path(__file__).with_name("batch_poison")
sys.path.append(str(ROOT / "corpus" / "hostile"))

# Words of batch_poison and the outcome that each has to end in.
DEADLY = {
    "crash": "crash",
    "spin": "timeout",
    "devour": "out_of_memory",
    "sink": "internal",
    "deaf": "timeout",
    "leave": "crash",
    "gulp": "out_of_memory",
    "doze": "timeout",
    "abort": "crash",
}
# Files of corpus/hostile: quick ones, a few of every outcome.
HOSTILE = {
    "truncated.docx": "unreadable",
    "bomb-paragraphs.docx": "too_large",
    "encrypted.docx": "encrypted",
    "zero-byte.pdf": "empty",
    "random.docx": "unsupported",
    "billion-laughs.docx": "unreadable",
    "many-members.docx": "too_large",
    "truncated.pdf": "unreadable",
    "encrypted.pdf": "encrypted",
    "bomb-text.odt": "too_large",
    "spaces-only.txt": "empty",
    "truncated.rtf": "unreadable",
    "deep-groups.rtf": "too_large",
    "locked.xls": "encrypted",
    "word-95.doc": "unsupported",
    "truncated.xls": "unreadable",
}
_YEAR = re.compile(rb"(?<![\\a-zA-Z\d#-])20[12]\d(?!\d)")
_PARTS = ("word/document.xml", "content.xml", "xl/sharedStrings.xml")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def variant(data: bytes, suffix: str, number: int) -> bytes:
    """The document with other years in it, where its format lets them be changed in place; never the same bytes."""
    draw = random.Random(number)

    def year(_: re.Match[bytes]) -> bytes:
        return b"20%02d" % draw.randrange(10, 30)

    if suffix in ("docx", "odt", "xlsx", "ods"):
        return _packed(data, lambda part: _YEAR.sub(year, part), number)
    if suffix == "rtf":
        return _YEAR.sub(year, data) + b"\n" * (number % 7) + b"%d" % number
    if suffix == "html":
        return _YEAR.sub(year, data) + b"<!-- %d -->" % number
    if suffix == "txt":
        return _YEAR.sub(year, data) + b"\n\n%d\n" % number  # figures are the same in every encoding of the corpus
    if suffix == "pdf":
        return data + b"\n%% %d\n" % number
    return data + b"%d" % number  # XLS: what stands behind the last sector is not read


def _packed(data: bytes, change: Callable[[bytes], bytes], number: int) -> bytes:
    """A package with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            fresh = zipfile.ZipInfo(item.filename, _EPOCH)
            fresh.compress_type = item.compress_type
            new.writestr(fresh, change(content) if item.filename in _PARTS else content)
        new.comment = b"%d" % number
    return out.getvalue()


def sources() -> list[Path]:
    """The documents that are varied: of every format, spread evenly."""
    by_format = [
        sorted((ROOT / "corpus" / "files" / form / "tune").glob("*"))
        for form in ("docx", "pdf", "html", "odt", "rtf", "txt", "xlsx", "ods", "xls")
    ]
    longest = max(map(len, by_format))
    return [group[k % len(group)] for k in range(longest) for group in by_format if k < len(group)]


def make(folder: Path, *, healthy: int, poisoned: int) -> dict[str, str]:
    """Write the documents; the outcome that each has to end in, by path.  Good ones may be ``partial`` too."""
    expected: dict[str, str] = {}
    for number, source in enumerate(islice(cycle(sources()), healthy)):
        suffix = source.suffix.removeprefix(".")
        name = f"{number % 12:02d}/{source.stem[:40]}-{number}.{suffix}"
        _write(folder / name, variant(source.read_bytes(), suffix, number))
        expected[name] = "ok"
    for number, (kind, what, outcome) in enumerate(islice(cycle(_poisons()), poisoned)):
        name = f"{number % 12:02d}/яд {number}-{what}" + (".txt" if kind == "deadly" else "")
        if kind == "deadly":
            _write(folder / name, f"SVODKA-POISON {what}\n{number}\n".encode())
        else:
            _write_hostile(folder / name, what)
        expected[name] = outcome
    return expected


def _poisons() -> list[tuple[str, str, str]]:
    """Deadly and hostile ones in turns, so that any number of them has some of both."""
    deadly = [("deadly", word, outcome) for word, outcome in DEADLY.items()]
    hostile = [("hostile", name, outcome) for name, outcome in HOSTILE.items()]
    return [one for pair in zip(cycle(deadly), hostile, strict=False) for one in pair]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _write_hostile(path: Path, name: str) -> None:
    import make as hostile

    path.parent.mkdir(parents=True, exist_ok=True)
    hostile.writers()[name](path)


def results(out: Path) -> Iterator[tuple[str, bytes]]:
    """All that a run has made for people and programs: name and bytes of records and of the list of failures."""
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(".svodka/"):
            yield name, path.read_bytes()
