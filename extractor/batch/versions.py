"""What a result was made with, as short digests: two results with the same ones cannot differ.

``readers`` covers all that makes a ``Document`` out of a file, ``rules`` all that makes a record out of a ``Document``.
Both are taken from the contents of the program's own files, so that a checkout that is being worked on counts as
well as a release.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import extractor
from extractor import __version__
from extractor.patterns import folder as patterns

if TYPE_CHECKING:
    from extractor.batch.setting import Setting

# What documents, and what records, may depend on; tests compare this with what is imported.
READERS_LIBRARIES = (
    *("lxml", "msdoc2docx", "natasha", "numpy", "olefile", "pdfplumber", "pillow", "pymorphy3", "pypdfium2"),
    *("python-docx", "tesserocr"),
)
RULES_LIBRARIES = ("lxml", "natasha", "openpyxl", "pydantic", "pymorphy3", "python-stdnum", "rapidfuzz", "spacy")
_READERS = ("patterns", "reading", "text")
# How a module names the pattern file that it uses; a test sees that the readers have no other way.
_LOADS = re.compile(rb"\bload\(\s*\"(\w+)\"")
# What has no part in a record's contents.
_NO_RULES = ("batch", "checking", "commands", "evaluation", "export", "reading")
_DIGITS = 12


def readers_version(setting: Setting) -> str:
    """The version of what makes a document out of a file."""
    total = _start()
    _add_sources(total, _READERS)
    _add_files(total, [patterns() / f"{name}.toml" for name in readers_patterns()])
    for name, version in _libraries(READERS_LIBRARIES):
        _add(total, name, version)
    _add(total, "ocr", setting.scans.when.encode())
    if setting.scans.tessdata is not None:
        _add_files(total, sorted(setting.scans.tessdata.glob("*.traineddata")))
    return total.hexdigest()[:_DIGITS]


def rules_version(setting: Setting) -> str:
    """The version of what makes a record out of a document; that of the readers is not in it."""
    total = _start()
    rooms = {path.name.removesuffix(".py") for path in _package().iterdir() if not path.name.startswith(("_", "."))}
    _add_sources(total, sorted(rooms - set(_NO_RULES)))
    for name, version in _libraries(RULES_LIBRARIES):
        _add(total, name, version)
    _add_files(total, sorted(patterns().rglob("*.toml")))
    for file in (setting.registry, setting.judgements, setting.patterns):
        _add(total, "file", Path(file).read_bytes() if file is not None else b"")
    for word in (setting.region, setting.municipality):
        _add(total, "given", b"" if word is None else b"=" + word.encode("utf-8", "replace"))
    return total.hexdigest()[:_DIGITS]


def readers_patterns() -> list[str]:
    """The pattern files that the readers and the cleaning of text use: a change of one makes other documents."""
    sources = (source for room in _READERS for _, source in _sources(room))
    return sorted({name.decode() for source in sources for name in _LOADS.findall(source)})


def _start() -> hashlib._Hash:
    return hashlib.sha256(__version__.encode())


def _add(total: hashlib._Hash, name: str, content: bytes) -> None:
    total.update(f"\0{name}\0{len(content)}\0".encode())
    total.update(content)


def _add_files(total: hashlib._Hash, paths: Iterable[Path]) -> None:
    for path in paths:
        _add(total, path.name, path.read_bytes())


def _add_sources(total: hashlib._Hash, rooms: Iterable[str]) -> None:
    """The modules of some rooms of the package."""
    for room in rooms:
        for name, source in _sources(room):
            _add(total, name, source)


def _sources(room: str) -> Iterator[tuple[str, bytes]]:
    place = _package() / room
    for path in sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]:
        if path.is_file():
            yield path.relative_to(_package()).as_posix(), path.read_bytes()


def _package() -> Path:
    return Path(extractor.__file__).parent


def _libraries(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The versions that are there."""
    for name in names:
        try:
            yield name, metadata.version(name).encode()
        except metadata.PackageNotFoundError:
            yield name, b"-"
