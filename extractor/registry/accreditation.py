"""The open data of the accreditation registry (Рособрнадзор): one XML of hundreds of megabytes, also zipped.

Structure 20160713: ``OpenData/Certificates/Certificate`` with the card of the organisation as it is now
(``ActualEducationOrganization``), its name when the certificate was issued, and supplements that have both of the
same or another organisation.  The file is read certificate by certificate, so that memory stays flat; people's
names, telephones and programmes are not read at all.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from lxml import etree

from extractor.errors import SvodkaError
from extractor.registry.certificate_xml import sightings
from extractor.registry.certificates import Merger
from extractor.registry.kinds import is_plain_xml
from extractor.registry.model import Organisation
from extractor.registry.problems import Collector

# The whole registry with all certificates that ever were is about a gigabyte.
MOST_BYTES = 4 * 2**30
# One certificate: a university with all its programmes and branches has some hundred kilobytes.
MOST_CERTIFICATE_BYTES = 8 * 2**20
# Invented certificates that differ in numbers alone pack 110 to 1, real ones far less; a bomb 1000 to 1.
MOST_RATIO = 250
_PIECE = 1 << 20
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError)


@dataclass(frozen=True, slots=True)
class Certificates:
    """What was read: organisations merged over all certificates, in the order in which they first occur."""

    organisations: list[Organisation]
    sha256: str
    certificates: int
    skipped: int


def read_certificates(
    path: Path, *, zipped: bool, problems: Collector, limit: Callable[[int], None] = lambda count: None
) -> Certificates:
    """The organisations of a file.

    Args:
        path: the XML, or a zip with one XML.
        zipped: which of the two.
        problems: takes what is wrong with single certificates.
        limit: told how many organisations there are so far; may raise.
    Raises:
        SvodkaError: ``damaged``, ``too-large``, ``registry-format`` (XML of another kind, several files in a zip).
    """
    merger = Merger(problems)
    count = skipped = 0
    with ExitStack() as opened:
        raw = opened.enter_context(path.open("rb"))
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
        raw.seek(0)
        source = _Watched(_member(raw, opened, path) if zipped else cast("IO[bytes]", raw), str(path))
        try:
            for element in _elements(source, path):
                count += 1
                skipped += not merger.add(sightings(element), count)
                limit(len(merger))
        except etree.XMLSyntaxError as why:
            raise SvodkaError("damaged", path=str(path), detail=f"XML, строка {why.lineno}: {_short(why)}") from why
        except _BROKEN_ZIP as why:
            raise SvodkaError("damaged", path=str(path), detail="архив ZIP не читается") from why
    if not count:
        raise SvodkaError("registry-format", path=str(path), detail="документ XML без свидетельств об аккредитации")
    return Certificates(merger.organisations(), digest, count, skipped)


class _Watched:
    """Counts what is read since the last certificate: one that does not end would grow without end in memory."""

    def __init__(self, source: IO[bytes], name: str) -> None:
        self._source = source
        self._name = name
        self._total = 0
        self.since = 0

    def read(self, size: int = _PIECE) -> bytes:
        piece = self._source.read(size)
        self._total += len(piece)
        self.since += len(piece)
        if self.since > MOST_CERTIFICATE_BYTES:
            raise self._too_large(f"больше {MOST_CERTIFICATE_BYTES // 2**20} МБ без конца свидетельства")
        if self._total > MOST_BYTES:
            raise self._too_large(f"больше {MOST_BYTES // 2**30} ГБ")
        return piece

    def _too_large(self, detail: str) -> SvodkaError:
        return SvodkaError("too-large", path=self._name, detail=detail)


def _member(raw: IO[bytes], opened: ExitStack, path: Path) -> IO[bytes]:
    """The one XML file in a zip."""
    try:
        package = opened.enter_context(zipfile.ZipFile(raw))
        found = [member for member in package.infolist() if is_plain_xml(member.filename)]
        if len(found) != 1:
            raise SvodkaError("registry-format", path=str(path), detail=f"архив ZIP, в нём файлов XML: {len(found)}")
        if found[0].flag_bits & 1:
            raise SvodkaError("encrypted", path=str(path))
        if found[0].file_size > MOST_RATIO * max(found[0].compress_size, 10_000):
            raise SvodkaError("too-large", path=str(path), detail=f"XML сжат больше чем в {MOST_RATIO} раз")
        return opened.enter_context(package.open(found[0]))
    except _BROKEN_ZIP as why:
        raise SvodkaError("damaged", path=str(path), detail="архив ZIP не читается") from why


def _elements(source: _Watched, path: Path) -> Iterator[etree._Element]:
    """Every certificate; it is emptied when the next one is asked for."""
    walk = etree.iterparse(
        cast("IO[bytes]", source),
        events=("start", "end"),
        tag=("{*}OpenData", "{*}Certificate"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    for event, element in walk:
        if first:
            first = False
            if element.getroottree().docinfo.internalDTD is not None:
                raise SvodkaError("damaged", path=str(path), detail="объявление типа документа")
        if event == "start" or etree.QName(element).localname != "Certificate":
            continue
        yield element
        source.since = 0
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _short(why: Exception) -> str:
    return str(why).split(", line", maxsplit=1)[0][:120]
