"""Workbooks to XLS and ODS through LibreOffice Calc, which runs in a profile of its own."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from rendering.pdf_file import OfficeError

_KEPT = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")
_ENTRY = re.compile(rb'\s*<manifest:file-entry manifest:full-path="(?!/"|content\.xml"|styles\.xml")[^>]*/>')
_START_SECONDS = 60
_SECONDS_EACH = 10
MISSING = (
    "XLS and ODS files are made by LibreOffice Calc, and it is not installed."
    " On Debian or Ubuntu: apt install libreoffice-calc-nogui"
)


def converted(books: Mapping[str, bytes], form: str, *, command: str = "soffice") -> dict[str, bytes]:
    """Bytes of each workbook in the format ``form``, by name.

    Raises:
        OfficeError: no such command, no answer in time, or nothing made of some workbook.
    """
    office = shutil.which(command)
    if office is None:
        raise OfficeError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = [root / f"{name}.xlsx" for name in books]
        for path, content in zip(files, books.values(), strict=True):
            path.write_bytes(content)
        profile = f"-env:UserInstallation={(root / 'profile').as_uri()}"
        limit = _START_SECONDS + _SECONDS_EACH * len(files)
        try:
            subprocess.run(
                [office, profile, "--headless", "--convert-to", form, "--outdir", str(root / form), *map(str, files)],
                check=True,
                capture_output=True,
                timeout=limit,
            )
        except subprocess.TimeoutExpired as late:
            raise OfficeError(f"LibreOffice gave no answer in {limit} seconds") from late
        except subprocess.CalledProcessError as failed:
            raise OfficeError(
                f"LibreOffice failed: {failed.stderr.decode(errors='replace').strip()[-300:]}"
            ) from failed
        made = {name: root / form / f"{name}.{form}" for name in books}
        missing = [name for name, path in made.items() if not path.is_file()]
        if missing:
            raise OfficeError(f"LibreOffice made no {form.upper()} of {', '.join(missing)}. {MISSING}")
        contents = {name: path.read_bytes() for name, path in made.items()}
        return {name: _settled(content) for name, content in contents.items()} if form == "ods" else contents


def _settled(content: bytes) -> bytes:
    """An ODS without the picture of its first page, the settings of the program and the clock."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in _KEPT:
            part = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(part, _ENTRY.sub(b"", old.read(name)), compresslevel=9)
    return packed.getvalue()
