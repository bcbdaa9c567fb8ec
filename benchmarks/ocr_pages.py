"""Pages of the corpus set in several fonts and sizes, as pictures with what they say."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "corpus"))

Grey = NDArray[np.uint8]

# Font and size of running text (half points); tables keep their ten points.
FACES = (
    ("Liberation Serif", 24),
    ("Liberation Sans", 22),
    ("DejaVu Serif", 20),
    ("DejaVu Sans", 20),
    ("PT Serif", 24),
    ("PT Sans", 26),
)
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{folder}</dir><cachedir>{cache}</cachedir></fontconfig>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a PDF made for the benchmark."""

    name: str
    face: str
    number: int
    pdf: Path

    def picture(self, dpi: int) -> Grey:
        """The page as a clean grey picture."""
        document = pdfium.PdfDocument(self.pdf)
        try:
            pixels = document[self.number - 1].render(scale=dpi / 72, grayscale=True).to_numpy()
            return np.array(pixels.reshape(pixels.shape[:2]), dtype=np.uint8)
        finally:
            document.close()


def documents_in(face: str, size: int, names: list[str], split: str) -> dict[str, bytes]:
    """DOCX files of the corpus in another font."""
    made = {}
    for name in names:
        source = (ROOT / "corpus" / "files" / "docx" / split / f"{name}.docx").read_bytes()
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                part = old.read(item)
                if item.filename == "word/styles.xml":
                    part = re.sub(rb'(w:(?:ascii|hAnsi|cs)=)"[^"]*"', rb'\1"%s"' % face.encode(), part)
                    part = re.sub(rb'<w:sz w:val="24"/>', b'<w:sz w:val="%d"/>' % size, part)
                new.writestr(item, part)
        made[name] = target.getvalue()
    return made


def sheets(folder: Path, *, split: str, each: int, fonts: Path | None) -> Iterator[Sheet]:
    """The pages of ``each`` documents per face, no document twice in one face; PDFs are kept in ``folder``.

    Args:
        folder: where PDFs are kept from run to run.
        split: of the corpus.
        each: how many documents are set in a face.
        fonts: a folder with fonts that are not installed.
    """
    names = sorted(path.stem for path in (ROOT / "corpus" / "files" / "docx" / split).glob("*.docx"))
    for index, (face, size) in enumerate(FACES):
        # Where there are too few documents, a face takes those of the next one too.
        chosen = [*names[index :: len(FACES)], *names[(index + 1) % len(FACES) :: len(FACES)]][:each]
        targets = {name: folder / f"{name}-{face.replace(' ', '-')}-{size}.pdf" for name in chosen}
        missing = [name for name in chosen if not targets[name].is_file()]
        if missing:
            for name, content in _converted(documents_in(face, size, missing, split), fonts).items():
                folder.mkdir(parents=True, exist_ok=True)
                targets[name].write_bytes(content)
        for name in chosen:
            document = pdfium.PdfDocument(targets[name])
            count = len(document)
            document.close()
            for number in range(1, count + 1):
                yield Sheet(name, face, number, targets[name])


def _converted(documents: dict[str, bytes], fonts: Path | None) -> dict[str, bytes]:
    from rendering.pdf_file import to_pdfs

    if fonts is None:
        return to_pdfs(documents)
    with tempfile.TemporaryDirectory() as cache:
        settings = Path(cache) / "fonts.conf"
        settings.write_text(_FONTS.format(folder=fonts.resolve(), cache=cache), "utf-8")
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            return to_pdfs(documents)
        finally:
            del os.environ["FONTCONFIG_FILE"]
