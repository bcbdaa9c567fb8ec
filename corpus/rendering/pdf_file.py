"""DOCX files to PDF through LibreOffice, which runs in a profile of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

_START_SECONDS = 60
_SECONDS_EACH = 10
# What LibreOffice makes of the clock; all the rest depends on the document and on the office alone.
_CLOCK = re.compile(rb"(?<=/CreationDate\(D:)\d{14}|(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
MISSING = (
    "PDF files are made by LibreOffice, and its command «soffice» is not installed."
    " On Debian or Ubuntu: apt install libreoffice-writer"
)


class OfficeError(Exception):
    """LibreOffice is not installed, hangs or fails; the message says which."""


def to_pdfs(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDF bytes for DOCX bytes, by name.

    Raises:
        OfficeError: no ``soffice`` on the path, no answer in time, or no PDF made.
    """
    return {name: settled(content) for name, content in converted(documents, "pdf").items()}


def converted(documents: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """DOCX files as LibreOffice saves them in the format with the suffix ``kind``, by name.

    Raises:
        OfficeError: as ``to_pdfs``.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise OfficeError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in documents.items():
            (root / f"{name}.docx").write_bytes(content)
        _convert(office, root, kind)
        made = {name: root / kind / f"{name}.{kind}" for name in documents}
        missing = [name for name, path in made.items() if not path.is_file()]
        if missing:
            raise OfficeError(f"LibreOffice made no {kind.upper()} of {', '.join(missing)}")
        return {name: path.read_bytes() for name, path in made.items()}


def _convert(office: str, root: Path, kind: str) -> None:
    files = sorted(map(str, root.glob("*.docx")))
    command = [office, f"-env:UserInstallation={(root / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    limit = _START_SECONDS + _SECONDS_EACH * len(files)
    try:
        subprocess.run([*command, "--outdir", str(root / kind), *files], check=True, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired as late:
        raise OfficeError(f"LibreOffice gave no answer in {limit} seconds") from late
    except subprocess.CalledProcessError as failed:
        raise OfficeError(f"LibreOffice failed: {failed.stderr.decode(errors='replace').strip()[-300:]}") from failed


def settled(content: bytes) -> bytes:
    """The same PDF with its time and identifiers fixed, of equal length so that no offset changes."""
    return _CLOCK.sub(lambda found: b"20240101000000".ljust(len(found[0]), b"0"), content)
